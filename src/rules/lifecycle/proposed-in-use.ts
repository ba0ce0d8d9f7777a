import { defineRule } from '../rule.ts';
import { everyUse, firstMeeting } from '../uses.ts';

export const proposedInUse = defineRule({
  id: 'lifecycle/proposed-in-use',
  summary: 'No live event requires a property that is only proposed.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    proposed: ({ property, event, status }: { property: string; event: string; status: string }) =>
      `Live event "${event}" requires "${property}", which is only ${status}: every sample of today breaks it.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { use, event } of everyUse(plan)) {
      const { status } = use.property;
      if (event === null || event.status !== 'live' || !use.required) continue;
      if ((status !== 'proposed' && status !== 'approved') || !first(use.spot)) continue;
      report({
        message: 'proposed',
        data: { property: use.name, event: event.key, status },
        subject: use.subject,
        at: use.spot,
      });
    }
  },
});
