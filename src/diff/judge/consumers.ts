import type { Subject } from '../../findings/subject.ts';
import { deliveries } from '../../plan/deliveries.ts';
import type { Need, Plan } from '../../plan/types.ts';
import type { PlanChange, Reach } from '../changes/plan-change.ts';

/** Who relies on what a change reaches. */
export interface Hits {
  /** Needs that name it. */
  readonly needs: readonly Subject[];
  /** Systems that map it by a name of their own. */
  readonly mapped: readonly Subject[];
  /** All systems that receive it. */
  readonly receivers: readonly Subject[];
}

/** Looked up among those who are still there in the new plan; what they read was as the old plan says. */
export function hitsOf(change: PlanChange, before: Plan, after: Plan): Hits {
  const needs = new Set<Subject>();
  const mapped = new Set<Subject>();
  const receivers = new Set<Subject>();
  for (const reach of change.reach) {
    for (const need of after.needs.values()) {
      // What the need said before counts too: dropping the use in the same change does not undo the reliance.
      const was = before.needs.get(need.key);
      if (
        need.status !== 'retired' &&
        [need, ...(was ? [was] : [])].some((each) => relies(each, reach, change))
      ) {
        needs.add(need.subject);
      }
    }
    for (const [system, all] of deliveries(before)) {
      const now = after.systems.get(system);
      if (now === undefined || now.role === 'source') continue;
      for (const delivery of all) {
        const same =
          reach.event !== null
            ? change.events.includes(delivery.event?.key ?? '') || delivery.event?.key === reach.event
            : delivery.traits === reach.traits && reach.traits !== null;
        if (!same) continue;
        if (reach.path === '') {
          receivers.add(now.subject);
          if (delivery.event?.to.has(system)) mapped.add(now.subject);
          continue;
        }
        const context = delivery.context.map((each) => ({ ...each, path: `context.${each.path}` }));
        for (const { path, use } of [...delivery.properties, ...context]) {
          if (!within(path, reach.path)) continue;
          receivers.add(now.subject);
          const routed = delivery.event?.to.get(system);
          const named = use.property.to.has(system) || (routed !== false && routed?.properties.has(path));
          if (named) mapped.add(now.subject);
        }
      }
    }
  }
  return { needs: [...needs].sort(), mapped: [...mapped].sort(), receivers: [...receivers].sort() };
}

function relies(need: Need, reach: Reach, change: PlanChange): boolean {
  return need.uses.some((use) => {
    if (use.trait !== null) {
      return (
        reach.traits === use.trait.kind && (reach.path === '' || within(use.trait.name, head(reach.path)))
      );
    }
    if (use.event === null || !(use.event === reach.event || change.events.includes(use.event))) return false;
    if (reach.path === '') return true;
    return use.property !== null && (within(use.property, reach.path) || within(reach.path, use.property));
  });
}

/** Whether a path is the other, or lies inside it. */
function within(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}

function head(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
