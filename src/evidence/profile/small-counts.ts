/** Counts small whole numbers one by one, each with the groups of persons that it was seen with. */
export class SmallCounts {
  /** Of each number its count, and a bit for each group. */
  private cells: number[] = [];

  /** `group`: 0 to 15; negative without one. */
  add(value: number, group: number): void {
    const at = value * 2;
    const { cells } = this;
    while (cells.length <= at) cells.push(0, 0);
    cells[at] = (cells[at] ?? 0) + 1;
    if (group >= 0) cells[at + 1] = (cells[at + 1] ?? 0) | (1 << group);
  }

  /** Hands over all that was counted, by rising number, and begins at zero. */
  settle(counted: (value: number, n: number, groups: number) => void): void {
    const { cells } = this;
    this.cells = [];
    for (let at = 0; at < cells.length; at += 2) {
      const n = cells[at] ?? 0;
      if (n > 0) counted(at / 2, n, cells[at + 1] ?? 0);
    }
  }
}
