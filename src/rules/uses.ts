import { parseSubject } from '../findings/subject.ts';
import type { Entry, Spot } from '../plan/node.ts';
import type { Event, Plan, Property, PropertyUse, Variant } from '../plan/types.ts';
import type { Json } from '../text/json.ts';

/** A property where it stands, with what is around it. */
export interface Place {
  readonly use: PropertyUse;
  /** `products[].sku` */
  readonly path: string;
  readonly in: 'event' | 'variant' | 'context' | 'traits' | 'group' | 'dictionary' | 'identity';
  /** The event, when `in` is event or variant. */
  readonly event: Event | null;
  readonly variant: Variant | null;
  /** Properties beside it, and those further out, nearest first. */
  readonly around: readonly ReadonlyMap<string, PropertyUse>[];
}

const places = new WeakMap<Plan, readonly Place[]>();
const properties = new WeakMap<Plan, readonly Property[]>();

/** Every use of every property, at every depth: in events, variants, context, traits and groups. */
export function everyUse(plan: Plan): readonly Place[] {
  const known = places.get(plan);
  if (known !== undefined) return known;
  const found: Place[] = [];
  type Home = Pick<Place, 'in' | 'event' | 'variant'>;
  const visit = (
    uses: ReadonlyMap<string, PropertyUse>,
    home: Home,
    prefix: string,
    outer: Place['around'],
    seen: readonly Property[],
  ) => {
    const around = [uses, ...outer];
    for (const [name, use] of uses) {
      const path = name === '[]' ? `${prefix}[]` : prefix === '' ? name : `${prefix}.${name}`;
      found.push({ use, path, in: home.in, event: home.event, variant: home.variant, around });
      // A property may hold itself by `is`: one round is enough.
      const { children } = use.property;
      if (children.size > 0 && !seen.includes(use.property))
        visit(children, home, path, around, [...seen, use.property]);
    }
  };
  const none = { event: null, variant: null };
  for (const event of plan.events.values()) {
    visit(event.properties, { in: 'event', event, variant: null }, '', [], []);
    visit(event.context, { in: 'context', event, variant: null }, '', [], []);
    for (const variant of event.variants) {
      visit(variant.properties, { in: 'variant', event, variant }, '', [], []);
      visit(variant.context, { in: 'context', event, variant }, '', [], []);
    }
  }
  visit(plan.context, { in: 'context', ...none }, '', [], []);
  for (const traits of plan.traits.values()) visit(traits, { in: 'traits', ...none }, '', [], []);
  for (const group of plan.groups.values()) visit(group.properties, { in: 'group', ...none }, '', [], []);
  for (const property of plan.properties.values()) {
    visit(property.children, { in: 'dictionary', ...none }, property.key, [], [property]);
  }
  for (const type of plan.identity.types.values()) {
    visit(type.children, { in: 'identity', ...none }, type.key, [], [type]);
  }
  places.set(plan, found);
  return found;
}

/** Every different shape once: dictionary and identity types first, then what uses make of them. */
export function everyProperty(plan: Plan): readonly Property[] {
  const known = properties.get(plan);
  if (known !== undefined) return known;
  const found = new Set<Property>([...plan.properties.values(), ...plan.identity.types.values()]);
  for (const place of everyUse(plan)) found.add(place.use.property);
  const list = [...found];
  properties.set(plan, list);
  return list;
}

const shapes = new WeakMap<Plan, readonly Property[]>();

/** Every property that says something of its type or constraints: without uses that only describe one. */
export function everyShape(plan: Plan): readonly Property[] {
  const known = shapes.get(plan) ?? everyProperty(plan).filter((property) => property.shape === property);
  shapes.set(plan, known);
  return known;
}

const types = new WeakMap<Property, readonly string[]>();

/** The JSON types a property may have; empty: any. */
export function typesOf({ shape: property }: Property): readonly string[] {
  const known = types.get(property);
  if (known !== undefined) return known;
  const type = keyword(property, 'type');
  const found =
    typeof type === 'string'
      ? [type]
      : Array.isArray(type)
        ? type.filter((each): each is string => typeof each === 'string')
        : [];
  types.set(property, found);
  return found;
}

/** A keyword of the property's own schema; undefined where it has none. */
export function keyword(property: Property, name: string): Json | undefined {
  const { schema } = property;
  return typeof schema === 'boolean' ? undefined : Object.hasOwn(schema, name) ? schema[name] : undefined;
}

/** Its name for a message; elements are named after their list: `lines[]`. */
export function called(property: Property): string {
  if (property.key !== '[]') return property.key;
  const steps = parseSubject(property.subject).map((step) => step.name);
  const last = steps.findLastIndex((name) => name !== '[]');
  return `${steps[last] ?? ''}${'[]'.repeat(steps.length - 1 - last)}`;
}

/** Where a keyword is written, else where the property is. */
export function placeOf(property: Property, name: string): Spot {
  return entryOf(property, name)?.value ?? property.spot;
}

/** The entry of a keyword or plan key in the property's map. */
export function entryOf(property: Property, name: string): Entry | undefined {
  return property.node.entries.get(name);
}

const owned = new WeakMap<Plan, readonly Property[]>();

/** Properties that no lower entry describes: what a dictionary entry leaves open is said there, once. */
export function everyOwnProperty(plan: Plan): readonly Property[] {
  const known = owned.get(plan);
  if (known !== undefined) return known;
  // A use that only describes an entry has that one below it.
  const found = everyShape(plan).filter(
    ({ layers }) => layers.length < 2 || !layers.slice(0, -1).some(({ from }) => from !== 'nested'),
  );
  owned.set(plan, found);
  return found;
}

/** True the first time a place is met: layers share what a lower one wrote, and it is one defect. */
export function firstMeeting(): (spot: Spot) => boolean {
  const met = new Set<string>();
  return (spot) => {
    const key = `${spot.file}:${spot.start}:${spot.end}`;
    if (met.has(key)) return false;
    met.add(key);
    return true;
  };
}

/** Still wanted: what is deprecated or retired keeps its flaws until it goes. */
export function current(thing: { readonly status: string }): boolean {
  return thing.status !== 'deprecated' && thing.status !== 'retired';
}

const unresolved = new WeakMap<Plan, ReadonlySet<string>>();

/** True for a name that resolves to nothing: that is one finding, and what is missing behind it is none. */
export function isDangling(plan: Plan, spot: Spot): boolean {
  const known = unresolved.get(plan) ?? new Set(plan.danglings.map(({ at }) => `${at.file}:${at.start}`));
  unresolved.set(plan, known);
  return known.has(`${spot.file}:${spot.start}`);
}
