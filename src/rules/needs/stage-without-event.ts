import { subject } from '../../findings/subject.ts';
import type { Spot } from '../../plan/node.ts';
import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';

export const stageWithoutEvent = defineRule({
  id: 'needs/stage-without-event',
  summary: 'Every stage of the journey that the plan speaks of has a live event.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs', 'journey'],
  options: {
    type: 'object',
    properties: {
      stages: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'Stages that must have a live event, beside those that needs and events name.',
      },
    },
    additionalProperties: false,
  },
  defaults: { stages: [] as readonly string[] },
  messages: {
    none: ({ stage, hint }: { stage: string; hint: string }) =>
      `No live event is of stage "${stage}": that part of the journey is dark.${hint}`,
  },
  check(plan, { options, report }) {
    const spoken = new Map<string, Spot>();
    const root = plan.root.entries.get('events')?.key ?? plan.root.entries.get('name')?.value ?? plan.root;
    for (const stage of options.stages) spoken.set(stage, root);
    for (const thing of [...plan.needs.values(), ...plan.events.values()]) {
      const at = thing.node.entries.get('stage')?.value;
      if (thing.stage !== null && at && thing.status !== 'retired' && !spoken.has(thing.stage))
        spoken.set(thing.stage, at);
    }
    const live = new Set<string>();
    for (const event of plan.events.values())
      if (event.status === 'live' && event.stage !== null) live.add(event.stage);
    for (const [stage, at] of spoken) {
      if (live.has(stage)) continue;
      const hint = didYouMean(stage, live);
      report({
        message: 'none',
        data: { stage, hint },
        subject: subject(['plan', plan.name]),
        at,
        discriminator: stage,
      });
    }
  },
});
