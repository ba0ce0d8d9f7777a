import { type Subject, subject } from '../../findings/subject.ts';
import type { Spot } from '../../plan/node.ts';
import type { Event, NamingStandard, Plan } from '../../plan/types.ts';
import { current, everyUse } from '../uses.ts';

export type NameKind = 'events' | 'views' | 'properties' | 'traits';

/** One name, however often it is used, at its first place. */
export interface Name {
  readonly kind: NameKind;
  readonly text: string;
  /** Event, Page, Screen, Property, Trait: for the start of a sentence. */
  readonly noun: string;
  readonly subject: Subject;
  readonly at: Spot;
  readonly event: Event | null;
  /** All places, the first included. */
  readonly places: readonly Spot[];
}

const NOUNS = { track: 'Event', page: 'Page', screen: 'Screen' } as const;
const cache = new WeakMap<Plan, readonly Name[]>();

/** `$schema`, `@type`, `_id`: names that a format gave, not people. */
const GIVEN = /^[$@_]/;

/** Every name that people chose and still use. Globs, and what is deprecated or retired, are left out. */
export function settledNames(plan: Plan): readonly Name[] {
  const known = cache.get(plan);
  if (known !== undefined) return known;
  const names = [...eventNames(plan), ...propertyNames(plan), ...traitNames(plan)].filter(
    ({ text }) => !GIVEN.test(text),
  );
  cache.set(plan, names);
  return names;
}

const byKind = new WeakMap<Plan, ReadonlyMap<NameKind, readonly Name[]>>();

export function namesOf(plan: Plan, kind: NameKind): readonly Name[] {
  const held = byKind.get(plan) ?? group(settledNames(plan));
  byKind.set(plan, held);
  return held.get(kind) ?? [];
}

function group(names: readonly Name[]): ReadonlyMap<NameKind, readonly Name[]> {
  const found = new Map<NameKind, Name[]>();
  for (const name of names) {
    const same = found.get(name.kind);
    if (same === undefined) found.set(name.kind, [name]);
    else same.push(name);
  }
  return found;
}

export function standardOf(plan: Plan, kind: NameKind): NamingStandard | null {
  return plan.standards.naming[kind] ?? null;
}

function eventNames(plan: Plan): Name[] {
  const named = [...plan.events.values()].filter((event) => current(event) && !event.glob);
  return named.map((event) => {
    const at = event.node.entries.get('name')?.value ?? event.spot;
    return {
      kind: event.call === 'track' ? 'events' : 'views',
      text: event.name,
      noun: NOUNS[event.call],
      subject: event.subject,
      at,
      event,
      places: [at],
    };
  });
}

/** By name: a name used in ten events without a dictionary is one choice, made at its first place. */
function propertyNames(plan: Plan): Name[] {
  const found = new Map<string, Spot[]>();
  const add = (text: string, at: Spot) => {
    const places = found.get(text) ?? [];
    if (!places.some((each) => each.file === at.file && each.start === at.start)) places.push(at);
    found.set(text, places);
  };
  for (const property of plan.properties.values()) if (current(property)) add(property.key, property.spot);
  for (const { use, in: home } of everyUse(plan)) {
    if (home === 'context' || home === 'traits' || home === 'identity' || use.name === '[]') continue;
    if (current(use.property)) add(use.name, use.spot);
  }
  return [...found].map(([text, places]) =>
    entry('properties', 'Property', text, subject(['property', text]), places),
  );
}

function traitNames(plan: Plan): Name[] {
  return [...plan.traits.values()].flatMap((traits) =>
    [...traits.values()]
      .filter((use) => current(use.property))
      .map((use) => entry('traits', 'Trait', use.name, use.subject, [use.spot])),
  );
}

function entry(kind: NameKind, noun: string, text: string, about: Subject, places: readonly Spot[]): Name {
  const [at = { file: 0, start: 0, end: 0 }] = places;
  return { kind, text, noun, subject: about, at, event: null, places };
}
