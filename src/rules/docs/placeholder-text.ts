import { defineRule } from '../rule.ts';
import { described, descriptionAt } from './described.ts';

const PLACEHOLDER =
  /^\W*(?:to ?do|tbd|tba|tbc|fix ?me|x{3,}|n\/?a|none|null|unknown|description|desc|lorem ipsum.*|placeholder|same as above|see above|\?+|\.+|-+)\W*$|\b(?:TODO|TBD|FIXME|lorem ipsum)\b/i;

export const placeholderText = defineRule({
  id: 'docs/placeholder-text',
  summary: 'No description is a placeholder for one.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs'],
  messages: {
    placeholder: ({ noun, name, description }: { noun: string; name: string; description: string }) =>
      `The description of ${noun} "${name}" is still to be written: "${description}".`,
  },
  check(plan, { report }) {
    for (const thing of described(plan)) {
      const text = thing.description?.slice(0, 500) ?? '';
      if (text.trim() === '' || !PLACEHOLDER.test(text)) continue;
      const data = {
        noun: thing.noun.toLowerCase(),
        name: thing.name,
        description: text.trim().slice(0, 80),
      };
      report({ message: 'placeholder', data, subject: thing.subject, at: descriptionAt(thing) });
    }
  },
});
