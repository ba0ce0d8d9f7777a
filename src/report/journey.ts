import type { Plan } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';
import { canonicalStage as canonical, JOURNEY } from './scorecard/needs.ts';
import { inCode, plannedLive, seen } from './scorecard/uses.ts';
import { world } from './scorecard/world.ts';

export interface JourneyStage {
  readonly id: string;
  readonly served: number;
  readonly needs: number;
  /** Keys of live events. */
  readonly has: readonly string[];
  /** What a need of this stage waits for. */
  readonly lacks: readonly { readonly name: string; readonly why: string; readonly need: string }[];
  /** Live events by kind of data: behavioral, intent, … */
  readonly data: ReadonlyMap<string, number>;
}

/** The customer's journey: the data each stage has and lacks. The five stages, then the plan's own. */
export function journey(plan: Plan, evidence: Evidence): JourneyStage[] {
  const all = world(plan, evidence);
  const events = [...plan.events.values()];
  const needs = [...plan.needs.values()];
  const own = [...events, ...needs].flatMap(({ stage }) => canonical(stage) ?? []);
  const ids = [...new Set([...JOURNEY, ...own])];
  return ids.map((id) => {
    const here = needs.filter(({ stage }) => canonical(stage) === id);
    const live = events.filter(
      ({ stage, status }) => canonical(stage) === id && (status === 'live' || status === 'deprecated'),
    );
    const data = new Map<string, number>();
    for (const { data: kind } of live) if (kind) data.set(kind, (data.get(kind) ?? 0) + 1);
    return {
      id,
      needs: here.length,
      served: here.filter((need) => plannedLive(all, need)).length,
      has: live.map(({ key }) => key),
      lacks: here.flatMap((need) =>
        need.uses.flatMap(({ text, event: key, trait }) => {
          if (trait)
            return plan.traits.get(trait.kind)?.has(trait.name)
              ? []
              : [{ name: text, why: 'not planned', need: need.key }];
          const event = key === null ? undefined : plan.events.get(key);
          const why = !event
            ? 'not planned'
            : event.status === 'proposed' || event.status === 'approved' || event.status === 'retired'
              ? `only ${event.status}`
              : inCode(all, event) === false
                ? 'not in the code'
                : seen(all, event) === false
                  ? 'not seen'
                  : null;
          return why === null ? [] : [{ name: event?.key ?? text, why, need: need.key }];
        }),
      ),
      data,
    };
  });
}
