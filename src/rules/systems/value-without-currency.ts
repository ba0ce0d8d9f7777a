import { arrivingEvents } from '../arrivals.ts';
import { about, cite, namesOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const valueWithoutCurrency = defineRule({
  id: 'systems/value-without-currency',
  summary: 'An amount arrives together with the currency that the system asks for.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'money'],
  messages: {
    missing: (data: {
      name: string;
      value: string;
      currency: string;
      system: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" brings ${data.system} "${data.value}" without "${data.currency}"; an amount without its currency is counted wrong or not at all${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const value = textOf(system, 'commerce', 'value_field');
      const currency = textOf(system, 'commerce', 'currency_field');
      if (value === null || currency === null || event.additional !== false) continue;
      const names = new Set(delivery.properties.map((each) => each.name));
      if (!names.has(value.value) || names.has(currency.value)) continue;
      // The standard event's own parameters say it already.
      const params = namesOf(system, 'commerce', 'currency_required_on');
      const fact = params?.value.includes(delivery.name) ? params : currency;
      report({
        message: 'missing',
        data: {
          name: delivery.name,
          value: value.value,
          currency: currency.value,
          system: title(system),
          ...sourceOf(fact),
        },
        ...about(fact, system, event),
        severity: fact === params ? 'error' : 'warn',
      });
    }
  },
});
