import type { Json, JsonObject } from '../../text/json.ts';
import { visible } from '../../text/visible.ts';
import type { EventProfile, IdentifierProfile, Profile, PropertyProfile } from '../profile.ts';
import { HASH_RANGE } from '../sketch/hash.ts';
import type { KmvData } from '../sketch/kmv.ts';
import { quantile } from '../sketch/log-buckets.ts';

const MOST_VALUES = 5;

/** What a profile says, as plain figures: samples are counted, buckets read as quantiles. One event or all. */
export function profileFacts(profile: Profile, event: string | null): JsonObject {
  const { system, plan, made, sketch, sampling, parts, totals } = profile;
  const names = event === null ? Object.keys(profile.events) : [event];
  const { first, last, events, invalid, unplanned } = totals;
  return {
    system,
    plan: plan === null ? null : { ...plan },
    made: { ...made },
    sketch: { ...sketch, samples: sketch.key_id === null ? 'left out' : 'kept' },
    sampling: { ...sampling },
    parts: parts.map((part) => ({ ...part })),
    totals: { events, invalid, unplanned, first: day(first), last: day(last) },
    events: named(names, (name) => eventFacts(profile.events[name], event !== null)),
    otherNames: otherNames(profile),
    identifiers:
      event === null
        ? named(Object.keys(profile.identifiers), (type) => idFacts(profile.identifiers[type]))
        : {},
  };
}

/** The same for a person. */
export function profileText(profile: Profile, event: string | null): string {
  const { system, plan, made, sketch, parts, totals } = profile;
  const inputs = `${parts.length} ${parts.length === 1 ? 'input' : 'inputs'}`;
  const lines = [
    `${system}: ${plan === null ? 'no plan' : `${plan.name} ${plan.version}`}, ${inputs}, by ${made.engine}`,
    `${grouped(totals.events)} events, ${grouped(totals.invalid)} invalid, ${grouped(totals.unplanned)} unplanned, ${day(totals.first) ?? 'no'} to ${day(totals.last) ?? 'no time'}`,
    sketch.key_id === null
      ? 'Saved without a key: no samples of identifiers, so it cannot be joined with other systems.'
      : `Samples under the key ${sketch.key_id}, ${grouped(sketch.k)} of each identifier.`,
    '',
  ];
  const names = event === null ? Object.keys(profile.events) : [event];
  lines.push(
    ...table(
      ['event', 'events', 'people', 'invalid', 'planned'],
      names.map((name) => eventRow(name, profile.events[name])),
    ),
  );
  const more = otherNames(profile);
  if (more > 0) lines.push(`about ${grouped(more)} more names, ${grouped(profile.other_events.n)} events`);
  const single = event === null ? undefined : profile.events[event];
  if (single !== undefined) {
    const rows = Object.entries(single.properties).map(([path, property]) =>
      propertyRow(path, property, single.n),
    );
    lines.push('', ...table(['property', 'present', 'types', 'distinct', 'median', 'values'], rows));
  } else {
    const rows = Object.entries(profile.identifiers).map(([type, id]) => idRow(type, id));
    lines.push(
      '',
      ...table(['identifier', 'seen', 'missing', 'distinct', 'stand-ins', 'malformed', 'unnormalised'], rows),
    );
  }
  return `${lines.map((line) => visible(line).trimEnd()).join('\n')}\n`;
}

function eventFacts(event: EventProfile | undefined, detailed: boolean): Json {
  if (event === undefined) return null;
  const { n, planned, invalid, first, last, versions, consent, tied, passes, properties } = event;
  const base = {
    n,
    planned,
    invalid,
    first: day(first),
    last: day(last),
    people: event.people.n,
    versions: { ...versions },
    consent: Object.fromEntries(Object.entries(consent).map(([purpose, counts]) => [purpose, [...counts]])),
    tied: { ...tied },
    passes: { ...passes },
  };
  return detailed
    ? { ...base, properties: named(Object.keys(properties), (path) => propertyFacts(properties[path])) }
    : base;
}

