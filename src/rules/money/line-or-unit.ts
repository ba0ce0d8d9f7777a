import { arrivingProperties } from '../arrivals.ts';
import { about, cite, factOf, sourceOf, textOf, title } from '../facts.ts';
import { routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';
import { valueField } from '../worth.ts';

export const lineOrUnit = defineRule({
  id: 'money/line-or-unit',
  summary:
    'The price of one piece does not arrive where a system reads that of the line, nor instead of the total.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    unit: (data: { name: string; system: string; source: string; checked: string }) =>
      `"${data.name}" arrives in ${data.system} as the price of the whole line and is not multiplied by the quantity${cite(data)}.`,
    overridden: (data: {
      event: string;
      system: string;
      value: string;
      price: string;
      quantity: string;
      source: string;
      checked: string;
    }) =>
      `"${data.event}" brings ${data.system} "${data.value}", "${data.price}" and "${data.quantity}": it counts price times quantity and forgets "${data.value}"${cite(data)}.`,
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
    for (const { system, event, delivery } of routedEvents(plan)) {
      const precedence = factOf(system, 'commerce', 'precedence');
      const price = textOf(system, 'commerce', 'unit_price_field')?.value;
      const quantity = textOf(system, 'commerce', 'quantity_field')?.value;
      const value = valueField(system);
      if (precedence === null || price === undefined || quantity === undefined || value === null) continue;
      const names = new Set(delivery.properties.map((each) => each.name));
      if (![price, quantity, value].every((name) => names.has(name))) continue;
      report({
        message: 'overridden',
        data: { event: event.key, system: title(system), value, price, quantity, ...sourceOf(precedence) },
        ...about(precedence, system, event),
        severity: 'warn',
      });
    }
  },
});
