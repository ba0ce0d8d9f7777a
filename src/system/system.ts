/**
 * Every touch of the outside, as one value handed in by `cli`: what takes it can run on a disk, a git
 * revision or a test's own files, at any clock.
 */
export interface System {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  readonly git: Git;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Loads a plugin: a path, or a package as seen from `folder`. Code that the configuration trusts. */
  readonly importModule: (specifier: string, folder: string) => Promise<Readonly<Record<string, unknown>>>;
  /** From now on memory is given back early, at the cost of some time: for streams of any length. */
  readonly saveMemory?: () => void;
  /** Calls back once when the user interrupts (Ctrl-C), instead of ending; the answer takes that back. */
  readonly onInterrupt?: (interrupted: () => void) => () => void;
  /** Absent where no program may be started. */
  readonly start?: StartProgram;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/**
 * Starts an installed program, its arguments as they are (no shell), in `cwd`. `input` is a file on its standard input,
 * private to the user.
 */
export type StartProgram = (
  program: string,
  args: readonly string[],
  options: {
    readonly input: string;
    readonly env?: Readonly<Record<string, string>>;
    /** The last line of its stderr that matches comes first in `errors`, however much follows it. */
    readonly tells?: RegExp;
  },
) => Running;

export interface Running {
  /** Of its standard output, as they come. */
  readonly lines: AsyncIterable<string>;
  /** Its exit code, null when it was killed, and the end of its stderr. Rejects when there is no such program. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
  stop(): void;
}

/** Paths are absolute or relative to `cwd`. All methods reject with `FileError` when they cannot do it. */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  /**
   * Many small files, one after the other without waiting in between: reading them by promises costs ten
   * times the reading. Those that cannot be read come with the error. In order.
   */
  readAll(paths: readonly string[], found: (path: string, data: Uint8Array | Error) => void): Promise<void>;
  /** UTF-8 (BOM dropped); UTF-16 is recognised by its BOM. Rejects on bytes that are no text. */
  readText(path: string): Promise<string>;
  /** In chunks, for what is too large to hold. A chunk is there until the next one is asked for. */
  stream(path: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  stat(path: string): Promise<{
    readonly kind: 'file' | 'directory' | 'other';
    readonly size: number;
    readonly mtimeMs: number;
  } | null>;
  /** The path with symbolic links resolved. */
  realPath(path: string): Promise<string>;
  /** Files that match, sorted; patterns as in globby. `gitignore` leaves out what git ignores. */
  glob(
    patterns: readonly string[],
    options?: { cwd?: string; gitignore?: boolean; dot?: boolean },
  ): Promise<string[]>;
  /**
   * Every file below a folder, by its path from there, sorted: nothing that git ignores, nothing hidden, no links, none
   * of the folders to skip. A tenth of the cost of a glob.
   */
  list(folder: string, skip: (path: string, name: string) => boolean): Promise<string[]>;
  /**
   * What tells files from what they were before, without reading them: size, time of the last write, of the last
   * change of any kind (milliseconds since the epoch) and number, four for each path; -1 where there is no file.
   */
  stamps(paths: readonly string[]): Promise<Float64Array>;
  /** Whole or not at all: a temporary file beside it, renamed. What is large comes in pieces, in order. */
  write(path: string, data: string | Uint8Array | AsyncIterable<string>): Promise<void>;
  /** Appends in one write. */
  append(path: string, data: string | Uint8Array): Promise<void>;
  /** Takes the place of what is there. */
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens where nothing is. */
  remove(path: string): Promise<void>;
}

export interface Git {
  /** Null outside a repository. */
  root(path: string): Promise<string | null>;
  /** Commit of a ref; null when there is none. */
  resolve(ref: string): Promise<string | null>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /** A file as it was; null when it was not there. Path relative to the repository's root. */
  show(commit: string, path: string): Promise<string | null>;
  list(commit: string, under: string): Promise<string[]>;
  /** Paths that differ between a commit and the work tree, untracked ones too. */
  changed(commit: string): Promise<string[]>;
  isShallow(): Promise<boolean>;
  /** Current commit and branch, where there is one. */
  head(): Promise<{ readonly commit: string | null; readonly branch: string | null }>;
}

export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number;
}
