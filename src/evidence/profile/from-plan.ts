import { type DeliveredProperty, type Delivery, deliveries } from '../../plan/deliveries.ts';
import type { Event, IdentityType, Plan, PropertyUse } from '../../plan/types.ts';
import { matchesGlob } from '../../text/glob.ts';
import { isObject } from '../../text/json.ts';
import type { FormId } from '../identity/form.ts';
import { eventKey } from '../profile.ts';
import type { EventOptions } from './event.ts';
import { flagFor, type IdentifierOptions } from './identifier.ts';
import { childPath, elementPath } from './path.ts';
import type { PropertyOptions } from './property.ts';

const UNPLANNED: PropertyOptions = { planned: false, shown: false };

/** What the plan says of events as one system has them: their names and properties there. */
export interface PlannedEvents {
  /** By `eventKey`, with the names used in that system. */
  of(key: string): EventOptions;
  /** By `eventKey` and path; events whose name is a pattern are not among them. */
  readonly listed: ReadonlyMap<string, ReadonlyMap<string, PropertyOptions>>;
}

/** `eligible`: properties are counted a second time for events with consent to marketing. */
export function plannedEvents(plan: Plan, system: string, eligible: boolean): PlannedEvents {
  const paths = new Map<string, Map<string, PropertyOptions>>();
  const globs: {
    readonly matches: (name: string) => boolean;
    readonly paths: Map<string, PropertyOptions>;
  }[] = [];
  const add = (event: Event, name: string, own: Map<string, PropertyOptions>) => {
    const key = eventKey(event.call, name);
    if (event.glob) globs.push({ matches: (name) => matchesGlob(name, key), paths: own });
    else paths.set(key, new Map([...(paths.get(key) ?? []), ...own]));
  };
  for (const event of plan.events.values()) {
    if (event.status !== 'retired' && event.from.includes(system)) add(event, event.name, sent(event));
  }
  for (const { event, name, properties } of deliveries(plan).get(system) ?? []) {
    if (event === null) continue;
    const own = new Map<string, PropertyOptions>();
    for (const property of properties) addAncestors(own, pathThere(property), optionsOf(property.use));
    add(event, name, own);
  }
  const unplanned: EventOptions = { planned: false, eligible, path: () => UNPLANNED };
  return {
    listed: paths,
    of(key) {
      const own = paths.get(key) ?? globs.find(({ matches }) => matches(key))?.paths;
      return own === undefined
        ? unplanned
        : { planned: true, eligible, path: (path) => own.get(path) ?? UNPLANNED };
    },
  };
}

/** A nested property keeps its way unless it was given another name as a whole. */
function pathThere({ path, name }: DeliveredProperty): string {
  const last = path.slice(path.lastIndexOf('.') + 1).replace(/\[\]$/, '');
  return name === last ? path : name;
}

/** A property of the plan, and its path in one system. */
export type NamesThere = ReadonlyMap<string, { readonly there: string; readonly use: PropertyUse }>;

/** By path in the plan: where a property of an event is to be looked for in a profile. */
export const plannedNames = {
  sent(event: Event, system: string): NamesThere {
    const own = [...usesOf(event)].filter(([, { from }]) => from === null || from.includes(system));
    return new Map(own.map(([path, use]) => [path, { there: path, use }]));
  },
  delivered(list: readonly Delivery[]): NamesThere {
    const all = list.flatMap(({ properties }) => properties);
    return new Map(all.map((property) => [property.path, { there: pathThere(property), use: property.use }]));
  },
};

/** The identity types of the plan, best first: those in `priority`, then the others by name. */
export function plannedIdentifiers(plan: Plan): IdentifierOptions[] {
  const { types, priority } = plan.identity;
  const others = [...types.keys()].filter((key) => !priority.includes(key)).sort();
  return [...priority, ...others].flatMap((key): IdentifierOptions[] => {
    const type = types.get(key);
    if (type === undefined || (type.of !== 'person' && type.of !== 'device' && type.of !== null)) return [];
    const form = formOf(type);
    const tie = form === 'raw' ? (type.known ? 'known' : 'anonymous') : 'contact';
    const misplaced = form === 'email/std' ? () => null : kindOf;
    return [{ type: key, form, tie, flag: flagFor(form, tie), misplaced }];
  });
}

/** The recipe that brings its values to one form on every side. */
function formOf(type: IdentityType): FormId {
  const format = isObject(type.schema) ? type.schema['format'] : undefined;
  const category = type.privacy.category ?? '';
  const says = (word: string) => category.includes(word) || type.key.toLowerCase().includes(word);
  if (format === 'email' || says('email')) return 'email/std';
  return says('phone') ? 'phone/digits' : 'raw';
}

function kindOf(value: string): string | null {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? 'email' : null;
}

/** Properties of all live forms of an event as its sources send it. */
function sent(event: Event): Map<string, PropertyOptions> {
  return new Map([...usesOf(event)].map(([path, use]) => [path, optionsOf(use)]));
}

function usesOf(event: Event): Map<string, PropertyUse> {
  const own = new Map<string, PropertyUse>();
  const around = new Set<unknown>();
  const visit = (uses: ReadonlyMap<string, PropertyUse>, parent: string) => {
    for (const [name, use] of uses) {
      const path = name === '[]' && parent !== '' ? elementPath(parent) : childPath(parent, name);
      own.set(path, use);
      if (around.has(use.property)) continue;
      around.add(use.property);
      visit(use.property.children, path);
      around.delete(use.property);
    }
  };
  visit(event.properties, '');
  for (const variant of event.variants) visit(variant.properties, '');
  return own;
}

/** A planned path keeps the paths that lead to it. */
function addAncestors(own: Map<string, PropertyOptions>, path: string, options: PropertyOptions): void {
  for (let end = path.search(/[.[]/); end > 0; ) {
    const parent = path.slice(0, end);
    if (!own.has(parent)) own.set(parent, { planned: true, shown: false });
    const next = path.slice(end + 1).search(/[.[]/);
    end = next < 0 ? -1 : end + 1 + next;
  }
  own.set(path, options);
}

/** Values may be kept where the plan lists them, or says that they are not personal. */
function optionsOf({ property }: PropertyUse): PropertyOptions {
  const listed = isObject(property.schema) && ('enum' in property.schema || 'const' in property.schema);
  return { planned: true, shown: listed || property.privacy.category === 'none' };
}
