import type { Sql } from '../dialects/dialect.ts';
import type { Reading } from './reading.ts';

/** Queries one over the other, from a table to what is counted. */
export class Layers {
  readonly #queries: (readonly [string, Sql])[];

  constructor(queries: readonly (readonly [string, Sql])[]) {
    this.#queries = [...queries];
  }

  get queries(): readonly (readonly [string, Sql])[] {
    return this.#queries;
  }

  get last(): string {
    return this.#queries.at(-1)?.[0] ?? '';
  }

  add(name: string, sql: (from: string) => Sql): void {
    this.#queries.push([name, sql(this.last)]);
  }

  /** Names of the plan, and what is looked at in every event. */
  envelope(reading: Reading): void {
    const renamed = reading.renamed();
    if (renamed !== null) {
      const ids = [...reading.envelope.ids.values()];
      const kept = [
        'class',
        'version',
        'time_ms',
        'received_ms',
        'message_id',
        ...ids,
        'properties',
        'traits',
        'context',
      ];
      this.add(
        'named',
        (from) =>
          `SELECT ${kept.join(', ')},\n    ${renamed.call} AS call,\n    ${renamed.name} AS name\n  FROM ${from}`,
      );
    }
    const shared = reading.sharedColumns();
    if (shared.length > 0)
      this.add('looked', (from) => `SELECT *,\n    ${shared.join(',\n    ')}\n  FROM ${from}`);
    this.#more('looked_at', reading.sharedSpread());
    const ids = reading.madeIds();
    this.#more('identified', ids);
    this.#more('ids_read', reading.idColumns());
    this.#more('carrying', reading.carriedColumns());
  }

  /** Which event of the plan each is, and the values that this one has. */
  formed(form: Sql, own: readonly Sql[], spread: readonly Sql[]): void {
    this.add(
      'formed',
      (from) => `SELECT *,\n    CASE WHEN class = 'event' THEN ${form} END AS form\n  FROM ${from}`,
    );
    if (own.length > 0)
      this.add('opened_properties', (from) => `SELECT *,\n    ${own.join(',\n    ')}\n  FROM ${from}`);
    this.#more('opened', spread);
  }

  #more(name: string, columns: readonly Sql[]): void {
    if (columns.length > 0)
      this.add(name, (from) => `SELECT *,\n    ${columns.join(',\n    ')}\n  FROM ${from}`);
  }
}
