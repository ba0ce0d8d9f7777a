import { isWithin } from '../catalogue/categories.ts';
import { type Delivery, deliveries } from '../plan/deliveries.ts';
import type { Plan, PropertyUse } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';
import { policyVerdict } from './policy.ts';

export type TraceKind = 'event' | 'property' | 'trait' | 'category' | 'identifier' | 'system';

/** One way that a value takes from where it is sent to one system. */
export interface TraceLeg {
  /** Event by key, or `person traits`. */
  readonly carrier: string;
  /** Path of the value inside it; null for the event itself. */
  readonly property: string | null;
  /** Source first, receiver last. */
  readonly path: readonly string[];
  readonly system: string;
  /** Names there. */
  readonly eventName: string;
  readonly propertyName: string | null;
  readonly category: string | null;
  readonly handling: string | null;
  readonly purposes: readonly string[];
  /** `marketing: consent` */
  readonly grounds: readonly string[];
  /** Purposes that ask for a consent signal. */
  readonly consent: readonly string[];
  readonly retention: string | null;
  readonly allowed: boolean;
  readonly why: string | null;
  /** Samples of the receiver that had the event; null: no samples of it. */
  readonly seen: number | null;
}

export interface Trace {
  readonly kind: TraceKind;
  readonly name: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly legs: readonly TraceLeg[];
  /** Needs that rely on it. */
  readonly needs: readonly string[];
  /** Where it turned up although no plan sends it there, a sentence each. */
  readonly outside: readonly string[];
}

/** What a name can mean in this plan, most specific first. */
export function traceable(plan: Plan, name: string): TraceKind[] {
  const kinds: TraceKind[] = [];
  if (plan.events.has(name)) kinds.push('event');
  if (plan.identity.types.has(name)) kinds.push('identifier');
  if (plan.properties.has(name)) kinds.push('property');
  if ([...plan.traits.values()].some((traits) => traits.has(name))) kinds.push('trait');
  if (plan.systems.has(name)) kinds.push('system');
  if (name.includes('.') && usesOf(plan).some(({ use }) => isIn(use, name))) kinds.push('category');
  if (kinds.length === 0 && usesOf(plan).some(({ path }) => path === name)) kinds.push('property');
  return kinds;
}

/** Every name that can be traced, for "did you mean". */
export function traceableNames(plan: Plan): string[] {
  const categories = usesOf(plan).flatMap(({ use }) => use.property.privacy.category ?? []);
  return [
    ...new Set([
      ...plan.events.keys(),
      ...plan.properties.keys(),
      ...plan.identity.types.keys(),
      ...[...plan.traits.values()].flatMap((traits) => [...traits.keys()]),
      ...plan.systems.keys(),
      ...categories.filter((category) => category !== 'none'),
    ]),
  ];
}

/** The way of one thing through the systems. Hashed forms, identifiers and traits are ways too. */
export function trace(plan: Plan, evidence: Evidence, kind: TraceKind, name: string): Trace {
  const legs: TraceLeg[] = [];
  for (const [system, arriving] of deliveries(plan)) {
    for (const delivery of arriving) {
      if (kind === 'system' && !delivery.path.includes(name)) continue;
      if (kind === 'event' && delivery.event?.key !== name) continue;
      const carried = [
        ...delivery.properties,
        ...delivery.context.map((one) => ({ ...one, path: `context.${one.path}` })),
      ];
      if (kind === 'event' || kind === 'system') legs.push(leg(plan, evidence, system, delivery, null));
      for (const one of carried) {
        if (kind === 'event' || kind === 'system' || !matches(plan, kind, name, one.path, one.use)) continue;
        legs.push(leg(plan, evidence, system, delivery, one));
      }
    }
  }
  // A field that a trait or property already fills there is that, not a second way.
  const filled = new Set(legs.map(({ system, propertyName }) => JSON.stringify([system, propertyName])));
  for (const one of identityLegs(plan, evidence, kind, name)) {
    if (!filled.has(JSON.stringify([one.system, one.propertyName]))) legs.push(one);
  }
  const thing = describe(plan, kind, name);
  return {
    kind,
    name,
    description: thing?.description ?? null,
    owner: thing?.owner ?? null,
    legs: distinct(legs),
    needs: needsOf(plan, kind, name, legs),
    outside: outside(evidence, legs, kind, name),
  };
}

/** A variant repeats what its event has: each way once. */
function distinct(legs: readonly TraceLeg[]): TraceLeg[] {
  return [...new Map(legs.map((one) => [JSON.stringify(one), one])).values()];
}

type Carried = Delivery['properties'][number];

function leg(
  plan: Plan,
  evidence: Evidence,
  key: string,
  delivery: Delivery,
  carried: Carried | null,
): TraceLeg {
  const system = plan.systems.get(key);
  const tag = carried?.use.property.privacy;
  const category = tag?.category ?? null;
  const own = tag?.purposes ?? null;
  const purposes = (system?.purposes ?? []).filter((purpose) => own === null || own.includes(purpose));
  const known = purposes.flatMap((purpose) => plan.privacy.purposes.get(purpose) ?? []);
  const personal = category !== null && category !== 'none';
  const verdict =
    personal && system && carried
      ? policyVerdict(plan, system, category, carried.handling, carried.use.property.privacy)
      : null;
  return {
    carrier: delivery.event?.key ?? `${delivery.traits} traits`,
    property: carried?.path ?? null,
    path: delivery.path,
    system: key,
    eventName: delivery.name,
    propertyName: carried?.name ?? null,
    category,
    handling: carried?.handling ?? null,
    purposes,
    grounds: known.flatMap((purpose) => (purpose.basis ? [`${purpose.key}: ${purpose.basis}`] : [])),
    consent: known.filter(({ signal }) => signal !== null).map(({ key: purpose }) => purpose),
    retention: tag?.retention ?? system?.retention ?? plan.privacy.retention,
    allowed: verdict?.allowed ?? true,
    why:
      verdict && !verdict.allowed
        ? `${verdict.line ? 'a policy line denies it' : 'no policy line allows it'}${verdict.under ? ` under ${verdict.under}` : ''}`
        : null,
    seen: delivery.event
      ? (evidence.samples.get(key)?.events.get(delivery.event.key)?.count ??
        (evidence.samples.has(key) ? 0 : null))
      : null,
  };
}

