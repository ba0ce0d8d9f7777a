import type { ProfileAsks } from '../../evidence/profile/asks.ts';
import type { IdentifierOptions } from '../../evidence/profile/identifier.ts';
import { PUBLIC_KEY } from '../../evidence/sketch/hash.ts';
import type { Plan } from '../../plan/types.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { text } from '../dialects/standard.ts';
import type { Places } from '../write/condition.ts';

/** What a profile is counted from: one row an event, after all checks. */
export interface ProfileSource {
  readonly dialect: Dialect;
  readonly plan: Plan;
  readonly system: string;
  readonly asks: ProfileAsks;
  /** Best first. */
  readonly identifiers: readonly IdentifierOptions[];
  /** The sketches are keyed, with the bound parameter. */
  readonly keyed: boolean;
  /** A table with the columns of an event (`EVENT_COLUMNS`, the ids, `properties`, `context`) and these: */
  readonly from: Sql;
  /** The key of the plan's event; NULL where there is none. */
  readonly planKey: Sql;
  /** True or false. */
  readonly invalid: Sql;
  /** Identity type → its column of JSON. */
  readonly ids: ReadonlyMap<string, Sql>;
  readonly places: Places;
}

/** `h` of `createHasher`: of a digest under a form. */
export function hashOf({ dialect, keyed }: ProfileSource, form: string, digest: Sql): Sql {
  const key = keyed ? dialect.parameter('sketch_key') : text(dialect, PUBLIC_KEY);
  const hashed = dialect.sha256(`concat(${key}, ${text(dialect, `:${form}:`)}, ${digest})`);
  return dialect.hexNumber(`substr(${hashed}, 1, 12)`);
}

/** Values side by side in one text, so that a group has one key. */
export function keyOf(dialect: Dialect, parts: readonly Sql[]): Sql {
  const all = parts.flatMap((part, i) => [
    ...(i === 0 ? [] : [text(dialect, '|')]),
    `coalesce(CAST(${part} AS ${dialect.types.text}), ${text(dialect, '')})`,
  ]);
  return `concat(${all.join(', ')})`;
}

export function bit(test: Sql): Sql {
  return `CASE WHEN ${test} THEN 1 ELSE 0 END`;
}
