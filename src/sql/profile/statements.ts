import { createHash } from 'node:crypto';
import type { Check } from '../../evidence/check.ts';
import { profileAsks } from '../../evidence/profile/asks.ts';
import type { ProfileHead } from '../../evidence/profile/builder.ts';
import { plannedIdentifiers } from '../../evidence/profile/from-plan.ts';
import { eventKey, type Profile } from '../../evidence/profile.ts';
import { createHasher } from '../../evidence/sketch/hash.ts';
import { SAMPLED_IDS } from '../../evidence/sketch/id-sketch.ts';
import type { NotChecked } from '../../findings/report.ts';
import type { Plan } from '../../plan/types.ts';
import { VERSION } from '../../system/version.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { not, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import type { CountedHits } from '../results/counted.ts';
import type { Layout, ResultRow, Statement } from '../types.ts';
import type { ChecksWriter } from '../write/checks.ts';
import type { Reading } from '../write/reading.ts';
import { resultColumns, withQueries } from '../write/rows.ts';
import { profileOf } from './read.ts';
import type { Violations } from './read-properties.ts';
import type { ProfileSource } from './source.ts';
import { profileQueries } from './write.ts';

/** What a profile by SQL leaves out, and says so. */
const LEFT_OUT = 'who sends far more than others, single records to pair, and hashes by mistaken recipes';

/** The statements that count the profile of one mapping, and what they cannot. */
export function profileStatements(
  writer: ChecksWriter,
  dialect: Dialect,
  plan: Plan,
  layout: Layout,
  { key, digest }: { readonly key: string | null; readonly digest: string },
): { readonly statements: readonly Statement[]; readonly notChecked: readonly NotChecked[] } {
  const { system } = layout;
  const what = `profile:${system ?? layout.name}`;
  if (system === null)
    return { statements: [], notChecked: [{ what, why: 'a profile is of one system: say which' }] };
  try {
    const { queries, made } = writer.over((reading) =>
      profileQueries(sourceOf(dialect, plan, system, reading, key)),
    );
    const statements = made.map(({ part, queries: more, select }): Statement => {
      const name = `${layout.name}_profile_${part}`;
      const query = `${name}@${digest}`;
      const { text: string, bigint, double } = dialect.types;
      const nulls = [string, string, string, string, bigint, double, double, bigint, bigint, bigint].map(
        (type, i) => (i === 4 ? '0' : `CAST(NULL AS ${type})`),
      );
      // A row for an empty table too: what is whole is known by it.
      const ended = `${select}\nUNION ALL SELECT ${text(dialect, 'profile.end')}, ${nulls.join(', ')}`;
      const given = ['stat', 'event', 'path', 'key', 'version', 'n', 'low', 'high', 'whole', 'micro', 'mask'];
      const columns = resultColumns(dialect, {
        ...Object.fromEntries(given.map((column) => [column, column])),
        query: text(dialect, query),
      });
      const sql = withQueries(
        dialect,
        [...queries, ...more, ['profile', ended]],
        `SELECT\n  ${columns}\nFROM profile`,
      );
      const keyed = key !== null && sql.includes(dialect.parameter('sketch_key'));
      const parameters = keyed ? [{ name: 'sketch_key' as const, value: key }] : [];
      return { name, query, kind: 'profile', layout, sql, parameters };
    });
    return { statements, notChecked: [{ what, why: `not counted by SQL: ${LEFT_OUT}` }] };
  } catch (error) {
    if (!(error instanceof NotExpressible)) throw error;
    return { statements: [], notChecked: [{ what, why: error.message }] };
  }
}

/** The profile of one mapping, from the rows of its statements. */
export function readProfileRows(
  rows: readonly ResultRow[],
  plan: Plan,
  layout: Layout,
  {
    key,
    engine,
    violations,
  }: {
    readonly key: string | null;
    readonly engine: string;
    readonly violations: ReadonlyMap<string, Violations>;
  },
): Profile | null {
  const { system } = layout;
  if (system === null || rows.length === 0) return null;
  const asks = profileAsks(plan, system);
  const identifiers = plannedIdentifiers(plan);
  const hash = createHash('sha256');
  for (const file of plan.files) hash.update(file.text);
  const head: ProfileHead = {
    system,
    plan: { name: plan.name, version: plan.version, hash: hash.digest('hex') },
    made: { tool: `dataplan ${VERSION}`, engine, format: layout.kind === 'lines' ? layout.format : null },
    sketch: { hash: 'sha256/48', key_id: createHasher(key).keyId, k: SAMPLED_IDS },
    forms: Object.fromEntries(identifiers.map(({ type, form }) => [type, form])),
    sampling: { rate: 1, by: 'none' },
    parts: [],
    reaches: asks.reaches,
  };
  return profileOf(
    rows.filter(({ stat }) => stat !== 'profile.end'),
    { plan, asks, identifiers, head, key, violations },
  );
}

function sourceOf(
  dialect: Dialect,
  plan: Plan,
  system: string,
  reading: Reading,
  key: string | null,
): ProfileSource {
  if (reading.renamed() !== null) {
    throw new NotExpressible('a profile of a system that gets events under other names than the plan has');
  }
  const keys = reading.forms.list.map(({ event }, i) => `WHEN ${i} THEN ${text(dialect, event.key)}`);
  return {
    dialect,
    plan,
    system,
    asks: profileAsks(plan, system),
    identifiers: plannedIdentifiers(plan),
    keyed: key !== null,
    from: 'judged',
    planKey: keys.length === 0 ? `CAST(NULL AS ${dialect.types.text})` : `CASE form ${keys.join(' ')} END`,
    invalid: not(dialect.isEmpty('faults')),
    ids: new Map(
      [...plan.identity.types.keys()]
        .filter((type) => reading.hasId(type))
        .map((type) => [type, reading.id(type)]),
    ),
    places: reading,
  };
}

/** What checks found of properties, as a profile keeps it; an event whose name is a pattern has none. */
export function violationsOf(
  hits: readonly CountedHits[],
  checks: readonly Check[],
  plan: Plan,
): ReadonlyMap<string, Violations> {
  const found = new Map<string, Map<string, Map<string, number>>>();
  for (const { check: index, path, keyword, count } of hits) {
    const check = typeof index === 'number' ? checks[index] : undefined;
    const event = check?.event == null ? undefined : plan.events.get(check.event);
    if (check?.part !== 'properties' || check.operation.op !== 'schema' || keyword === '') continue;
    if (event === undefined || event.glob) continue;
    const key = eventKey(event.call, event.name);
    const paths = found.get(key) ?? new Map<string, Map<string, number>>();
    const keywords = paths.get(path) ?? new Map<string, number>();
    // What is required and not there is counted by its absence.
    if (keyword !== 'required') keywords.set(keyword, (keywords.get(keyword) ?? 0) + count);
    paths.set(path, keywords);
    found.set(key, paths);
  }
  return found;
}
