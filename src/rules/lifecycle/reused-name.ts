import { defineRule } from '../rule.ts';

export const reusedName = defineRule({
  id: 'lifecycle/reused-name',
  summary: 'The name of a retired event does not come back.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    reused: ({ event, retired, name }: { event: string; retired: string; name: string }) =>
      `"${event}" uses the name "${name}" again, which "${retired}" had until it was retired: old and new data will mix.`,
  },
  check(plan, { report }) {
    const all = [...plan.events.values()];
    const retired = all.filter((event) => event.status === 'retired');
    for (const event of all) {
      if (event.status === 'retired') continue;
      const before = retired.find((each) => each.name === event.name && each.call === event.call);
      // Two shapes of one event, told apart by `when`, are no new meaning when one says that the other follows it.
      if (before === undefined || before.replacedBy === event.key) continue;
      const data = { event: event.key, retired: before.key, name: event.name };
      report({ message: 'reused', data, subject: event.subject, at: event.spot, related: [before.spot] });
    }
  },
});
