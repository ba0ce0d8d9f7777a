import type { PatternNode } from '../../text/pattern-syntax.ts';
import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { and, not, or, textOf } from '../dialects/standard.ts';
import { patternOf } from '../pattern.ts';

/** What in-process adapters do with JSON values, as SQL. */
export class Reader {
  constructor(readonly dialect: Dialect) {}

  absent(): Value {
    const { json, text } = this.dialect.types;
    return { json: `CAST(NULL AS ${json})`, kind: `CAST(NULL AS ${text})` };
  }

  /** The JSON value unless it is absent or null. */
  given({ json, kind }: Value): Sql {
    return `CASE WHEN ${not(this.dialect.isKind(kind, 'null'))} THEN ${json} END`;
  }

  /** The first that is neither absent nor null: JavaScript's `??`. */
  nullish(...values: readonly Value[]): Value {
    const [only] = values;
    if (values.length === 1 && only !== undefined) return only;
    const kinds = values.map(
      ({ kind }) => `CASE WHEN ${not(this.dialect.isKind(kind, 'null'))} THEN ${kind} END`,
    );
    return {
      json: `coalesce(${values.map((value) => this.given(value)).join(', ')})`,
      kind: `coalesce(${kinds.join(', ')})`,
    };
  }

  isString({ kind }: Value): Sql {
    return this.dialect.isKind(kind, 'string');
  }

  /** The text of a string, NULL for anything else. */
  string(value: Value): Sql {
    return `CASE WHEN ${this.isString(value)} THEN ${textOf(this.dialect, value)} END`;
  }

  /** A text, or the digits of a number. */
  scalar(value: Value): Sql {
    const { dialect } = this;
    const number = dialect.isKind(value.kind, 'number');
    return `CASE WHEN ${this.isString(value)} THEN ${textOf(dialect, value)} WHEN ${number} THEN ${dialect.jsonText(value.json)} END`;
  }

  /** The same, where an empty text says nothing. */
  filled(value: Value): Sql {
    return `nullif(${this.scalar(value)}, '')`;
  }

  object({ json, kind }: Value): Sql {
    return `CASE WHEN ${this.dialect.isKind(kind, 'object')} THEN ${json} END`;
  }

  /** True for what is there and neither null nor an object. */
  isNoObject({ kind }: Value): Sql {
    const { dialect } = this;
    return and(`${kind} IS NOT NULL`, not(or(dialect.isKind(kind, 'null'), dialect.isKind(kind, 'object'))));
  }

  /** Milliseconds since the epoch of a text in ISO 8601; UTC where it has no offset. */
  instant(value: Value): Sql {
    const { dialect } = this;
    const said = textOf(dialect, value);
    const is = (pattern: PatternNode) => dialect.matches(said, pattern) ?? '1 = 0';
    return `CASE WHEN ${not(this.isString(value))} THEN NULL WHEN ${is(WITH_OFFSET)} THEN ${dialect.instant(said)} WHEN ${is(WITHOUT_OFFSET)} THEN ${dialect.instant(`concat(${said}, 'Z')`)} WHEN ${is(DAY)} THEN ${dialect.instant(`concat(${said}, 'T00:00:00Z')`)} END`;
  }
}

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const clock = '[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?';
const DAY = patternOf(`^${day}$`);
const WITHOUT_OFFSET = patternOf(`^${day}${clock}$`);
const WITH_OFFSET = patternOf(`^${day}${clock}(?:Z|[+-][0-9]{2}:?[0-9]{2})$`);
/** Lines of white space alone are no records. */
export const BLANK = patternOf('^[ \\t\\r\\n]*$');
