import type { Bound, Condition, ConditionLine, ConditionTest } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { and, double, firstOf, not, numberOf, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { patternOf } from '../pattern.ts';
import { SchemaWriter } from './schema.ts';

/** Where a condition finds its values. */
export interface Places {
  /** Constant of the run, as SQL; null: not said. */
  readonly system: string | null;
  /** A text column. */
  readonly version: Sql;
  /** Steps below a part, names only. */
  value(root: 'context' | 'ids' | 'traits' | 'properties', steps: readonly string[]): Value;
}

/**
 * A `when` or a consent signal: true or false, never NULL. `unknown`: what a line says whose value is not there; unless
 * given, the value counts as null.
 */
export function conditionSql(dialect: Dialect, condition: Condition, places: Places, unknown?: boolean): Sql {
  return and(...condition.lines.map((line) => lineSql(dialect, line, places, unknown)));
}

function lineSql(dialect: Dialect, line: ConditionLine, places: Places, unknown?: boolean): Sql {
  const { root, steps, test } = line;
  if (root === 'system') return constant(places.system, test, unknown) ? '1 = 1' : '1 = 0';
  if (root === 'version') return versionSql(dialect, test, places.version, unknown);
  const list = steps.indexOf('[]');
  if (list < 0) return told(dialect, test, valueAt(dialect, places, root, steps), unknown);
  const { lists } = dialect;
  if (lists === null) throw new NotExpressible(`${dialect.title} cannot look at each element of a list`);
  const inside = (json: Sql, rest: readonly string[]): Sql => {
    const next = rest.indexOf('[]');
    const here = rest.slice(0, next < 0 ? rest.length : next);
    const found = here.reduce((at, step) => dialect.member(at, step), json);
    if (next < 0) return told(dialect, test, { json: found, kind: dialect.kindOf(found) }, unknown);
    return lists.any(lists.elements(found), (item) => inside(item, rest.slice(next + 1)));
  };
  const outer = valueAt(dialect, places, root, steps.slice(0, list));
  return lists.any(lists.elements(outer.json), (item) => inside(item, steps.slice(list + 1)));
}

/** A name that itself holds the dots wins over the way through objects. */
function valueAt(
  dialect: Dialect,
  places: Places,
  root: Parameters<Places['value']>[0],
  steps: readonly string[],
): Value {
  const ways = root === 'ids' || steps.length > 3 ? [steps] : joinings(steps);
  const found = ways.map((way) => places.value(root, way));
  return firstOf(dialect, found);
}

/** `a.b.c`, `a.b` `c`, `a` `b.c`, `a` `b` `c`. */
function joinings(steps: readonly string[]): string[][] {
  if (steps.length <= 1) return [[...steps]];
  const ways: string[][] = [];
  for (let to = steps.length; to > 0; to--) {
    const head = steps.slice(0, to).join('.');
    for (const rest of to === steps.length ? [[]] : joinings(steps.slice(to))) ways.push([head, ...rest]);
  }
  return ways;
}

function told(dialect: Dialect, test: ConditionTest, value: Value, unknown: boolean | undefined): Sql {
  const holds = testSql(dialect, test, value);
  if (unknown === undefined) return holds;
  return unknown ? or(`${value.kind} IS NULL`, holds) : and(`${value.kind} IS NOT NULL`, holds);
}

function testSql(dialect: Dialect, test: ConditionTest, value: Value): Sql {
  switch (test.kind) {
    case 'any':
      return sure(or(...test.values.map((wanted) => equals(dialect, value, wanted))));
    case 'range':
      return sure(and(...test.bounds.map((bound) => inBound(dialect, value, bound))));
    case 'schema':
      return and(
        `${value.kind} IS NOT NULL`,
        new SchemaWriter(dialect, test.schema).holds(test.schema, value),
      );
  }
}

function equals(dialect: Dialect, value: Value, wanted: Json): Sql {
  const { kind } = value;
  switch (typeof wanted) {
    case 'string':
      return and(dialect.isKind(kind, 'string'), `${textOf(dialect, value)} = ${text(dialect, wanted)}`);
    case 'number':
    case 'bigint':
      return and(
        dialect.isKind(kind, 'number'),
        `${numberOf(dialect, value)} = ${double(dialect, Number(wanted))}`,
      );
    case 'boolean':
      return and(
        dialect.isKind(kind, 'boolean'),
        wanted ? dialect.isTrue(value.json) : not(dialect.isTrue(value.json)),
      );
    default:
      if (wanted !== null) throw new NotExpressible('a condition with a list or an object as its value');
      return or(`${kind} IS NULL`, dialect.isKind(kind, 'null'));
  }
}

function inBound(dialect: Dialect, value: Value, bound: Bound): Sql {
  const { kind } = value;
  const [first = 0, ...rest] = bound.value;
  const number = numberOf(dialect, value);
  const limit = double(dialect, first);
  // What follows the first number of a version is at least nothing: 3 is below 3.0.1.
  const equalIs = rest.some((part) => part !== 0) ? -1 : 0;
  const numeric = or(
    ...(holdsFor(bound.op, -1) ? [`${number} < ${limit}`] : []),
    ...(holdsFor(bound.op, equalIs) ? [`${number} = ${limit}`] : []),
    ...(holdsFor(bound.op, 1) ? [`${number} > ${limit}`] : []),
  );
  return or(
    and(dialect.isKind(kind, 'number'), numeric),
    and(dialect.isKind(kind, 'string'), versionBound(dialect, textOf(dialect, value), bound)),
  );
}

function holdsFor(op: Bound['op'], order: number): boolean {
  if (order === 0) return op !== '<' && op !== '>';
  return order < 0 ? op === '<' || op === '<=' : op === '>' || op === '>=';
}

const PARTS = 10;
const WIDTH = 15;
const versionStart = patternOf('^v?[0-9]{1,15}(\\.|[^0-9]|$)');

/** Dotted numbers compare as texts once each has the same width. What follows them is ignored. */
function versionBound(dialect: Dialect, value: Sql, { op, value: wanted }: Bound): Sql {
  const starts = dialect.matches(value, versionStart);
  if (starts === null) throw new NotExpressible('versions');
  const plain = `replace(${dialect.versionOf(value)}, 'v', '')`;
  const asked = wanted.slice(0, PARTS);
  const width = Math.max(asked.length, 4);
  const parts = Array.from({ length: width }, (_, i) => {
    const part = dialect.splitPart(plain, '.', i + 1);
    return `lpad(coalesce(nullif(${part}, ''), '0'), ${WIDTH}, '0')`;
  });
  const limit = Array.from({ length: width }, (_, i) => String(asked[i] ?? 0).padStart(WIDTH, '0')).join('');
  return and(starts, `concat(${parts.join(', ')}) ${op} ${text(dialect, limit)}`);
}

function versionSql(dialect: Dialect, test: ConditionTest, version: Sql, unknown: boolean | undefined): Sql {
  const holds = versionTest(dialect, test, version);
  if (unknown === undefined) return holds;
  return unknown ? or(`${version} IS NULL`, holds) : and(`${version} IS NOT NULL`, holds);
}

function versionTest(dialect: Dialect, test: ConditionTest, version: Sql): Sql {
  switch (test.kind) {
    case 'any':
      return sure(
        or(
          ...test.values.map((wanted) => {
            if (wanted === null) return `${version} IS NULL`;
            return typeof wanted === 'string' ? `${version} = ${text(dialect, wanted)}` : '1 = 0';
          }),
        ),
      );
    case 'range':
      return sure(and(...test.bounds.map((bound) => versionBound(dialect, version, bound))));
    case 'schema':
      throw new NotExpressible('a JSON Schema for the version');
  }
}

/** The system is the same for the whole run. */
function constant(system: string | null, test: ConditionTest, unknown: boolean | undefined): boolean {
  if (system === null && unknown !== undefined) return unknown;
  if (test.kind === 'any') return test.values.includes(system);
  throw new NotExpressible('a range or a schema for the system');
}

function sure(test: Sql): Sql {
  return `coalesce(${test}, 1 = 0)`;
}
