import { identifier, literal } from '../escape.ts';
import type { Relation } from '../types.ts';
import type { Dialect, Sql, Value } from './dialect.ts';

/** What all dialects say alike, given theirs. */

export function name(dialect: Dialect, ...parts: readonly string[]): Sql {
  return parts.map((part) => identifier(dialect.id, part)).join('.');
}

export function text(dialect: Dialect, value: string): Sql {
  return literal(dialect.id, value);
}

export function relation(dialect: Dialect, from: Relation): Sql {
  return 'sql' in from ? from.sql : name(dialect, ...from.name);
}

/** A number that each engine reads as a double, to the last bit. */
export function double(dialect: Dialect, value: number): Sql {
  return `CAST(${text(dialect, value.toExponential())} AS ${dialect.types.double})`;
}

export function and(...tests: readonly Sql[]): Sql {
  return tests.length === 0 ? '1 = 1' : tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' AND ')})`;
}

export function or(...tests: readonly Sql[]): Sql {
  return tests.length === 0 ? '1 = 0' : tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
}

export function not(test: Sql): Sql {
  return `NOT (${test})`;
}

export function oneOf(dialect: Dialect, value: Sql, list: readonly Sql[]): Sql {
  // DuckDB makes a join of a long IN, and drags all columns along.
  if (dialect.id === 'duckdb' && list.length > 3) return `list_contains([${list.join(', ')}], ${value})`;
  return list.length === 1 ? `${value} = ${list[0]}` : `${value} IN (${list.join(', ')})`;
}

export function when(test: Sql, then: Sql, otherwise?: Sql): Sql {
  return `CASE WHEN ${test} THEN ${then}${otherwise === undefined ? '' : ` ELSE ${otherwise}`} END`;
}

/** Text of a value that is a string. */
export function textOf(dialect: Dialect, value: Value): Sql {
  return value.text ?? dialect.textOf(value.json);
}

/** Number of a value that is one. */
export function numberOf(dialect: Dialect, value: Value): Sql {
  return value.number ?? dialect.numberOf(value.json);
}

/** The first of some values that is there. */
export function firstOf(dialect: Dialect, values: readonly Value[]): Value {
  const [only] = values;
  if (values.length === 1 && only) return only;
  const first = (what: keyof Value) => {
    const said = values.flatMap((value) => value[what] ?? []);
    return said.length === values.length ? `coalesce(${said.join(', ')})` : undefined;
  };
  const [json, text, number] = [first('json') ?? '', first('text'), first('number')];
  return {
    json,
    kind: dialect.reads === 'expressions' ? dialect.kindOf(json) : (first('kind') ?? ''),
    ...(text === undefined ? {} : { text }),
    ...(number === undefined ? {} : { number }),
  };
}

let items = 0;

/** A name for an item of a list that no other has in the same statement. */
export function itemName(): Sql {
  items++;
  return `x${items}`;
}

/** Before each statement: the same plan gives the same text. */
export function resetItemNames(): void {
  items = 0;
}