function matches(plan: Plan, kind: TraceKind, name: string, path: string, use: PropertyUse): boolean {
  if (kind === 'category') return isIn(use, name);
  if (kind === 'identifier') return use.property.is === name || use.name === name;
  const entry = plan.properties.get(name);
  return path === name || use.property.is === name || (entry !== undefined && use.property === entry);
}

/** Identifiers travel beside the properties: a system's `identity` maps its field to ours. */
function identityLegs(plan: Plan, evidence: Evidence, kind: TraceKind, name: string): TraceLeg[] {
  const legs: TraceLeg[] = [];
  for (const system of plan.systems.values()) {
    for (const [field, key] of system.identity) {
      const type = plan.identity.types.get(key);
      if (!type) continue;
      const category = type.privacy.category;
      const wanted =
        (kind === 'identifier' && key === name) ||
        (kind === 'category' && category !== null && isWithin(category, name)) ||
        (kind === 'system' && system.key === name);
      if (!wanted) continue;
      const route = type.to.get(system.key);
      const handling = (route ? route.handling : null) ?? type.privacy.handling;
      const known = system.purposes.flatMap((purpose) => plan.privacy.purposes.get(purpose) ?? []);
      const verdict =
        category && category !== 'none'
          ? policyVerdict(plan, system, category, handling, type.privacy)
          : null;
      legs.push({
        carrier: 'identifier',
        property: key,
        path: [system.key],
        system: system.key,
        eventName: 'every call',
        propertyName: field,
        category,
        handling,
        purposes: system.purposes,
        grounds: known.flatMap((purpose) => (purpose.basis ? [`${purpose.key}: ${purpose.basis}`] : [])),
        consent: known.filter(({ signal }) => signal !== null).map((purpose) => purpose.key),
        retention: type.privacy.retention ?? system.retention ?? plan.privacy.retention,
        allowed: verdict?.allowed ?? true,
        why: verdict && !verdict.allowed ? 'the policy does not allow it' : null,
        seen: evidence.samples.get(system.key)?.ids.get(key)?.present ?? null,
      });
    }
  }
  return legs;
}

function describe(plan: Plan, kind: TraceKind, name: string) {
  if (kind === 'event') return plan.events.get(name);
  if (kind === 'system') return plan.systems.get(name);
  if (kind === 'identifier') return plan.identity.types.get(name);
  if (kind === 'trait') {
    return [...plan.traits.values()].flatMap((traits) => traits.get(name)?.property ?? [])[0];
  }
  return plan.properties.get(name);
}

function needsOf(plan: Plan, kind: TraceKind, name: string, legs: readonly TraceLeg[]): string[] {
  const carriers = new Set(legs.map(({ carrier }) => carrier));
  return [...plan.needs.values()]
    .filter((need) => {
      if (kind === 'system') return need.system === name;
      return need.uses.some(({ event, property, trait }) => {
        if (kind === 'event') return event === name;
        if (trait) return trait.name === name;
        return (
          property === name ||
          (kind === 'category' && event !== null && carriers.has(event) && inLegs(legs, event, property))
        );
      });
    })
    .map(({ key }) => key);
}

/** The need names the very property, not only the event around it. */
function inLegs(legs: readonly TraceLeg[], event: string, property: string | null): boolean {
  return property !== null && legs.some((one) => one.carrier === event && one.property === property);
}

function outside(evidence: Evidence, legs: readonly TraceLeg[], kind: TraceKind, name: string): string[] {
  const found: string[] = [];
  if (kind === 'event') {
    const planned = new Set(legs.flatMap(({ path }) => path));
    for (const [system, { events }] of evidence.samples) {
      const count = events.get(name)?.count ?? 0;
      if (count > 0 && !planned.has(system))
        found.push(`seen ${count} times at ${system}, where no flow takes it`);
    }
  }
  for (const finding of evidence.findings) {
    const about =
      (kind === 'category' &&
        finding.data['category'] !== undefined &&
        isWithin(String(finding.data['category']), name)) ||
      (kind === 'property' &&
        finding.subject.endsWith(`property:${name}`) &&
        /unplanned|personal/.test(finding.rule));
    if (about && /^(privacy|events|code)\//.test(finding.rule)) found.push(finding.message);
  }
  return [...new Set(found)];
}

function isIn(use: PropertyUse, category: string): boolean {
  const own = use.property.privacy.category;
  return own !== null && isWithin(own, category);
}

function usesOf(plan: Plan): { path: string; use: PropertyUse }[] {
  const uses: { path: string; use: PropertyUse }[] = [];
  const add = (path: string, use: PropertyUse) => {
    uses.push({ path, use });
    for (const [name, child] of use.property.children)
      add(name === '[]' ? `${path}[]` : `${path}.${name}`, child);
  };
  for (const event of plan.events.values()) for (const [name, use] of event.properties) add(name, use);
  for (const traits of plan.traits.values()) for (const [name, use] of traits) add(name, use);
  for (const [name, use] of plan.context) add(name, use);
  return uses;
}
