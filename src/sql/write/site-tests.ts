import type { Operation } from '../../evidence/check.ts';
import type { Json } from '../../text/json.ts';
import type { Sql, Value } from '../dialects/dialect.ts';
import { and, double, not, numberOf, oneOf, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { patternOf } from '../pattern.ts';
import { conditionSql } from './condition.ts';
import type { Reading } from './reading.ts';

export function isStandIn(
  { dialect, reader }: Reading,
  value: Value,
  { values, exact }: Pick<Extract<Operation, { op: 'placeholder' }>, 'values' | 'exact'>,
): Sql {
  const said = textOf(dialect, value);
  const literals = (list: readonly string[]) => [...new Set(list)].map((each) => text(dialect, each));
  const numbers = [...new Set([...values, ...exact])].filter(
    (each) => each !== '' && String(Number(each)) === each,
  );
  const tests = [
    ...(values.length === 0 ? [] : [oneOf(dialect, `lower(${said})`, literals(values))]),
    ...(exact.length === 0 ? [] : [oneOf(dialect, said, literals(exact))]),
  ];
  const whole = [...values, ...exact];
  return or(
    and(reader.isString(value), or(...tests)),
    ...(numbers.length === 0
      ? []
      : [
          and(
            dialect.isKind(value.kind, 'number'),
            oneOf(
              dialect,
              numberOf(dialect, value),
              numbers.map((each) => double(dialect, Number(each))),
            ),
          ),
        ]),
    ...(whole.includes('true')
      ? [and(dialect.isKind(value.kind, 'boolean'), dialect.isTrue(value.json))]
      : []),
    ...(whole.includes('false')
      ? [and(dialect.isKind(value.kind, 'boolean'), not(dialect.isTrue(value.json)))]
      : []),
    // What becomes of an object that was sent as a text.
    ...(whole.some((each) => each.toLowerCase() === '[object object]')
      ? [dialect.isKind(value.kind, 'object')]
      : []),
    ...(whole.includes('null') ? [dialect.isKind(value.kind, 'null')] : []),
  );
}

/** A step of normalisation would change the text. */
export function changes(reading: Reading, said: Sql, step: string): Sql {
  switch (step) {
    case 'trim':
      return pattern(reading, said, '^\\s|\\s$');
    case 'lowercase':
      return `lower(${said}) <> ${said}`;
    case 'uppercase':
      return `upper(${said}) <> ${said}`;
    case 'remove_whitespace':
      return pattern(reading, said, '\\s');
    case 'digits':
      return pattern(reading, said, '[^0-9]');
    default:
      return '1 = 0';
  }
}

export function hashPattern({ algorithm, encoding }: Extract<Operation, { op: 'hashed' }>): string {
  const size = { md5: 16, sha1: 20, sha256: 32 }[algorithm];
  if (encoding === 'hex') return `^(?:[0-9a-f]{${size * 2}}|[0-9A-F]{${size * 2}})$`;
  const length = Math.ceil(size / 3) * 4;
  return `^[A-Za-z0-9+/]{${length - 2}}(?:[A-Za-z0-9+/]{2}|[A-Za-z0-9+/]=|==)$`;
}

export function noConsent({ signal, under }: Extract<Operation, { op: 'consent' }>, reading: Reading): Sql {
  const { dialect } = reading;
  const held = (condition: typeof signal) =>
    condition === null ? '1 = 1' : conditionSql(dialect, condition, reading);
  // A regime of which the sample does not tell whether it holds, holds.
  const regimes = under.map((each) => ({
    holds: each.when === null ? '1 = 1' : conditionSql(dialect, each.when, reading, true),
    signal: each.signal,
  }));
  const refused = regimes.flatMap(({ holds, signal: own }) =>
    own === null ? [] : [and(holds, not(held(own)))],
  );
  const general =
    signal === null ? [] : [and(not(or(...regimes.map(({ holds }) => holds))), not(held(signal)))];
  return or(...refused, ...general);
}

export function compares({ dialect, reader }: Reading, value: Value, sign: string, limit: Json): Sql {
  const operator = sign === '!=' ? '<>' : sign;
  const otherwise = sign === '!=' ? '1 = 1' : '1 = 0';
  const of = (test: Sql, comparison: Sql) => `CASE WHEN ${test} THEN ${comparison} ELSE ${otherwise} END`;
  switch (typeof limit) {
    case 'string':
      return of(reader.isString(value), `${textOf(dialect, value)} ${operator} ${text(dialect, limit)}`);
    case 'number':
    case 'bigint':
      return of(
        dialect.isKind(value.kind, 'number'),
        `${numberOf(dialect, value)} ${operator} ${double(dialect, Number(limit))}`,
      );
    default:
      throw new NotExpressible('a comparison with what is neither text nor number');
  }
}

export function pattern({ dialect }: Reading, said: Sql, source: string): Sql {
  const found = dialect.matches(said, patternOf(source));
  if (found === null) throw new NotExpressible(`the pattern ${source}`);
  return found;
}
