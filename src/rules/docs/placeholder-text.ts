import { defineRule } from '../rule.ts';
import { described, descriptionAt } from './described.ts';

const PLACEHOLDER =
  /^\W*(?:to ?do|tbd|tba|tbc|fix ?me|x{3,}|n\/?a|none|null|unknown|description|desc|lorem ipsum.*|placeholder|same as above|see above|\?+|\.+|-+)\W*$|\blorem ipsum\b.*/i;
/** A mark inside of words; in capitals, since there are products with todos and languages in which it means all. */
const MARK = /\b(?:TODO|TBD|FIXME)\b.*/;

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
      const found = PLACEHOLDER.exec(text) ?? MARK.exec(text);
      if (text.trim() === '' || found === null) continue;
      const data = {
        noun: thing.noun.toLowerCase(),
        name: thing.name,
        description: found[0].trim().slice(0, 80),
      };
      report({ message: 'placeholder', data, subject: thing.subject, at: descriptionAt(thing) });
    }
  },
});
