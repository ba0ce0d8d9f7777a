import type { NotChecked } from '../findings/report.ts';
import type { Dialect, Sql } from './dialects/dialect.ts';
import { dialectOf } from './dialects/index.ts';
import { name } from './dialects/standard.ts';
import { digestOf } from './digest.ts';
import { profileStatements } from './profile/statements.ts';
import type { Layout, Statement, WriteOptions, Written } from './types.ts';
import { type ChecksStatement, ChecksWriter } from './write/checks.ts';
import { type Envelope, linesEnvelope } from './write/envelope.ts';
import { loaderEnvelope, wideEnvelope } from './write/tables.ts';

/** Checks (and profiles, where asked) as SQL: one statement of checks a mapping, and those of its profile. */
export function writeSql(options: WriteOptions): Written {
  const written = options.layouts.map((layout) => writeChecks(options, layout));
  return {
    statements: written.flatMap(({ statement, profile }) => [statement, ...profile]),
    notChecked: written.flatMap(({ notChecked }) => notChecked),
  };
}

/** A statement with the meaning of its rows, which reading back needs. */
export function writeChecks(
  options: WriteOptions,
  layout: Layout,
): {
  readonly statement: Statement;
  readonly meaning: ChecksStatement;
  readonly profile: readonly Statement[];
  readonly notChecked: readonly NotChecked[];
} {
  const dialect = dialectOf(options.dialect);
  const { plan, checks, now } = options;
  const called = `${layout.name}_checks`;
  const digest = digestOf(plan, checks, layout);
  const query = `${called}.${dialect.id}@${digest}`;
  const writer = () =>
    new ChecksWriter(dialect, envelopeOf(dialect, options, layout), { plan, checks, layout, query, now });
  const meaning = writer().write();
  const statement: Statement = {
    name: called,
    query,
    kind: 'checks',
    layout,
    sql: meaning.sql,
    parameters: [],
  };
  const { key } = options.profile ?? { key: null };
  const profile = options.profile
    ? profileStatements(writer(), dialect, plan, layout, { key, digest })
    : { statements: [], notChecked: [] };
  return {
    statement,
    meaning,
    profile: profile.statements,
    notChecked: [...meaning.notChecked, ...profile.notChecked],
  };
}

function envelopeOf(dialect: Dialect, options: WriteOptions, layout: Layout): Envelope {
  const filter = filterOf(dialect, options, layout);
  switch (layout.kind) {
    case 'lines':
      return linesEnvelope(dialect, options.plan, layout, filter);
    case 'wide':
      return wideEnvelope(dialect, layout, filter);
    case 'loader':
      return loaderEnvelope(dialect, options.plan, layout, filter);
  }
}

/** The partition filter of `--since` and `--until`. */
function filterOf(dialect: Dialect, { since, until }: WriteOptions, { partition }: Layout): Sql | null {
  if (partition === null) return null;
  const { column, type } = partition;
  const moment = (ms: number) => dialect.moment(new Date(ms).toISOString(), type);
  const tests = [
    ...(since === null ? [] : [`${name(dialect, column)} >= ${moment(since)}`]),
    ...(until === null ? [] : [`${name(dialect, column)} < ${moment(until)}`]),
  ];
  return tests.length === 0 ? null : tests.join(' AND ');
}
