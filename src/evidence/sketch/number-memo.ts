/** Places, as bits of a number: 1024 to begin with. */
const SMALLEST = 10;
const FREE = 0;

/**
 * Remembers numbers by numbers, in one flat array, each beside its key: 16 bytes, and one visit to the memory. Each key
 * has one place, and whoever comes last keeps it.
 */
export class NumberMemo {
  /** Key (plus one; zero is free) and number of each place. */
  private cells = new Float64Array(2 ** SMALLEST * 2);
  private bits = SMALLEST;
  private size = 0;

  /** `most`: places it may have, as bits. */
  constructor(private readonly most: number) {}

  /** The number under a key (a whole number from 0 to 2^52), or -1; numbers kept here are not negative. */
  get(key: number): number {
    const at = cellOf(key, this.bits);
    return this.cells[at] === key + 1 ? (this.cells[at + 1] ?? -1) : -1;
  }

  put(key: number, value: number): void {
    if (this.size * 4 > this.cells.length && this.bits < this.most) this.grow();
    const at = cellOf(key, this.bits);
    if (this.cells[at] === FREE) this.size++;
    this.cells[at] = key + 1;
    this.cells[at + 1] = value;
  }

  private grow(): void {
    const { cells } = this;
    this.bits++;
    this.cells = new Float64Array(2 ** this.bits * 2);
    this.size = 0;
    for (let at = 0; at < cells.length; at += 2) {
      const key = cells[at] ?? FREE;
      if (key !== FREE) this.put(key - 1, cells[at + 1] ?? 0);
    }
  }
}

/** By the highest bits of a product: neighbours and multiples lie apart. */
function cellOf(key: number, bits: number): number {
  return (Math.imul((key | 0) ^ (key / 2 ** 32), 0x9e3779b1) >>> (32 - bits)) * 2;
}
