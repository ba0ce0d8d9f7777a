/** A saved profile holds something that no profile can: the reader says in which file. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
