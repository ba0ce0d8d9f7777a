import { placeholders } from '../../catalogue/identifiers.ts';
import type { IdentifierOptions } from '../../evidence/profile/identifier.ts';
import { idFlags } from '../../evidence/sketch/id-sketch.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { and, not, or, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { patternOf } from '../pattern.ts';
import { Reader } from '../write/values.ts';
import { hashOf, keyOf, type ProfileSource } from './source.ts';

/** Columns of one identity type, step by step: each step's columns are made of those of the step before. */
export interface IdentifierColumns {
  readonly options: IdentifierOptions;
  readonly steps: readonly (readonly Sql[])[];
  /** NULL where the event has no such identifier to join by. */
  readonly hash: Sql;
  /** A stand-in took its place. */
  readonly standIn: Sql;
  /** `state|placeholder|form|normal|misplaced`; state: 0 missing, 1 no scalar, 2 a text. */
  readonly key: Sql;
  /** Flags of its own value. */
  readonly own: Sql;
}

/** How the values of one type are read: as `IdentifierCounter` does. */
export function identifierColumns(
  source: ProfileSource,
  options: IdentifierOptions,
  i: number,
): IdentifierColumns {
  const { dialect, ids } = source;
  const json = ids.get(options.type);
  const c = (name: string) => `${name}_${i}`;
  if (json === undefined) {
    const nothing = `CAST(NULL AS ${dialect.types.text})`;
    const first = [`${nothing} AS ${c('value')}`, `0 AS ${c('state')}`];
    return columns(source, options, i, first);
  }
  const kind = dialect.kindOf(json);
  const scalar = new Reader(dialect).scalar({ json, kind });
  const missing = or(`${kind} IS NULL`, dialect.isKind(kind, 'null'));
  const isScalar = or(dialect.isKind(kind, 'string'), dialect.isKind(kind, 'number'));
  return columns(source, options, i, [
    `${scalar} AS ${c('value')}`,
    `CASE WHEN ${missing} THEN 0 WHEN ${isScalar} THEN 2 ELSE 1 END AS ${c('state')}`,
  ]);
}

function columns(
  source: ProfileSource,
  options: IdentifierOptions,
  i: number,
  first: readonly Sql[],
): IdentifierColumns {
  const { dialect, plan } = source;
  const c = (name: string) => `${name}_${i}`;
  const lit = (value: string) => text(dialect, value);
  const value = c('value');
  const reading = readingOf(dialect, options.form, value);
  const misplaced =
    options.misplaced('a@b.c') === null
      ? lit('')
      : `CASE WHEN ${matching(dialect, value, '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$')} THEN ${lit('email')} ELSE ${lit('')} END`;
  const real = `CASE WHEN ${c('stand')} IS NULL THEN ${value} END`;
  return {
    options,
    steps: [
      first,
      [`${standIn(dialect, plan.identity.never, value)} AS ${c('stand')}`],
      [`${real} AS ${c('real')}`],
      [
        `${reading.as} AS ${c('as')}`,
        `${reading.digest} AS ${c('digest')}`,
        `${reading.normal} AS ${c('normal')}`,
        `${misplaced} AS ${c('misplaced')}`,
      ],
      [
        `CASE WHEN ${c('digest')} IS NOT NULL THEN ${hashOf(source, options.form, c('digest'))} END AS ${c('hash')}`,
      ],
    ],
    hash: c('hash'),
    standIn: `${c('stand')} IS NOT NULL`,
    key: `CASE WHEN ${c('real')} IS NULL THEN ${keyOf(dialect, [c('state'), c('stand')])} ELSE ${keyOf(
      dialect,
      [
        c('state'),
        lit(''),
        c('as'),
        c('normal'),
        c('misplaced'),
        `CASE WHEN ${c('hash')} IS NULL THEN 1 ELSE 0 END`,
      ],
    )} END`,
    own: `${flag(`${c('as')} NOT IN (${['raw', 'sha256', 'SHA256', 'sha256/base64'].map(lit).join(', ')})`, idFlags.otherHash)} + ${flag(`${c('misplaced')} <> ${lit('')}`, idFlags.misplaced)}`,
  };

  function flag(test: Sql, value: number): Sql {
    return `CASE WHEN ${test} THEN ${value} ELSE 0 END`;
  }
}

