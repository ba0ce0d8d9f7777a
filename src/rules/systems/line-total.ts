import { arrivingProperties } from '../arrivals.ts';
import { about, cite, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const lineTotal = defineRule({
  id: 'systems/line-total',
  summary: 'A unit price does not arrive where the system reads the total of the line.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'money', 'drift'],
  messages: {
    unit: (data: { name: string; system: string; source: string; checked: string }) =>
      `"${data.name}" arrives in ${data.system} as the price of the whole line and is not multiplied by the quantity${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      const meaning = textOf(each.system, 'commerce', 'item_price_meaning');
      if (meaning?.value !== 'line total' || !each.nested || !/(^|[.[\]])price$/.test(each.name)) continue;
      report({
        message: 'unit',
        data: { name: each.name, system: title(each.system), ...sourceOf(meaning) },
        ...about(meaning, each.system, each.use.property),
        severity: 'warn',
      });
    }
  },
});
