import { defineRule } from '../rule.ts';

export const unusedTeam = defineRule({
  id: 'plan/unused-team',
  summary: 'Every team owns or approves something.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['plan', 'ownership'],
  messages: {
    unused: ({ team }: { team: string }) => `Team "${team}" owns nothing and approves nothing.`,
  },
  check(plan, { report }) {
    const named = [
      plan.events,
      plan.properties,
      plan.systems,
      plan.needs,
      plan.identity.types,
      plan.privacy.purposes,
    ].flatMap((things) => [...things.values()]);
    const used = new Set(
      named.flatMap((thing) => [thing.owner, ...thing.approved.map((approval) => approval.by)]),
    );
    for (const { by } of plan.governance.approvals) used.add(by);
    for (const team of plan.teams.values()) {
      if (used.has(team.key) || plan.files[team.spot.file]?.role === 'parent') continue;
      report({ message: 'unused', data: { team: team.key }, subject: team.subject, at: team.spot });
    }
  },
});
