import type { CallSite } from '../evidence/call-site.ts';
import { childPath } from '../evidence/profile/path.ts';
import { type EventProfile, eventKey, type Profile } from '../evidence/profile.ts';
import type { Event, Plan } from '../plan/types.ts';
import { matchesGlob } from '../text/glob.ts';
import { placeOf } from './aligned.ts';
import { sideOf } from './pairs.ts';
import type { DriftInput, Known, MatrixRow } from './types.ts';

/**
 * Planned, sent by code, seen: one row an event and one below it for each of its properties. Events of the plan
 * first, in its order, then what only code or systems have, sorted. `only`: the key of the one event asked for.
 */
export function driftMatrix(input: DriftInput, only: string | null): MatrixRow[] {
  const { plan } = input;
  const rows: MatrixRow[] = [];
  for (const event of plan.events.values()) {
    if (event.status === 'proposed' || event.status === 'retired') continue;
    if (only === null || event.key === only) rows.push(...plannedRows(event, input));
  }
  return only === null ? [...rows, ...strayRows(input)] : rows;
}

function* plannedRows(event: Event, { plan, systems, calls }: DriftInput): Iterable<MatrixRow> {
  const there = systems.map(({ system, profile }) => {
    const place = placeOf(plan, event, system);
    return { system, place, found: place === null ? [] : eventsOf(profile, event, place.key) };
  });
  const sites = sitesOf(event, calls);
  const seen = counts(
    there.map(({ system, place, found }) => [system, place === null ? null : total(found)]),
  );
  yield {
    event: event.key,
    property: null,
    planned: true,
    code: inCode(event, sites, calls),
    seen,
    ...sides(plan, seen),
  };
  // A list is one row, and what its elements hold is a row each: `products`, `products[].sku`.
  const paths = new Set(
    there.flatMap(({ place }) => [...(place?.paths().keys() ?? [])].filter((path) => !path.endsWith('[]'))),
  );
  for (const path of paths) {
    const own = counts(
      there.map(({ system, place, found }) => {
        const name = place?.paths().get(path)?.there;
        return [system, name === undefined ? null : present(found, name)];
      }),
    );
    yield {
      event: event.key,
      property: path,
      planned: true,
      code: propertyInCode(path, sites, calls),
      seen: own,
      ...sides(plan, own),
    };
  }
  yield* strayProperties(event, there, sites, calls, paths, plan);
}

/** Properties that were sent or seen, and that the plan does not give this event. */
function* strayProperties(
  event: Event,
  there: readonly { system: string; place: unknown; found: readonly EventProfile[] }[],
  sites: readonly CallSite[],
  calls: DriftInput['calls'],
  planned: ReadonlySet<string>,
  plan: Plan,
): Iterable<MatrixRow> {
  const inEvidence = there.flatMap(({ found }) =>
    found.flatMap(({ properties }) =>
      Object.entries(properties)
        .filter(([, property]) => !property.planned)
        .map(([path]) => path),
    ),
  );
  const sent = sites.flatMap(({ properties }) => properties.map(({ name }) => childPath('', name)));
  // Inside what is not planned nothing else is, either.
  const names = [...new Set([...inEvidence, ...sent])].filter((path) => !planned.has(path)).sort();
  for (const path of names.filter((name) => !names.some((above) => isInside(name, above)))) {
    const own = counts(
      there.map(({ system, place, found }) => [system, place === null ? null : present(found, path)]),
    );
    yield {
      event: event.key,
      property: path,
      planned: false,
      code: propertyInCode(path, sites, calls),
      seen: own,
      ...sides(plan, own),
    };
  }
}

/** Names that neither the plan nor, in the evidence's own words, its version of the plan has. */
function strayRows({ plan, systems, calls }: DriftInput): MatrixRow[] {
  const names = new Map<string, Map<string, number>>();
  for (const { system, profile } of systems) {
    for (const key of unplanned(plan, system, profile)) {
      const own = names.get(key) ?? new Map<string, number>();
      names.set(key, own.set(system, profile.events[key]?.n ?? 0));
    }
  }
  const sent = new Set((calls ?? []).flatMap((site) => strayNames(site, plan)));
  for (const key of sent) if (!names.has(key)) names.set(key, new Map());
  return [...names.keys()].sort().map((key) => {
    const seen = counts(systems.map(({ system }) => [system, names.get(key)?.get(system) ?? 0]));
    const code: Known = calls === null ? 'unknown' : sent.has(key) ? 'yes' : 'no';
    return { event: key, property: null, planned: false, code, seen, ...sides(plan, seen) };
  });
}

