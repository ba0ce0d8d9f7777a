import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword, typesOf } from '../uses.ts';

export const looseTime = defineRule({
  id: 'types/loose-time',
  summary: 'Dates and times say how they are written.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['types'],
  messages: {
    loose: ({ property }: { property: string }) =>
      `"${property}" is named like a time, and any text is valid; \`format: date-time\` or \`date\` would say which.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      const all = words(property.key).map((word) => word.toLowerCase());
      const last = all.at(-1) ?? '';
      const timely =
        (all.length > 1 && last === 'at') || last === 'timestamp' || last === 'datetime' || last === 'date';
      if (!timely || !current(property) || !typesOf(property).includes('string')) continue;
      if (
        ['format', 'pattern', 'enum', 'const', '$ref', 'anyOf', 'oneOf', 'allOf'].some(
          (name) => keyword(property, name) !== undefined,
        )
      )
        continue;
      if (!first(property.spot)) continue;
      report({
        message: 'loose',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
