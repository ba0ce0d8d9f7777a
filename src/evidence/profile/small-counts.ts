const SMALLEST = 16;
const MOST_COUNTED = 0xffff;

/**
 * Counts small whole numbers one by one, each with the groups of persons that it was seen with: 32 bits a number, so that
 * those of all properties stay near the processor.
 */
export class SmallCounts {
  /** Of each number its count in the low half, and a bit for each group in the high one. */
  private cells = new Uint32Array(SMALLEST);

  /** `counted` is told what was counted, when somebody asks or a count is full. */
  constructor(private readonly counted: (value: number, n: number, groups: number) => void) {}

  /** `group`: 0 to 15; negative without one. */
  add(value: number, group: number): void {
    if (value >= this.cells.length) this.grow(value);
    const bit = group >= 0 ? 0x10000 << group : 0;
    const cell = ((this.cells[value] ?? 0) + 1) | bit;
    this.cells[value] = cell;
    if ((cell & MOST_COUNTED) === MOST_COUNTED) this.hand(value);
  }

  /** Hands over all that was counted, by rising number, and begins at zero. */
  settle(): void {
    for (let value = 0; value < this.cells.length; value++) if (this.cells[value] !== 0) this.hand(value);
  }

  private hand(value: number): void {
    const cell = this.cells[value] ?? 0;
    this.cells[value] = 0;
    this.counted(value, cell & MOST_COUNTED, cell >>> 16);
  }

  private grow(value: number): void {
    let places = this.cells.length * 2;
    while (places <= value) places *= 2;
    const cells = new Uint32Array(places);
    cells.set(this.cells);
    this.cells = cells;
  }
}