/** identify, group and alias are calls, not events. */
function unplanned(plan: Plan, system: string, { events }: Profile): string[] {
  const places = [...plan.events.values()].flatMap((event) => placeOf(plan, event, system)?.key ?? []);
  const planned = new Set(places);
  return Object.entries(events)
    .filter(([key, { planned: then }]) => !then && !planned.has(key))
    .filter(([, { calls }]) => CALLS.some((kind) => (calls[kind] ?? 0) > 0))
    .map(([key]) => key);
}

const CALLS = ['track', 'page', 'screen'] as const;

function strayNames({ kind, events }: CallSite, plan: Plan): string[] {
  if (kind !== 'track' && kind !== 'page' && kind !== 'screen') return [];
  return events
    .filter((name) => ![...plan.events.values()].some((event) => fits(event, kind, name)))
    .map((name) => eventKey(kind, name));
}

/** Several names where the plan has a pattern. */
function eventsOf(profile: Profile, event: Event, key: string): EventProfile[] {
  const exact = profile.events[key];
  if (!event.glob) return exact === undefined ? [] : [exact];
  return Object.entries(profile.events).flatMap(([name, found]) =>
    found.planned && matchesGlob(name, key) ? [found] : [],
  );
}

function total(found: readonly EventProfile[]): number {
  return found.reduce((sum, { n }) => sum + n, 0);
}

function present(found: readonly EventProfile[], path: string): number {
  return found.reduce((sum, { properties }) => sum + (properties[path]?.present ?? 0), 0);
}

/** Calls that send it, by its exact name or one that its pattern covers. */
function sitesOf(event: Event, calls: DriftInput['calls']): CallSite[] {
  return (calls ?? []).filter(
    ({ kind, events, system }) =>
      (system === null || event.from.length === 0 || event.from.includes(system)) &&
      events.some((name) => fits(event, kind, name)),
  );
}

function fits(event: Event, kind: string, name: string): boolean {
  return event.call === kind && (event.name === name || (event.glob && matchesGlob(name, event.name)));
}

/** No call that sends it is a no only where every call could be read, of a source that should send it. */
function inCode(event: Event, sites: readonly CallSite[], calls: DriftInput['calls']): Known {
  if (calls === null) return 'unknown';
  if (sites.length > 0) return 'yes';
  const own = calls.filter(({ system }) => system === null || event.from.includes(system));
  const open = own.some(({ kind, resolved }) => kind === event.call && !resolved);
  return own.length === 0 || open ? 'unknown' : 'no';
}

function propertyInCode(path: string, sites: readonly CallSite[], calls: DriftInput['calls']): Known {
  if (calls === null || sites.length === 0) return 'unknown';
  const top = path.split(/(?<!\\)[.[]/, 1)[0] ?? path;
  const sends = sites.some(({ properties, added }) =>
    [...properties, ...added].some(({ name }) => childPath('', name) === top),
  );
  // Of what lies inside a property a call shows nothing for sure.
  if (sends) return top === path ? 'yes' : 'unknown';
  return sites.some(({ open }) => open) ? 'unknown' : 'no';
}

function isInside(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[]`);
}

/** A map with names from outside, without a prototype; systems in the order of the evidence. */
function counts(entries: readonly (readonly [string, number | null])[]): Record<string, number | null> {
  const found: Record<string, number | null> = Object.create(null);
  for (const [system, n] of entries) found[system] = n;
  return found;
}

function sides(
  plan: Plan,
  seen: Readonly<Record<string, number | null>>,
): { readonly product: Known; readonly marketing: Known } {
  const of = (side: 'product' | 'marketing'): Known => {
    const own = Object.entries(seen).filter(([system, n]) => n !== null && sideOf(plan, system) === side);
    if (own.length === 0) return 'unknown';
    return own.some(([, n]) => (n ?? 0) > 0) ? 'yes' : 'no';
  };
  return { product: of('product'), marketing: of('marketing') };
}
