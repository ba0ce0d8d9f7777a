import type { Subject } from '../findings/subject.ts';
import { type DeliveredProperty, type Delivery, deliveries } from '../plan/deliveries.ts';
import type { Spot } from '../plan/node.ts';
import type { Event, Plan, PrivacyTag, Property, System } from '../plan/types.ts';
import { livingDeliveries } from './arrivals.ts';

/** Classified personal data on its way to a system, once for each property, however many events share it. */
export interface PersonalData {
  readonly system: System;
  /** Path as the plan has it; for an identifier its type. */
  readonly name: string;
  /** Name as it arrives; for an identifier the system's field. */
  readonly field: string;
  readonly category: string;
  readonly handling: string;
  readonly as: 'property' | 'context' | 'trait' | 'identifier';
  /** The event that brings it first; null for traits and identifiers. */
  readonly event: Event | null;
  readonly property: Property;
  readonly tag: PrivacyTag;
  readonly subject: Subject;
  readonly spot: Spot;
  readonly owner: string | null;
}

const kept = new WeakMap<Plan, readonly PersonalData[]>();

/**
 * All personal data at every system: properties, context and traits along the flows, and the identifiers that
 * a system's `identity` maps. What is tagged `none` or not at all is not in it.
 */
export function personalData(plan: Plan): readonly PersonalData[] {
  const known = kept.get(plan);
  if (known) return known;
  const found: PersonalData[] = [];
  for (const { system, deliveries: list } of livingDeliveries(plan)) {
    const seen = new Set<string>();
    for (const delivery of list) {
      const as = delivery.event === null ? 'trait' : 'property';
      for (const each of delivery.properties) add(found, seen, system, delivery, each, as);
      for (const each of delivery.context) add(found, seen, system, delivery, each, 'context');
    }
    if (deliveries(plan).get(system.key)?.length) found.push(...identifiers(plan, system));
  }
  kept.set(plan, found);
  return found;
}

function add(
  found: PersonalData[],
  seen: Set<string>,
  system: System,
  delivery: Delivery,
  { path, name, handling, use }: DeliveredProperty,
  as: PersonalData['as'],
): void {
  const { category } = use.property.privacy;
  if (category === null || category === 'none' || use.property.status === 'retired') return;
  const { file, start } = use.property.spot;
  // By place, not by object: a variant's copy of what the event says is the same decision.
  const once = `${file}:${start}|${as}|${handling}|${name}`;
  if (seen.has(once)) return;
  seen.add(once);
  found.push({
    system,
    name: path,
    field: name,
    category,
    handling,
    as,
    event: delivery.event,
    property: use.property,
    tag: use.property.privacy,
    subject: use.property.subject,
    spot: use.property.spot,
    owner: use.property.owner ?? delivery.event?.owner ?? null,
  });
}

function identifiers(plan: Plan, system: System): PersonalData[] {
  const found: PersonalData[] = [];
  for (const [field, key] of system.identity) {
    const trait = plan.traits.get('person')?.get(key)?.property;
    const type = plan.identity.types.get(key) ?? trait;
    const category = type?.privacy.category ?? null;
    if (!type || category === null || category === 'none') continue;
    // What the trait of that name says of its way there holds for the identifier, too.
    const route = trait?.to.get(system.key) ?? type.to.get(system.key);
    if (route === false) continue;
    found.push({
      system,
      name: key,
      field,
      category,
      handling: route?.handling ?? type.privacy.handling,
      as: 'identifier',
      event: null,
      property: type,
      tag: type.privacy,
      subject: type.subject,
      spot: type.spot,
      owner: type.owner,
    });
  }
  return found;
}
