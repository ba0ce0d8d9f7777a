import type { Spot } from '../../plan/node.ts';
import type { Event, Need, Plan, PropertyUse, Status, Use } from '../../plan/types.ts';

/** One thing that a need relies on, found. */
export interface Reliance {
  readonly need: Need;
  readonly use: Use;
  readonly event: Event | null;
  /** The property or trait, where the need names one. */
  readonly part: PropertyUse | null;
  /** The status that counts: the part's, when it is worse than the event's. */
  readonly status: Status;
  readonly replacedBy: string | null;
  /** `event "Order Placed"`, `"total" of "Order Completed"`, `trait "person.email"` */
  readonly what: string;
  readonly at: Spot;
}

const WORST: readonly Status[] = ['live', 'approved', 'proposed', 'deprecated', 'retired'];

/** What the plan's needs rely on. Names that resolve to nothing are left out: they are dead references. */
export function reliances(plan: Plan): Reliance[] {
  const found: Reliance[] = [];
  for (const need of plan.needs.values()) {
    if (need.status === 'retired') continue;
    for (const use of need.uses) {
      const event = use.event === null ? null : (plan.events.get(use.event) ?? null);
      const trait =
        use.trait === null ? null : (plan.traits.get(use.trait.kind)?.get(use.trait.name) ?? null);
      if (event === null && trait === null) continue;
      const part = trait ?? (event === null || use.property === null ? null : findPart(event, use.property));
      const things = [event, part?.property].filter((thing) => thing != null);
      const [worst] = things.toSorted((a, b) => WORST.indexOf(b.status) - WORST.indexOf(a.status));
      if (worst === undefined) continue;
      found.push({
        need,
        use,
        event,
        part,
        status: worst.status,
        replacedBy: worst.replacedBy,
        what: name(use, event),
        at: use.node,
      });
    }
  }
  return found;
}

/** Goes down a path, `products[].sku`. */
function findPart(event: Event, path: string): PropertyUse | null {
  const direct = event.properties.get(path);
  if (direct !== undefined) return direct;
  let level: ReadonlyMap<string, PropertyUse> = event.properties;
  let found: PropertyUse | null = null;
  for (const step of path.replaceAll('[]', '.[]').split('.')) {
    const next = level.get(step);
    if (next === undefined) return null;
    found = next;
    level = next.property.children;
  }
  return found;
}

function name(use: Use, event: Event | null): string {
  if (event === null) return `trait "${use.text}"`;
  return use.property === null ? `event "${event.key}"` : `"${use.property}" of "${event.key}"`;
}
