export declare function plan(): string;
export declare function writeEvents(
  fd: number,
  bytes: number,
  seed: number,
  seen: (line: number, kind: string | null) => void,
): void;
