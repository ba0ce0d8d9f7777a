import type { Finding } from '../../findings/finding.ts';
import { within } from '../../findings/subject.ts';
import type { System } from '../../plan/types.ts';
import type { Judged, PartJudgement, Stop } from './obligation.ts';
import { concerns, type World } from './world.ts';

const SYSTEM_RULES = /^(?:systems\/|flows\/false-friend$|money\/(?:currency|line-or-unit|different-source)$)/;
/** What keeps an event itself out, not one of its properties. */
const REFUSING_RULES =
  /^systems\/(closed-event-list|reserved-event-name|event-name-length|event-name-characters)$/;

/** Systems mapping: who sends, who receives, what each accepts, and whether it agrees with what is seen. */
export function systemsPart(world: World): PartJudgement {
  const { plan, judge } = world;
  const receives = new Set(world.receivers.map(({ key }) => key));
  const pairs = [...deliveryPairs(world)];
  return {
    id: 'systems',
    obligations: [
      {
        id: 'systems.declared',
        points: 25,
        title: 'each system states its role, side and owner, and its purposes where it receives',
        judged: [...plan.systems.values()].map((system) =>
          judge(
            system,
            system.role !== null &&
              system.side !== null &&
              system.owner !== null &&
              (!receives.has(system.key) || system.purposes.length > 0),
          ),
        ),
      },
      {
        id: 'systems.flows',
        points: 25,
        title: 'each event has a source and a destination',
        judged: world.events.map(({ event, gone }) =>
          judge(event, event.from.length > 0 && pairs.some(({ key }) => key === event.key), gone),
        ),
      },
      {
        id: 'systems.accepted',
        points: 30,
        title: 'each destination accepts the name, types, count and size of each event it gets',
        judged: pairs.map(({ judged }) => judged),
      },
      {
        id: 'systems.observed',
        points: 20,
        title: 'each system sees the events that are planned for it, and no others',
        judged: [...plan.systems.values()].flatMap((system) => observed(world, system)),
      },
    ],
    stop: stop(world),
  };
}

/** The first event that no destination takes: it is sent, and arrives nowhere. */
function stop(world: World): Stop | null {
  for (const { event, gone } of world.events) {
    if (gone) continue;
    const reached = [...world.deliveries].filter(([, arriving]) =>
      arriving.some((delivery) => delivery.event?.key === event.key),
    );
    const refusals = world.findings(event.subject, REFUSING_RULES).filter(refuses);
    if (reached.length > 0 && reached.every(([system]) => refusals.some((one) => concerns(one, system))))
      return { why: `${event.key} is refused by every system it is sent to`, subject: event.subject };
  }
  return null;
}

/** Where the source says what a system does beyond its limit, cutting or not indexing still lets the event in. */
function refuses({ data }: Finding): boolean {
  const { effect } = data;
  return typeof effect !== 'string' || effect === '' || /drops|refuses|does not log/.test(effect);
}

function* deliveryPairs(world: World): Iterable<{ key: string; judged: Judged }> {
  for (const { event, gone } of world.events) {
    const found = world.findings(event.subject, SYSTEM_RULES, true);
    for (const [system, arriving] of world.deliveries) {
      if (!arriving.some((delivery) => delivery.event?.key === event.key)) continue;
      const holds = !found.some((finding) => concerns(finding, system));
      const of = { subject: within(event.subject, 'system', system), owner: event.owner };
      yield { key: event.key, judged: world.judge(of, holds, gone) };
    }
    // A dropped event went somewhere; its one pair is not met.
    if (gone) yield { key: event.key, judged: world.judge(event, false, true) };
  }
}

/**
 * Planned and observed, of planned or observed: by samples, and for a source by its code too. Each kind of evidence
 * is judged by itself, so that dropping one never raises a score. Nothing where nothing is planned.
 */
function observed(world: World, system: System): Judged[] {
  const planned = plannedFor(world, system.key);
  if (planned.size === 0) return [];
  const { samples, code } = world.evidence;
  const kinds = system.role === 'source' ? { samples, code } : { samples };
  return Object.entries(kinds).map(([kind, by]) => {
    const seen = by.get(system.key);
    const of = { subject: within(system.subject, 'standard', kind), owner: system.owner };
    if (!seen) return { ...of, share: null };
    const both = [...planned].filter((event) => seen.events.has(event)).length;
    const either = new Set([...planned, ...seen.events.keys()]).size + seen.unplanned.size;
    return { ...of, share: both / either };
  });
}

/** Keys of counted events that a system sends or receives. */
export function plannedFor({ events, deliveries }: World, system: string): Set<string> {
  const arriving = new Set((deliveries.get(system) ?? []).map(({ event }) => event?.key));
  return new Set(
    events
      .filter(({ event, gone }) => !gone && (event.from.includes(system) || arriving.has(event.key)))
      .map(({ event }) => event.key),
  );
}
