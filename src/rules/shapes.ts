import type { Check } from '../evidence/check.ts';
import type { Event, Plan, PropertyUse, Shape } from '../plan/types.ts';
import { isObject } from '../text/json.ts';

/** One form in which an event may be live: its own, or a variant's. */
export interface LiveShape {
  readonly event: Event;
  readonly shape: Shape;
  /** What every check of this shape says about whom it is for. */
  readonly target: Pick<Check, 'event' | 'call' | 'variant'>;
}

/** Every form of every event that samples are held against. A tombstone has none: that it is seen is enough. */
export function liveShapes(plan: Plan): LiveShape[] {
  return [...plan.events.values()]
    .filter((event) => event.status !== 'retired')
    .flatMap((event) =>
      [null, ...event.variants].map((variant) => ({
        event,
        shape: variant ?? event,
        target: { event: event.key, call: event.call, variant: variant?.index ?? null },
      })),
    );
}

/** A property with the steps that lead to it; `[]` is every element of a list. */
export interface Nested {
  readonly use: PropertyUse;
  readonly path: readonly string[];
}

/** Properties and what is inside them, to the depth at which one holds itself again. */
export function nested(uses: ReadonlyMap<string, PropertyUse>): Nested[] {
  const found: Nested[] = [];
  const visit = (
    level: ReadonlyMap<string, PropertyUse>,
    path: readonly string[],
    around: ReadonlySet<unknown>,
  ) => {
    for (const [name, use] of level) {
      const here = [...path, name];
      found.push({ use, path: here });
      if (!around.has(use.property)) visit(use.property.children, here, new Set(around).add(use.property));
    }
  };
  visit(uses, [], new Set());
  return found;
}

/** `{ systems }` where a property is planned for some systems only. */
export function onlyFrom(use: PropertyUse): Pick<Check, 'systems'> {
  return use.from ? { systems: use.from } : {};
}

/** Names beside which nothing else may stand, for an object that says `additionalProperties: false`. */
export function closedNames(use: PropertyUse): readonly string[] | null {
  const { schema } = use.property;
  if (!isObject(schema) || schema['additionalProperties'] !== false || schema['patternProperties'])
    return null;
  return isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
}

/** Names that some systems alone may send. */
export function onlyNames(uses: ReadonlyMap<string, PropertyUse>): {
  only?: Record<string, readonly string[]>;
} {
  const limited = [...uses].filter(([, use]) => use.from !== null);
  return limited.length === 0
    ? {}
    : { only: Object.fromEntries(limited.map(([name, use]) => [name, use.from ?? []])) };
}
