/** How many entries one generation holds unless said; two generations live at a time. */
const GENERATION = 65_536;
/** A longer text is rarely asked for twice and would keep a whole input buffer alive. */
const LONGEST = 256;

/** Keeps what was asked lately without bookkeeping per entry: the older generation is dropped whole. */
export class Memo<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  constructor(
    private readonly make: (text: string) => V,
    private readonly generation = GENERATION,
  ) {}

  get(text: string): V {
    const found = this.young.get(text);
    if (found !== undefined) return found;
    const older = this.old.get(text);
    const value = older === undefined ? this.make(text) : older;
    if (text.length > LONGEST) return value;
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, value);
    return value;
  }
}
