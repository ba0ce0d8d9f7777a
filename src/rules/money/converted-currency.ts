import type { Property } from '../../plan/types.ts';
import { about, cite, sourceOf, textOf, title } from '../facts.ts';
import { routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const convertedCurrency = defineRule({
  id: 'money/converted-currency',
  summary: 'People know where a system shows money in another currency than it was sent in.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    converted: (data: { system: string; into: string; sent: string; source: string; checked: string }) =>
      `${data.system} keeps money as ${data.into}; amounts that are sent in ${data.sent} differ there from every other system by the rate of the day${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    for (const { system, delivery } of routedEvents(plan)) {
      const stored = textOf(system, 'commerce', 'currency_stored_as');
      const field = textOf(system, 'commerce', 'currency_field');
      if (stored === null || field === null || reported.has(system.key)) continue;
      const currency = delivery.properties.find((each) => each.name === field.value);
      const others =
        currency === undefined
          ? []
          : codes(currency.use.property).filter((code) => !stored.value.startsWith(code));
      if (others.length === 0) continue;
      reported.add(system.key);
      report({
        message: 'converted',
        data: { system: title(system), into: stored.value, sent: others.join(', '), ...sourceOf(stored) },
        ...about(stored, system, system),
        severity: 'info',
      });
    }
  },
});

/** Currencies that the plan lets an event have. */
function codes(property: Property): string[] {
  const list = keyword(property, 'enum') ?? [keyword(property, 'const') ?? null];
  return Array.isArray(list) ? list.filter((code): code is string => typeof code === 'string') : [];
}
