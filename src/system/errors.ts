/** Could not do the job: what was tried, where, what to do next. One line for the user, exit code 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** The configuration is wrong. */
export class ConfigError extends UsageError {
  override readonly name: string = 'ConfigError';
}

/** A file could not be read or written. */
export class FileError extends UsageError {
  override readonly name: string = 'FileError';
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}
