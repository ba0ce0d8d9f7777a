import { stage } from '../../catalogue/lifecycle.ts';
import { subject } from '../../findings/subject.ts';
import type { PartJudgement } from './obligation.ts';
import { plannedLive, thirds } from './uses.ts';
import type { World } from './world.ts';

/** Kinds of need that analysts have; the others are those of engagement. */
const ANALYTIC = ['metric', 'report', 'experiment', 'model'];

/** The customer's journey in its five stages; a plan may name more. */
export const JOURNEY = ['discovery', 'acquisition', 'conversion', 'support', 'expansion'];

/** Analytics needs: what people want to know has its data, and the data has someone who wants to know. */
export function needsPart(world: World): PartJudgement {
  const needs = [...world.plan.needs.values()];
  const analytic = needs.filter(({ kind }) => kind === null || ANALYTIC.includes(kind));
  const used = new Set(needs.flatMap(({ uses }) => uses.flatMap(({ event }) => event ?? [])));
  return {
    id: 'needs',
    obligations: [
      {
        id: 'needs.served',
        points: 60,
        title: 'each metric, report, experiment and model has its data planned live, in the code, and seen',
        judged: analytic.flatMap((need) => thirds(world, need)),
      },
      {
        id: 'needs.used',
        points: 20,
        title: 'each event is used by some need',
        judged:
          needs.length === 0
            ? []
            : world.events.map(({ event, gone }) => world.judge(event, used.has(event.key), gone)),
      },
      {
        id: 'needs.stages',
        points: 20,
        title: 'each stage of the journey has a need with all its data planned',
        judged:
          needs.length === 0
            ? []
            : JOURNEY.map((id) =>
                world.judge(
                  { subject: subject(['standard', `stage ${id}`]), owner: null },
                  needs.some((need) => canonicalStage(need.stage) === id && plannedLive(world, need)),
                ),
              ),
      },
    ],
    stop: null,
  };
}

/** `awareness` is `discovery`; a stage that only the plan knows is itself. */
export function canonicalStage(name: string | null): string | null {
  return name === null ? null : (stage(name)?.id ?? name);
}
