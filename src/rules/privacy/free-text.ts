import { isFreeText } from '../../catalogue/index.ts';
import type { Property } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { current, everyProperty, keyword, typesOf } from '../uses.ts';

export const freeText = defineRule({
  id: 'privacy/free-text',
  summary: 'Text that people type freely is not tagged as free of personal data.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'coverage'],
  messages: {
    free: ({ name }: { name: string }) =>
      `"${name}" is tagged \`none\`, but people type it: names, addresses and illnesses turn up in such text (user.content).`,
  },
  check(plan, { report }) {
    for (const property of everyProperty(plan)) {
      if (property.privacy.category !== 'none' || !current(property)) continue;
      if (!isFreeText(property.key) || isClosed(property)) continue;
      report({
        message: 'free',
        data: { name: property.key },
        subject: property.subject,
        at: property.spot,
        owners: [property.owner],
      });
    }
  },
});

/** Anything that leaves no room for a sentence. */
function isClosed(property: Property): boolean {
  const types = typesOf(property);
  if (types.length > 0 && !types.includes('string')) return true;
  const most = keyword(property, 'maxLength');
  if (typeof most === 'number' && most <= 20) return true;
  return ['enum', 'const', 'format', 'pattern'].some((name) => keyword(property, name) !== undefined);
}
