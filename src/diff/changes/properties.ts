import { child, toJson } from '../../plan/read.ts';
import type { Plan, Property } from '../../plan/types.ts';
import type { Notes } from './noting.ts';

/** A property as an object of its own, with the events that use it. */
export interface Described {
  readonly property: Property;
  readonly events: string[];
  readonly path: string;
}

/** Each property object once, by subject: where one object serves many uses, they are its events. */
export function propertiesOf(plan: Plan): Map<string, Described> {
  const found = new Map<string, Described>();
  const add = (property: Property, event: string | null, path: string): void => {
    const known = found.get(property.subject);
    if (known !== undefined) {
      if (event !== null && !known.events.includes(event)) known.events.push(event);
      return;
    }
    found.set(property.subject, { property, events: event === null ? [] : [event], path });
    for (const [name, use] of property.children) {
      add(use.property, event, name === '[]' ? `${path}[]` : `${path}.${name}`);
    }
  };
  for (const property of plan.properties.values()) add(property, null, property.key);
  for (const event of plan.events.values())
    for (const [name, use] of event.properties) add(use.property, event.key, name);
  for (const traits of plan.traits.values())
    for (const use of traits.values()) add(use.property, null, use.name);
  for (const use of plan.context.values()) add(use.property, null, use.name);
  return found;
}

/** What is said of a property beside its shape and its privacy. */
export function compareProperties(notes: Notes): void {
  const { before, after } = notes.versions;
  const olds = propertiesOf(before);
  for (const [id, { property: now, events, path }] of propertiesOf(after)) {
    const old = olds.get(id)?.property;
    if (old === undefined) continue;
    const places = { at: now.spot, was: old.spot };
    const more = { events, reach: events.map((event) => ({ event, traits: null, path })) };
    const field = (kind: string, was: Parameters<Notes['field']>[2], is: typeof was): void =>
      notes.field(`property.${kind}`, now.subject, was, is, places, more);
    field('documented', old.description, now.description);
    field('unit-changed', old.unit, now.unit);
    field('default-changed', defaultOf(old), defaultOf(now));
    field('owner-changed', old.owner, now.owner);
    field('status-changed', old.status, now.status);
  }
}

/** A default asserts nothing, so it is in no schema. */
export function defaultOf({ node }: Property) {
  const value = child(node, 'default');
  return value === null ? null : toJson(value);
}
