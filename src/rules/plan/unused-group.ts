import { defineRule } from '../rule.ts';

export const unusedGroup = defineRule({
  id: 'plan/unused-group',
  summary: 'Every group is used by an event.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['plan'],
  messages: {
    unused: ({ group }: { group: string }) => `No event uses group "${group}".`,
  },
  check(plan, { report }) {
    const used = new Set([...plan.events.values()].flatMap((event) => event.use));
    for (const group of plan.groups.values()) {
      if (used.has(group.key) || plan.files[group.spot.file]?.role === 'parent') continue;
      report({ message: 'unused', data: { group: group.key }, subject: group.subject, at: group.spot });
    }
  },
});
