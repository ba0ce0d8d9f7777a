import { deliveries } from '../../plan/deliveries.ts';
import type { Plan } from '../../plan/types.ts';
import type { Exposure } from './plan-change.ts';

/** Every personal value that reaches a system, by who carries it, where, and which system. */
export function exposuresOf(plan: Plan): Map<string, Exposure> {
  const found = new Map<string, Exposure>();
  for (const [system, all] of deliveries(plan)) {
    if (plan.systems.get(system)?.role === 'source') continue;
    for (const delivery of all) {
      for (const part of [delivery.properties, delivery.context]) {
        for (const { path, handling, use } of part) {
          const { category } = use.property.privacy;
          if (category === null || category === 'none') continue;
          const event = delivery.event?.key ?? null;
          const where = part === delivery.context ? `context.${path}` : path;
          const exposure: Exposure = {
            event,
            traits: delivery.traits,
            path: where,
            system,
            category,
            handling,
          };
          found.set(JSON.stringify([event, delivery.traits, where, system]), exposure);
        }
      }
    }
  }
  return found;
}
