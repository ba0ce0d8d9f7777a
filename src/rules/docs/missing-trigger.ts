import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';
import { demand, demandOption, type Level } from './demand.ts';

export const missingTrigger = defineRule({
  id: 'docs/missing-trigger',
  summary: 'Events say when exactly they are sent.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs'],
  options: demandOption('optional'),
  defaults: { unless_said: 'optional' } as { unless_said: Level },
  messages: {
    missing: ({ name }: { name: string }) =>
      `Event "${name}" does not say when it is sent: two developers will send it at two moments.`,
  },
  check(plan, { options, report }) {
    const severity = demand(plan, 'trigger', options.unless_said);
    if (severity === null) return;
    for (const event of plan.events.values()) {
      if ((event.trigger ?? '').trim() !== '' || event.glob || !current(event)) continue;
      report({
        message: 'missing',
        data: { name: event.key },
        subject: event.subject,
        at: event.spot,
        severity,
      });
    }
  },
});
