import { arrivingEvents } from '../arrivals.ts';
import { about, cite, flagOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const defineFirst = defineRule({
  id: 'systems/define-first',
  summary: 'Events are known to a system that takes only what was defined in it beforehand.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['systems'],
  messages: {
    define: (data: { system: string; count: number; source: string; checked: string }) =>
      `${data.system} takes only events that were defined in it beforehand; ${data.count} of this plan go there${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const first = flagOf(system, 'event_name', 'must_be_defined_first');
      if (!first?.value) continue;
      const count = arrivingEvents(plan).filter((each) => each.system === system).length;
      if (count === 0) continue;
      report({
        message: 'define',
        data: { system: title(system), count, ...sourceOf(first) },
        ...about(first, system, system),
        severity: 'info',
      });
    }
  },
});
