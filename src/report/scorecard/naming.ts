import { within } from '../../findings/subject.ts';
import type { Property, PropertyUse, System } from '../../plan/types.ts';
import type { Judged, PartJudgement } from './obligation.ts';
import type { World } from './world.ts';

const NAMING = /^naming\/(?!similar|same-words)/;
const ONE_MEANING = /^(naming\/(similar|same-words)|types\/)/;

/** Naming: every name in its form, one name for one meaning, and the names that are really sent. */
export function namingPart(world: World): PartJudgement {
  const { plan, judge, findings } = world;
  return {
    id: 'naming',
    obligations: [
      {
        id: 'naming.events',
        points: 35,
        title: 'each event name keeps to case, form, tense, vocabulary and length',
        judged: world.events.map(({ event, gone }) =>
          judge(event, findings(event.subject, /^naming\//).length === 0, gone),
        ),
      },
      {
        id: 'naming.properties',
        points: 25,
        title: 'each property and trait name keeps to its case, length and affixes',
        judged: namedUses(world).map(({ of, gone }) =>
          judge(of, findings(of.subject, NAMING).length === 0, gone),
        ),
      },
      {
        id: 'naming.dictionary',
        points: 20,
        title: 'each dictionary entry is one name for one meaning with one type',
        judged: [...plan.properties.values()].map((property) =>
          judge(property, findings(property.subject, ONE_MEANING).length === 0),
        ),
      },
      {
        id: 'naming.sent',
        points: 20,
        title: 'each source sends names exactly as planned',
        judged: world.sources.flatMap((source) => sentNames(world, source)),
      },
    ],
    stop: null,
  };
}

/** Each name once: dictionary entries, traits, and properties that an event defines for itself. */
function namedUses(world: World): { of: Pick<Property, 'subject' | 'owner'>; gone: boolean }[] {
  const names = new Map<string, { of: Pick<Property, 'subject' | 'owner'>; gone: boolean }>();
  const add = (use: PropertyUse, gone: boolean) =>
    names.set(use.subject, { of: { subject: use.subject, owner: use.property.owner }, gone });
  for (const property of world.plan.properties.values()) {
    names.set(property.subject, { of: property, gone: false });
  }
  for (const traits of world.plan.traits.values()) for (const use of traits.values()) add(use, false);
  for (const { event, gone } of world.events) {
    for (const use of event.properties.values()) {
      if (use.property.is === null || gone) add(use, gone);
    }
  }
  return [...names.values()];
}

/** By code and by samples, each for itself. */
function sentNames({ evidence }: World, source: System): Judged[] {
  return Object.entries({ samples: evidence.samples, code: evidence.code }).map(([kind, by]) => {
    const seen = by.get(source.key);
    const of = { subject: within(source.subject, 'standard', kind), owner: source.owner };
    const all = seen ? seen.events.size + seen.unplanned.size : 0;
    return { ...of, share: seen && all > 0 ? seen.events.size / all : null };
  });
}
