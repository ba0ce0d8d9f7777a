import { within } from '../../findings/subject.ts';
import type { Event } from '../../plan/types.ts';
import { fold } from '../../text/fold.ts';
import type { Judged, PartJudgement } from './obligation.ts';
import type { World } from './world.ts';

/** Fewer samples tell nothing, unless two of them are already invalid. */
const ENOUGH = 20;
const TOLERATED = 0.005;

/** Governance: someone answers for it, it is described, built as planned, valid when seen, changed in order. */
export function governancePart(world: World): PartJudgement {
  const { plan, events, judge, findings } = world;
  return {
    id: 'governance',
    obligations: [
      {
        id: 'governance.owned',
        points: 25,
        title: 'each event has an owner that is a team of the plan',
        judged: events.map(({ event, gone }) =>
          judge(event, event.owner !== null && plan.teams.has(event.owner), gone),
        ),
      },
      {
        id: 'governance.described',
        points: 15,
        title: 'each event is described in at least 20 characters that are not its name, its examples valid',
        judged: events.map(({ event, gone }) =>
          judge(event, described(event) && findings(event.subject, /example/, true).length === 0, gone),
        ),
      },
      {
        id: 'governance.built',
        points: 25,
        title: 'each event is in the code of each of its sources, without contradiction',
        judged: events.flatMap(({ event, gone }) =>
          event.from.map((source) => built(world, event, source, gone)),
        ),
      },
      {
        id: 'governance.valid',
        points: 25,
        title: 'at most 0.5 % of the samples of each event from each source are invalid',
        judged: events.flatMap(({ event, gone }) =>
          event.from.map((source) => {
            const of = { subject: within(event.subject, 'system', source), owner: event.owner };
            return judge(of, valid(world, event, source), gone);
          }),
        ),
      },
      {
        id: 'governance.ordered',
        points: 10,
        title: 'each event has the approvals and the notice that the plan demands',
        judged: events.map(({ event, gone }) =>
          judge(
            event,
            findings(event.subject, /^(governance|lifecycle|diff)\/(?!.*owner)/).length === 0,
            gone,
          ),
        ),
      },
    ],
    stop: null,
  };
}

function described({ description, key, name }: Event): boolean {
  const text = description?.trim() ?? '';
  return text.length >= 20 && fold(text) !== fold(key) && fold(text) !== fold(name);
}

function built({ evidence, judge, findings }: World, event: Event, source: string, gone: boolean): Judged {
  const of = { subject: within(event.subject, 'system', source), owner: event.owner };
  const code = evidence.code.get(source);
  if (!code) return judge(of, null, gone);
  return judge(of, code.events.has(event.key) && findings(event.subject, /^code\//, true).length === 0, gone);
}

function valid({ evidence }: World, event: Event, source: string): boolean | null {
  const { count = 0, invalid = 0 } = evidence.samples.get(source)?.events.get(event.key) ?? {};
  if (count < ENOUGH) return invalid >= 2 ? false : null;
  return invalid / count <= TOLERATED;
}
