import { subject } from '../../findings/subject.ts';
import type { Event, Plan } from '../../plan/types.ts';
import type { Judged, PartJudgement, Stop } from './obligation.ts';
import type { World } from './world.ts';

/** Identity: a sound strategy, a way from every event to a person, and ids that are what they say. */
export function identityPart(world: World): PartJudgement {
  const { plan, judge, findings } = world;
  const { types, priority } = plan.identity;
  const used = types.size > 0;
  return {
    id: 'identity',
    obligations: [
      {
        id: 'identity.types',
        points: 25,
        title: 'each identity type is declared soundly, and one of a person has its place in the priority',
        judged: [...types.values()].map((type) =>
          judge(
            type,
            type.of !== null &&
              (type.of !== 'person' || priority.includes(type.key)) &&
              findings(type.subject, /^identity\//).length === 0,
          ),
        ),
      },
      {
        id: 'identity.path',
        points: 30,
        title: 'each event has a way to a known person',
        judged: used
          ? world.events.map(({ event, gone }) => judge(event, reachesPerson(plan, event), gone))
          : [],
      },
      {
        id: 'identity.shared',
        points: 20,
        title: 'each receiving system shares an id of a person with the warehouse',
        judged: used ? sharedWithWarehouse(world) : [],
      },
      {
        id: 'identity.valid',
        points: 25,
        title: 'the ids in the samples of each source are ids and no placeholders',
        judged: used ? world.sources.map((source) => validIds(world, source.key, source.owner)) : [],
      },
    ],
    stop: stop(world),
  };
}

/** All ids it asks for together, or whichever it gets, lead to a known one: themselves or by the link. */
function reachesPerson(plan: Plan, event: Event): boolean {
  const { identifiedBy } = event;
  const { types, link } = plan.identity;
  const known = (type: string) =>
    types.get(type)?.known === true || (link?.from === type && types.get(link.to)?.known === true);
  switch (identifiedBy.kind) {
    case 'none':
      return false;
    case 'all':
      return identifiedBy.types.some(known);
    case 'any':
      return identifiedBy.types.length > 0 && identifiedBy.types.every(known);
  }
}

function sharedWithWarehouse({ plan, receivers, evidence }: World): Judged[] {
  const warehouses = receivers.filter(({ role }) => role === 'warehouse');
  if (warehouses.length === 0) return [];
  const ofPerson = (type: string) => plan.identity.types.get(type)?.of === 'person';
  return receivers
    .filter(({ role }) => role !== 'warehouse')
    .map((system) => {
      const declared = [...system.identity.values()];
      const seen = [...(evidence.samples.get(system.key)?.ids ?? [])].filter(([, { valid }]) => valid > 0);
      const holds =
        declared.some(ofPerson) || seen.some(([type]) => ofPerson(type))
          ? 1
          : declared.length > 0 || evidence.samples.has(system.key)
            ? 0
            : null;
      return { subject: system.subject, owner: system.owner, share: holds };
    });
}

function validIds({ evidence }: World, system: string, owner: string | null): Judged {
  const of = { subject: subject(['system', system]), owner };
  const ids = [...(evidence.samples.get(system)?.ids.values() ?? [])];
  const present = ids.reduce((sum, one) => sum + one.present, 0);
  const valid = ids.reduce((sum, one) => sum + one.valid, 0);
  return { ...of, share: present === 0 ? null : valid / present };
}

/** An id that never changes, yet names two people. */
function stop({ plan, evidence }: World): Stop | null {
  const broken = evidence.findings.find(
    ({ rule, data }) =>
      /^identity\/.*(one-to-many|many|shared)/.test(rule) &&
      plan.identity.types.get(String(data['per'] ?? data['type'] ?? ''))?.immutable === true,
  );
  return broken ? { why: broken.message, subject: broken.subject } : null;
}
