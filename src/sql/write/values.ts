import type { PatternNode } from '../../text/pattern-syntax.ts';
import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { and, not, numberOf, or, text, textOf } from '../dialects/standard.ts';
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
    return `CASE WHEN ${this.isString(value)} THEN ${textOf(dialect, value)} WHEN ${number} THEN ${this.#digits(value)} END`;
  }

  /** As JavaScript writes them: 5.0 is 5. */
  #digits(value: Value): Sql {
    const { dialect } = this;
    const { bigint, text } = dialect.types;
    const number = numberOf(dialect, value);
    const whole = and(`${number} = floor(${number})`, `abs(${number}) < 1e15`);
    return `CASE WHEN ${whole} THEN CAST(CAST(${number} AS ${bigint}) AS ${text}) ELSE ${dialect.jsonText(value.json)} END`;
  }

  /** A text, number or boolean; of a list its first element, as some senders write one id. */
  single(value: Value): Value {
    const { dialect } = this;
    const isScalar = ({ kind }: Value) =>
      or(...(['string', 'number', 'boolean'] as const).map((each) => dialect.isKind(kind, each)));
    const first = dialect.firstOf(value.json);
    const element: Value = { json: first, kind: dialect.kindOf(first) };
    const list = dialect.isKind(value.kind, 'array');
    const of = (what: 'json' | 'kind') =>
      `CASE WHEN ${isScalar(value)} THEN ${value[what]} WHEN ${and(list, isScalar(element))} THEN ${element[what]} END`;
    return { json: of('json'), kind: of('kind') };
  }

  /** A text that is not empty, a number or a boolean. */
  plain(value: Value): Value {
    const { dialect } = this;
    const kinds = (['number', 'boolean'] as const).map((each) => dialect.isKind(value.kind, each));
    const filled = and(this.isString(value), `${textOf(dialect, value)} <> ${text(dialect, '')}`);
    const of = (what: 'json' | 'kind') => `CASE WHEN ${or(...kinds, filled)} THEN ${value[what]} END`;
    return { json: of('json'), kind: of('kind') };
  }

  /** An object, or one that stands in a text. */
  embedded(value: Value): Sql {
    const { dialect } = this;
    const said = textOf(dialect, value);
    const parsed = dialect.fromColumn(said, 'text');
    const opens = and(this.isString(value), `substr(${said}, 1, 1) = ${text(dialect, '{')}`);
    return `CASE WHEN ${dialect.isKind(value.kind, 'object')} THEN ${value.json} WHEN ${opens} THEN ${parsed} END`;
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

  /** The same of what vendors write: also seconds, milli- and microseconds, told apart by their size. */
  vendorInstant(value: Value): Sql {
    const { dialect } = this;
    const { bigint, double } = dialect.types;
    const epoch = (x: Sql) =>
      `CASE WHEN ${x} <= 0 THEN NULL WHEN ${x} < 1e11 THEN CAST(floor(${x} * 1000 + 0.5) AS ${bigint}) WHEN ${x} < 1e14 THEN CAST(floor(${x}) AS ${bigint}) WHEN ${x} < 1e18 THEN CAST(floor(${x} / 1000) AS ${bigint}) WHEN ${x} IS NOT NULL THEN ${FAR} END`;
    const said = textOf(dialect, value);
    const digits = and(this.isString(value), dialect.matches(said, DIGITS) ?? '1 = 0');
    const zoned = `replace(replace(${said}, ' UTC', 'Z'), ' +00:00', 'Z')`;
    return `CASE WHEN ${dialect.isKind(value.kind, 'number')} THEN ${epoch(numberOf(dialect, value))} WHEN ${digits} THEN ${epoch(`CAST(${said} AS ${double})`)} ELSE ${this.instant(value, zoned)} END`;
  }

  /** Milliseconds since the epoch of a text in ISO 8601; UTC where it has no offset. */
  instant(value: Value, said = textOf(this.dialect, value)): Sql {
    const { dialect } = this;
    const is = (pattern: PatternNode) => dialect.matches(said, pattern) ?? '1 = 0';
    return `CASE WHEN ${not(this.isString(value))} THEN NULL WHEN ${is(WITH_OFFSET)} THEN ${dialect.instant(said)} WHEN ${is(WITHOUT_OFFSET)} THEN ${dialect.instant(`concat(${said}, 'Z')`)} WHEN ${is(DAY)} THEN ${dialect.instant(`concat(${said}, 'T00:00:00Z')`)} END`;
  }
}

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const clock = '[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?';
const DAY = patternOf(`^${day}$`);
const WITHOUT_OFFSET = patternOf(`^${day}${clock}$`);
const WITH_OFFSET = patternOf(`^${day}${clock}(?:Z|[+-][0-9]{2}:?[0-9]{2})$`);
const DIGITS = patternOf('^[0-9]{9,17}(?:[.][0-9]+)?$');
/** An instant that is beyond all others. */
const FAR = 1e15;
/** Lines of white space alone are no records. */
export const BLANK = patternOf('^[ \\t\\r\\n]*$');
