import { within } from '../../findings/subject.ts';
import type { Need, System } from '../../plan/types.ts';
import type { Judged, PartJudgement, Stop } from './obligation.ts';
import { plannedLive, thirds, usedEvents } from './uses.ts';
import type { World } from './world.ts';

const ENGAGING = ['audience', 'campaign', 'personalization'];

/** Personalization and engagement: audiences and messages have their data, where they run, for whom they may. */
export function engagementPart(world: World, today: string): PartJudgement {
  const needs = [...world.plan.needs.values()].filter(({ kind }) => kind !== null && ENGAGING.includes(kind));
  const addressing = world.receivers.filter(({ role }) => role === 'engagement' || role === 'advertising');
  return {
    id: 'engagement',
    obligations: [
      {
        id: 'engagement.served',
        points: 50,
        title: 'each audience, campaign and personalization has its data live, seen, and where it runs',
        judged: needs.flatMap((need) =>
          thirds(world, need, plannedLive(world, need) && arrives(world, need)),
        ),
      },
      {
        id: 'engagement.addressable',
        points: 25,
        title: 'each engagement and advertising system gets an id it can match, and the consent signal',
        judged: addressing.map((system) => world.judge(system, addressable(world, system))),
      },
      {
        id: 'engagement.traits',
        points: 25,
        title: 'each trait that a need uses is seen with values',
        judged: usedTraits(world),
      },
    ],
    stop: stop(world, needs, today),
  };
}

/** Every event and trait that a need names flows to the system it runs in. */
function arrives({ deliveries }: World, need: Need): boolean {
  if (need.system === null) return true;
  const arriving = deliveries.get(need.system) ?? [];
  return need.uses.every(({ event, trait }) =>
    trait
      ? arriving.some((delivery) => delivery.traits === trait.kind)
      : arriving.some((delivery) => delivery.event?.key === event),
  );
}

function addressable({ plan }: World, system: System): boolean {
  const matches = [...system.identity.values()].some(
    (type) => plan.identity.types.get(type)?.of === 'person',
  );
  const purposes = system.purposes.flatMap((key) => plan.privacy.purposes.get(key) ?? []);
  return (
    matches &&
    purposes.length > 0 &&
    purposes.every(({ basis, signal }) => basis !== null && (basis !== 'consent' || signal !== null))
  );
}

function usedTraits({ plan, evidence, judge }: World): Judged[] {
  const names = new Set<string>();
  const judged: Judged[] = [];
  for (const need of plan.needs.values()) {
    for (const { trait } of need.uses) {
      const name = trait && `${trait.kind}.${trait.name}`;
      if (!name || names.has(name)) continue;
      names.add(name);
      const read = [...evidence.samples.values()].flatMap(({ traits }) => traits ?? []);
      const holds = read.length === 0 ? null : read.some((traits) => traits.has(name));
      judged.push(judge({ subject: within('standard:traits', 'trait', name), owner: need.owner }, holds));
    }
  }
  return judged;
}

function stop(world: World, needs: readonly Need[], today: string): Stop | null {
  for (const need of needs) {
    const late = usedEvents(world, need).find((event) => event?.sunset && event.sunset <= today);
    if (late)
      return { why: `${need.key} runs on ${late.key}, which ended on ${late.sunset}`, subject: need.subject };
  }
  return null;
}
