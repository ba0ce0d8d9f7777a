import { categorySensitivity, isWithin, rank } from '../../catalogue/categories.ts';
import { deliveries } from '../../plan/deliveries.ts';
import type { ApprovalRule, Event, Named, Plan, Property, PropertyUse } from '../../plan/types.ts';
import { everyUse } from '../uses.ts';

/** An event or a trait, and an approval that it needs. */
export interface Owed {
  readonly noun: 'Event' | 'Trait';
  readonly name: string;
  readonly thing: Pick<Named, 'subject' | 'owner'> & { readonly spot: Named['spot'] | PropertyUse['spot'] };
  readonly rule: ApprovalRule;
  /** `"email" is restricted`, `it goes to meta-ads` */
  readonly because: string;
  /** Teams that have approved it. */
  readonly by: readonly string[];
}

/** Every approval that the plan's rules ask for, given or not. What is only proposed owes none yet. */
export function demandedApprovals(plan: Plan): Owed[] {
  const found: Owed[] = [];
  const inside = new Map<Event, Property[]>();
  for (const { event, use } of everyUse(plan))
    if (event !== null) inside.set(event, [...(inside.get(event) ?? []), use.property]);
  for (const rule of plan.governance.approvals) {
    for (const event of plan.events.values()) {
      if (!owes(event)) continue;
      const reason = reasonFor(plan, rule, event, inside.get(event) ?? []);
      if (reason === null) continue;
      const by = [...event.approved, ...(reason.property?.approved ?? [])].map((approval) => approval.by);
      found.push({ noun: 'Event', name: event.key, thing: event, rule, because: reason.because, by });
    }
    for (const traits of plan.traits.values()) {
      for (const use of traits.values()) {
        const { property } = use;
        if (!owes(property)) continue;
        const because =
          ofProperty(rule, property) ?? (arrives(plan, rule.to, use) ? `it goes to ${rule.to}` : null);
        if (because === null) continue;
        const thing = { subject: use.subject, owner: property.owner, spot: use.spot };
        found.push({
          noun: 'Trait',
          name: use.name,
          thing,
          rule,
          because,
          by: property.approved.map((approval) => approval.by),
        });
      }
    }
  }
  return found;
}

function owes(thing: { readonly status: string }): boolean {
  return thing.status === 'live' || thing.status === 'approved';
}

function reasonFor(plan: Plan, rule: ApprovalRule, event: Event, properties: readonly Property[]) {
  if (rule.to !== null) {
    const goes = systemsOf(plan, rule.to).some((system) =>
      deliveries(plan)
        .get(system)
        ?.some((each) => each.event === event),
    );
    return goes ? { because: `it goes to ${rule.to}`, property: null } : null;
  }
  for (const property of properties) {
    const because = ofProperty(rule, property);
    if (because !== null) return { because, property };
  }
  return null;
}

function ofProperty(rule: ApprovalRule, property: Property): string | null {
  const { category, sensitivity } = property.privacy;
  if (rule.category !== null && category !== null && isWithin(category, rule.category))
    return `"${property.key}" is ${category}`;
  if (rule.sensitivity === null) return null;
  const level = sensitivity ?? (category === null ? null : categorySensitivity(category));
  return level !== null && rank(level) >= rank(rule.sensitivity) ? `"${property.key}" is ${level}` : null;
}

function arrives(plan: Plan, to: string | null, use: PropertyUse): boolean {
  if (to === null) return false;
  return systemsOf(plan, to).some((system) =>
    deliveries(plan)
      .get(system)
      ?.some((each) => each.traits !== null && each.properties.some((property) => property.use === use)),
  );
}

/** A system, or all of a role. */
function systemsOf(plan: Plan, name: string): string[] {
  if (plan.systems.has(name)) return [name];
  return [...plan.systems.values()].filter((system) => system.role === name).map((system) => system.key);
}
