export declare function plan(): string;
export declare function writeEvents(
  fd: number,
  bytes: number,
  seed: number,
  seen: (line: number, kind: string | null) => void,
): void;
/** Event after event: its line, and the defect in it. */
export declare function generator(
  seed: number,
  rate?: number,
): () => { readonly line: string; readonly defect: string | null };