/** The stand-in that a value is, NULL when it may be an identifier. */
function standIn(dialect: Dialect, never: readonly string[], value: Sql): Sql {
  const { insensitive, exact } = placeholders();
  const lit = (each: string) => text(dialect, each);
  const plain = `lower(trim(${value}))`;
  const listed = [...new Set(insensitive)].map(lit);
  const asWritten = [...new Set(exact)].map(lit);
  const own = [...new Set(never.map((each) => each.toLowerCase()))].map(lit);
  const long = or(
    `${dialect.length(value)} > 64`,
    and(`${dialect.length(value)} >= 20`, `substr(${value}, 1, 1) > ${lit('0')}`),
  );
  const branches = [
    ...(asWritten.length > 0
      ? [`WHEN ${and(not(long), `${value} IN (${asWritten.join(', ')})`)} THEN ${value}`]
      : []),
    ...(listed.length > 0
      ? [`WHEN ${and(not(long), `${plain} IN (${listed.join(', ')})`)} THEN ${plain}`]
      : []),
    ...(own.length > 0 ? [`WHEN ${plain} IN (${own.join(', ')}) THEN ${plain}`] : []),
  ];
  return branches.length === 0 ? `CAST(NULL AS ${dialect.types.text})` : `CASE ${branches.join(' ')} END`;
}

interface Reading {
  readonly as: Sql;
  readonly digest: Sql;
  /** 1 or 0. */
  readonly normal: Sql;
}

/** As `readId` has it. */
function readingOf(dialect: Dialect, form: IdentifierOptions['form'], value: Sql): Reading {
  const lit = (each: string) => text(dialect, each);
  if (form === 'raw') {
    return {
      as: lit('raw'),
      digest: `CASE WHEN ${value} IS NOT NULL THEN ${dialect.sha256(value)} END`,
      normal: `CASE WHEN ${value} = trim(${value}) THEN 1 ELSE 0 END`,
    };
  }
  const is = (pattern: string) => matching(dialect, value, pattern);
  const as = `CASE WHEN ${is('^[0-9a-f]{64}$')} THEN ${lit('sha256')} WHEN ${is('^[0-9A-F]{64}$')} THEN ${lit('SHA256')} WHEN ${is('^[A-Za-z0-9+/]{43}=$')} THEN ${lit('sha256/base64')} WHEN ${is('^(?:[0-9a-f]{40}|[0-9A-F]{40})$')} THEN ${lit('sha1')} WHEN ${is('^(?:[0-9a-f]{32}|[0-9A-F]{32})$')} THEN ${lit('md5')} ELSE ${lit('raw')} END`;
  const normal = form === 'email/std' ? asciiLower(dialect, `trim(${value})`) : digits(dialect, value);
  const wellFormed =
    form === 'email/std'
      ? matching(dialect, normal, '^[^\\s@]{1,64}@[^\\s@]{1,253}\\.[^\\s@.]{2,63}$')
      : and(is('^\\s*(?:\\+|00)?[0-9\\s().-]{7,24}\\s*$'), `${dialect.length(normal)} BETWEEN 7 AND 15`);
  const hashed = or(is('^[0-9a-f]{64}$'), is('^[0-9A-F]{64}$'));
  const otherHash = or(is('^[A-Za-z0-9+/]{43}=$'), is('^[0-9A-Fa-f]{40}$'), is('^[0-9A-Fa-f]{32}$'));
  return {
    as,
    digest: `CASE WHEN ${hashed} THEN lower(${value}) WHEN ${otherHash} THEN NULL WHEN ${wellFormed} THEN ${dialect.sha256(normal)} END`,
    normal: `CASE WHEN ${is('^[0-9A-F]{64}$')} AND ${not(is('^[0-9a-f]{64}$'))} OR ${otherHash} THEN 0 WHEN ${hashed} THEN 1 WHEN ${and(wellFormed, `${value} <> ${normal}`, `${value} <> concat('+', ${normal})`)} THEN 0 ELSE 1 END`,
  };
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Letters of ASCII alone: beyond it engines have rules of their own. */
function asciiLower(dialect: Dialect, value: Sql): Sql {
  return `translate(${value}, ${text(dialect, UPPER)}, ${text(dialect, UPPER.toLowerCase())})`;
}

function digits(dialect: Dialect, value: Sql): Sql {
  const others = ' \t\n\r+().-';
  return `trim(LEADING ${text(dialect, '0')} FROM translate(${value}, ${text(dialect, others)}, ''))`;
}

export function matching(dialect: Dialect, value: Sql, pattern: string): Sql {
  const test = dialect.matches(value, patternOf(pattern));
  if (test === null) throw new NotExpressible(`a profile: ${dialect.title} has no equal of ${pattern}`);
  return `coalesce(${test}, 1 = 0)`;
}
