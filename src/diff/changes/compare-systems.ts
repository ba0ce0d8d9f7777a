import { subject } from '../../findings/subject.ts';
import { deliveries } from '../../plan/deliveries.ts';
import { toJson } from '../../plan/read.ts';
import type { Need, Plan, System } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import { same } from '../schema/values.ts';
import { type Notes, sectionSpot } from './noting.ts';

/** Notes systems that came, went or changed, and what reaches them now or no longer. */
export function compareSystems(notes: Notes, renamed: ReadonlyMap<string, string>): void {
  const { before, after } = notes.versions;
  for (const [key, now] of after.systems) {
    const old = before.systems.get(key);
    if (old === undefined)
      notes.add({ kind: 'system.added', subject: now.subject, at: now.spot, systems: [key] });
    else compareSystem(old, now, notes);
  }
  for (const [key, old] of before.systems) {
    if (after.systems.has(key)) continue;
    const at = sectionSpot(after, 'systems');
    notes.add({ kind: 'system.removed', subject: old.subject, at, was: old.spot, systems: [key] });
  }
  compareDeliveries(notes, renamed);
}

function compareSystem(old: System, now: System, notes: Notes): void {
  const places = { at: now.spot, was: old.spot };
  const more = { systems: [now.key] };
  notes.field('system.role-changed', now.subject, old.role, now.role, places, more);
  notes.field('system.retention-changed', now.subject, old.retention, now.retention, places, more);
  notes.field(
    'system.processing-changed',
    now.subject,
    { ...old.processing },
    { ...now.processing },
    places,
    more,
  );
  notes.field('system.owner-changed', now.subject, old.owner, now.owner, places, more);
  notes.field('system.limits-changed', now.subject, old.limits, now.limits, places, more);
  notes.field(
    'system.identity-changed',
    now.subject,
    [...old.identity].sort(),
    [...now.identity].sort(),
    places,
    more,
  );
  for (const purpose of now.purposes.filter((each) => !old.purposes.includes(each))) {
    notes.add({ kind: 'system.purpose-added', subject: now.subject, after: purpose, ...places, ...more });
  }
  for (const purpose of old.purposes.filter((each) => !now.purposes.includes(each))) {
    notes.add({ kind: 'system.purpose-removed', subject: now.subject, before: purpose, ...places, ...more });
  }
}

interface Arrival {
  readonly name: string;
  /** What the system makes of it, and under which names its properties arrive. */
  readonly mapping: Json;
}

/** An event by its new key; traits as `person traits`. */
function deliveredTo(plan: Plan, system: string, renamed: ReadonlyMap<string, string>): Map<string, Arrival> {
  const found = new Map<string, Arrival>();
  for (const { event, traits, name, as, per, sampling, properties } of deliveries(plan).get(system) ?? []) {
    if (event !== null && event.status === 'retired') continue;
    const names = Object.fromEntries(properties.map((each) => [each.path, each.name]));
    const key = event === null ? `${traits} traits` : (renamed.get(event.key) ?? event.key);
    found.set(key, { name, mapping: { as, per, sampling, names } });
  }
  return found;
}

/** Only what both versions send: a property that came or went is noted as such. */
function sharedMapping(mapping: Json, other: Json): Json {
  if (!isObject(mapping) || !isObject(other) || !isObject(mapping['names']) || !isObject(other['names']))
    return mapping;
  const theirs = other['names'];
  return {
    ...mapping,
    names: Object.fromEntries(
      Object.entries(mapping['names']).filter(([path]) => Object.hasOwn(theirs, path)),
    ),
  };
}

