import { SAMPLED_PEOPLE } from '../../evidence/profile/event.ts';
import { SAMPLED_VALUES } from '../../evidence/profile/property.ts';
import { SAMPLED_IDS } from '../../evidence/sketch/id-sketch.ts';
import type { Sql } from '../dialects/dialect.ts';
import { text } from '../dialects/standard.ts';
import { eventsSql, knownEvents } from './events.ts';
import { propertiesSql } from './properties.ts';
import type { ProfileSource } from './source.ts';

/** Hashes of a sample: one more than it keeps, which says where it ends. */
const SAMPLED: Readonly<Record<string, number>> = {
  'profile.person': SAMPLED_PEOPLE + 1,
  'profile.id': SAMPLED_IDS + 1,
  'profile.value': SAMPLED_VALUES + 1,
};

export interface ProfileQuery {
  /** `events` or `properties`. */
  readonly part: 'events' | 'properties';
  /** Common table expressions behind those of `ProfileSource.from`. */
  readonly queries: readonly (readonly [name: string, body: Sql])[];
  /** The result's columns but for `query` and `rows`, in their order. */
  readonly select: Sql;
}

/** What a profile is counted with: events, people and ids in one pass, the values of properties in another. */
export function profileQueries(source: ProfileSource): ProfileQuery[] {
  const known = knownEvents(source);
  return [
    { part: 'events', queries: known.queries, select: sampled(source, eventsSql(source, known)) },
    { part: 'properties', queries: known.queries, select: sampled(source, propertiesSql(source)) },
  ];
}

/** Of what is sampled by hash only the smallest. */
function sampled({ dialect }: ProfileSource, rows: Sql): Sql {
  const limits = Object.entries(SAMPLED).map(([stat, n]) => `WHEN ${text(dialect, stat)} THEN ${n}`);
  const columns = ['stat', 'event', 'path', 'key', 'version', 'n', 'low', 'high', 'whole', 'micro', 'mask'];
  return `SELECT ${columns.join(', ')}\nFROM (SELECT ${columns.join(', ')}, dense_rank() OVER (PARTITION BY stat, event, path ORDER BY whole) AS place FROM (${rows}) AS counted_all) AS placed\nWHERE place <= CASE stat ${limits.join(' ')} ELSE place END`;
}
