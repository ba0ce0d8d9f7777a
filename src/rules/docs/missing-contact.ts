import { defineRule } from '../rule.ts';

export const missingContact = defineRule({
  id: 'docs/missing-contact',
  summary: 'Every team can be reached.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['docs', 'ownership'],
  messages: {
    missing: ({ team }: { team: string }) => `Team "${team}" has no contact.`,
  },
  check(plan, { report }) {
    for (const team of plan.teams.values()) {
      if ((team.contact ?? '').trim() !== '') continue;
      report({ message: 'missing', data: { team: team.key }, subject: team.subject, at: team.spot });
    }
  },
});
