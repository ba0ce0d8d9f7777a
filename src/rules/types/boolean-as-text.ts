import { shown } from '../../text/fits.ts';
import { defineRule } from '../rule.ts';
import { called, current, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

const PAIRS = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['on', 'off'],
  ['t', 'f'],
  ['1', '0'],
].map((pair) => pair.toSorted().join(' '));

export const booleanAsText = defineRule({
  id: 'types/boolean-as-text',
  summary: 'What is true or false is a boolean, not text or a number.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types'],
  messages: {
    asText: ({ property, values }: { property: string; values: string }) =>
      `"${property}" may be ${values}: that is a boolean in disguise.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const values = keyword(property, 'enum');
      if (!Array.isArray(values) || !current(property)) continue;
      const stated = values.filter((value) => value !== null);
      if (stated.length !== 2 || stated.some((value) => typeof value === 'boolean')) continue;
      const pair = stated
        .map((value) => String(value).toLowerCase())
        .toSorted()
        .join(' ');
      const at = placeOf(property, 'enum');
      if (!PAIRS.includes(pair) || !first(at)) continue;
      report({
        message: 'asText',
        data: { property: called(property), values: stated.map(shown).join(' or ') },
        subject: property.subject,
        at,
      });
    }
  },
});
