import type { Event, IdentifiedBy, IdentityType, Plan, Shape } from '../../plan/types.ts';

/** An identifier of a person whom the shop knows, or of their account or household. */
export function isKnown(type: IdentityType): boolean {
  return type.known && type.of !== 'device' && type.of !== 'session';
}

/** One that says which device or session it was, not who. */
export function isAnonymous(type: IdentityType): boolean {
  return type.of === 'device' || type.of === 'session' || (type.of === null && !type.known);
}

/** What a shape of an event may be identified by: the types of its `identified_by`, or the priority. */
export function typesOf(
  plan: Plan,
  { identifiedBy }: { readonly identifiedBy: IdentifiedBy },
): IdentityType[] {
  if (identifiedBy.kind === 'none') return [];
  return identifiedBy.types.flatMap((key) => plan.identity.types.get(key) ?? []);
}

/** An event and what its variants make of it. */
export function shapesOf(event: Event): readonly Shape[] {
  return [event, ...event.variants];
}

/** True when an event, a trait, the link or a system's field names the type. */
export function isMentioned(plan: Plan, key: string): boolean {
  if (plan.identity.link?.from === key || plan.identity.link?.to === key) return true;
  for (const event of plan.events.values()) {
    for (const { identifiedBy, properties } of shapesOf(event)) {
      if (identifiedBy.kind !== 'none' && identifiedBy.types.includes(key)) return true;
      if ([...properties.values()].some(({ property }) => property.is === key)) return true;
    }
  }
  for (const traits of plan.traits.values()) if (traits.has(key)) return true;
  return [...plan.systems.values()].some((system) => [...system.identity.values()].includes(key));
}