function compareDeliveries(notes: Notes, renamed: ReadonlyMap<string, string>): void {
  const { before, after } = notes.versions;
  for (const [key, now] of after.systems) {
    const old = before.systems.get(key);
    if (old === undefined || now.role === 'source') continue;
    const had = deliveredTo(before, key, renamed);
    const has = deliveredTo(after, key, new Map());
    const lives = (what: string): boolean =>
      after.events.has(what) && after.events.get(what)?.status !== 'retired';
    for (const [what, arrived] of had) {
      // An event that is gone itself is noted as such.
      const still = lives(what) || what.endsWith(' traits');
      const reach = [
        {
          event: lives(what) ? what : null,
          traits: lives(what) ? null : what.replace(/ traits$/, ''),
          path: '',
        },
      ];
      const common = {
        subject: now.subject,
        events: lives(what) ? [what] : [],
        systems: [key],
        reach,
        at: now.spot,
        was: old.spot,
      };
      const arrives = has.get(what);
      if (arrives === undefined) {
        if (still) notes.add({ kind: 'delivery.removed', before: what, ...common });
        continue;
      }
      if (arrives.name !== arrived.name && ![...renamed.values()].includes(what)) {
        notes.add({ kind: 'delivery.renamed', before: arrived.name, after: arrives.name, ...common });
      }
      const [was, is] = [
        sharedMapping(arrived.mapping, arrives.mapping),
        sharedMapping(arrives.mapping, arrived.mapping),
      ];
      if (!same(was, is)) {
        notes.add({ kind: 'delivery.mapping-changed', before: was, after: is, ...common });
      }
    }
    for (const what of has.keys()) {
      const known =
        what.endsWith(' traits') || [...renamed.values()].includes(what) || before.events.has(what);
      if (had.has(what) || !known) continue;
      const events = after.events.has(what) ? [what] : [];
      notes.add({
        kind: 'delivery.added',
        subject: now.subject,
        after: what,
        events,
        systems: [key],
        at: now.spot,
        was: old.spot,
      });
    }
  }
}

/** Notes who began, ceased or changed to rely on the data; and who answers for it. */
export function compareNeeds(notes: Notes): void {
  const { before, after } = notes.versions;
  const usesOf = (need: Need): string[] => need.uses.map(({ text }) => text).sort();
  for (const [key, now] of after.needs) {
    const old = before.needs.get(key);
    if (old === undefined) {
      notes.add({ kind: 'need.added', subject: now.subject, at: now.spot });
      continue;
    }
    const places = { at: now.spot, was: old.spot };
    notes.field('need.uses-changed', now.subject, usesOf(old), usesOf(now), places);
    notes.field('need.owner-changed', now.subject, old.owner, now.owner, places);
  }
  for (const [key, old] of before.needs) {
    if (!after.needs.has(key))
      notes.add({
        kind: 'need.removed',
        subject: old.subject,
        at: sectionSpot(after, 'needs'),
        was: old.spot,
      });
  }
}

/** Identifiers beside their shapes: what they are of, and what they promise. */
export function compareIdentity(notes: Notes): void {
  const { before, after } = notes.versions;
  for (const [key, now] of after.identity.types) {
    const old = before.identity.types.get(key);
    if (old === undefined) {
      notes.add({ kind: 'identity.added', subject: now.subject, at: now.spot });
      continue;
    }
    const places = { at: now.spot, was: old.spot };
    for (const field of ['of', 'known', 'unique', 'immutable'] as const) {
      notes.field(`identity.${field}-changed`, now.subject, old[field], now[field], places);
    }
    notes.field('identity.normalize-changed', now.subject, [...old.normalize], [...now.normalize], places);
  }
  for (const [key, old] of before.identity.types) {
    if (!after.identity.types.has(key)) {
      notes.add({
        kind: 'identity.removed',
        subject: old.subject,
        at: sectionSpot(after, 'identity'),
        was: old.spot,
      });
    }
  }
  const places = { at: sectionSpot(after, 'identity'), was: sectionSpot(before, 'identity') };
  const plan = subject(['plan', after.name]);
  notes.field(
    'identity.priority-changed',
    plan,
    [...before.identity.priority],
    [...after.identity.priority],
    places,
  );
  const link = ({ identity }: Plan) => (identity.link === null ? null : toJson(identity.link.node));
  notes.field('identity.link-changed', plan, link(before), link(after), places);
}

/** Entries of the dictionary that came or went. */
export function compareDictionary(notes: Notes): void {
  const { before, after } = notes.versions;
  for (const [key, now] of after.properties) {
    if (!before.properties.has(key))
      notes.add({ kind: 'dictionary.added', subject: now.subject, at: now.spot });
  }
  for (const [key, old] of before.properties) {
    if (after.properties.has(key)) continue;
    notes.add({
      kind: 'dictionary.removed',
      subject: old.subject,
      at: sectionSpot(after, 'properties'),
      was: old.spot,
    });
  }
}