function propertyFacts(property: PropertyProfile | undefined): Json {
  if (property === undefined) return null;
  const { present, empty, types, num, distinct, top, formats, violations } = property;
  const read = (q: number) => (num === null ? null : round(quantile(num.buckets, q)));
  return {
    present,
    null: property.null,
    empty,
    types: { ...types },
    distinct: distinct.n,
    exact: isExact(distinct),
    quantiles:
      num === null
        ? null
        : { p5: read(0.05), p25: read(0.25), p50: read(0.5), p75: read(0.75), p95: read(0.95) },
    values: Object.fromEntries(common(top)),
    formats: { ...formats },
    violations: { ...violations },
  };
}

function idFacts(id: IdentifierProfile | undefined): Json {
  if (id === undefined) return null;
  const { seen, missing, placeholder, malformed, unnormalized, forms, wrong_field, ids } = id;
  return {
    seen,
    missing,
    placeholder: { ...placeholder },
    malformed,
    unnormalized,
    forms: { ...forms },
    wrong_field: { ...wrong_field },
    distinct: ids.n,
    exact: isExact(ids),
  };
}

function eventRow(name: string, event: EventProfile | undefined): string[] {
  if (event === undefined) return [name];
  return [
    name,
    grouped(event.n),
    estimated(event.people),
    grouped(event.invalid),
    event.planned ? 'yes' : 'no',
  ];
}

function propertyRow(path: string, property: PropertyProfile, n: number): string[] {
  const all = Object.values(property.types).reduce((sum: number, count) => sum + (count ?? 0), 0);
  const types = Object.entries(property.types)
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([type, count]) => `${type} ${percent(count ?? 0, all)}`);
  const median = property.num === null ? null : round(quantile(property.num.buckets, 0.5));
  const values = common(property.top).map(([value, count]) => `${value} ${percent(count, property.present)}`);
  return [
    path,
    percent(property.present, n),
    types.join(', '),
    estimated(property.distinct),
    median === null ? '' : String(median),
    values.join(', '),
  ];
}

function idRow(type: string, id: IdentifierProfile): string[] {
  const standIns = Object.entries(id.placeholder).map(
    ([value, n]) => `${value === '' ? '(empty)' : value} ${grouped(n)}`,
  );
  return [
    type,
    grouped(id.seen),
    grouped(id.missing),
    estimated(id.ids),
    standIns.join(', '),
    grouped(id.malformed),
    grouped(id.unnormalized),
  ];
}

/** Unplanned names beyond the cap, by the share of hashes that were kept. */
function otherNames({ events, other_events }: Profile): number {
  const kept = Object.values(events).filter(({ planned }) => !planned).length;
  return Math.round((kept * HASH_RANGE) / other_events.theta) - kept;
}

function common(top: PropertyProfile['top']): [string, number][] {
  return Object.entries(top)
    .map(([value, [n]]): [string, number] => [value, n])
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_VALUES);
}

function named(names: readonly string[], facts: (name: string) => Json): JsonObject {
  const out: Record<string, Json> = Object.create(null);
  for (const name of names) out[name] = facts(name);
  return out;
}

function isExact(data: KmvData): boolean {
  return data.theta === HASH_RANGE;
}

function estimated(data: KmvData): string {
  return `${isExact(data) ? '' : '~'}${grouped(data.n)}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.round((100 * part) / whole)} %`;
}

function round(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function day(instant: number | null): string | null {
  if (instant === null || Math.abs(instant) > 8.64e15) return null;
  return new Date(instant).toISOString().slice(0, 10);
}

/** The first column to the left, numbers to the right, the last one as it is. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.min(48, Math.max(...all.map((row) => row[column]?.length ?? 0))),
  );
  return all.map((row) =>
    row
      .map((cell, column) => {
        const numeric = column > 0 && /^[~\d,.%\s-]*$/.test(rows[0]?.[column] ?? '');
        return numeric ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
      })
      .join('  '),
  );
}
