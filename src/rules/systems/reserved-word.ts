import { arrivingProperties } from '../arrivals.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const reservedWord = defineRule({
  id: 'systems/reserved-word',
  summary: 'A property is not named by a word of a warehouse’s own language.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'warehouse', 'reserved'],
  messages: {
    word: (data: { name: string; system: string; source: string; checked: string }) =>
      `"${data.name}" is a reserved word in ${data.system}: as a column it needs quotes, or a router renames it${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, name, use, nested } of arrivingProperties(plan)) {
      if (nested) continue;
      const words = namesOf(system, 'reserved_words');
      if (!words?.value.includes(name.toUpperCase())) continue;
      report({
        message: 'word',
        data: { name, system: title(system), ...sourceOf(words) },
        ...about(words, system, use.property),
      });
    }
  },
});
