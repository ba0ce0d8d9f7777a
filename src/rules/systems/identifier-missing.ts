import { identifiersOf } from '../../catalogue/index.ts';
import type { Delivery } from '../../plan/deliveries.ts';
import type { Event, Plan, System } from '../../plan/types.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const identifierMissing = defineRule({
  id: 'systems/identifier-missing',
  summary: 'An event arrives with one of the identifiers that the system needs.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'identity'],
  messages: {
    unmapped: (data: { system: string; needs: string; source: string; checked: string }) =>
      `${data.system} needs ${data.needs}, and its \`identity\` says for none of them what it is here${cite(data)}.`,
    missing: (data: { event: string; system: string; needs: string; source: string; checked: string }) =>
      `"${data.event}" may arrive in ${data.system} without any identifier that it takes (${data.needs}): \`identified_by\` asks for none of them${cite(data)}.`,
  },
  check(plan, { report }) {
    if (plan.identity.types.size === 0) return;
    const unmapped = new Set<System>();
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const needed = neededFields(system);
      if (needed === null || unmapped.has(system)) continue;
      const data = { system: title(system), needs: needed.fields.join(' or '), ...sourceOf(needed.fact) };
      const mapped = needed.fields.filter((field) => typeIn(plan, system, field) !== null);
      const sent = delivery.properties.some((each) => needed.fields.includes(each.name));
      if (mapped.length === 0 && !sent) {
        unmapped.add(system);
        report({
          message: 'unmapped',
          data,
          ...about(needed.fact, system, system),
          severity: 'warn',
        });
        continue;
      }
      if (sent || mapped.some((field) => carries(plan, event, delivery, typeIn(plan, system, field) ?? '')))
        continue;
      report({
        message: 'missing',
        data: { ...data, event: event.key, needs: mapped.join(' or ') },
        ...about(needed.fact, system, event),
        severity: 'warn',
      });
    }
  },
});

/**
 * Fields of which one must be there; null where none must, nobody knows, or what every request has by itself
 * (`client_ip_address + client_user_agent`) is enough.
 */
function neededFields(
  system: System,
): { fields: readonly string[]; fact: NonNullable<ReturnType<typeof factOf>> } | null {
  const fact = factOf(system, 'identity', 'required_any_of');
  if (fact === null) return null;
  if (fact.value === '*') {
    const all = identifiersOf(system.vendor ?? '').filter((each) => !each.assignedByVendor);
    return { fields: all.map((each) => each.field), fact };
  }
  if (!Array.isArray(fact.value)) return null;
  const fields = fact.value.map(String);
  return fields.some((field) => field.includes(' + ')) ? null : { fields, fact };
}

/** Our type in a field of the system: as its `identity` says; where it has none, the one of the same name. */
function typeIn(plan: Plan, system: System, field: string): string | null {
  if (system.identity.size > 0) return system.identity.get(field) ?? null;
  return plan.identity.types.has(field) ? field : null;
}

/** Whether an event may carry an identity type, as an id of the call or as a property of its own. */
function carries(plan: Plan, event: Event, delivery: Delivery, type: string): boolean {
  if (delivery.properties.some((each) => each.use.property.is === type || each.use.name === type))
    return true;
  const { identifiedBy } = event;
  // Neither the event nor a priority says what it carries: it may be this one.
  if (!event.node.entries.has('identified_by') && plan.identity.priority.length === 0) return true;
  return identifiedBy.kind !== 'none' && identifiedBy.types.includes(type);
}
