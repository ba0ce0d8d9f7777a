import { isWithin } from '../../catalogue/index.ts';
import { defineRule } from '../rule.ts';

export const notNormalized = defineRule({
  id: 'identity/not-normalized',
  summary: 'A mail address that identifies people is written in one way only.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    spelling: ({ type }: { type: string }) =>
      `"${type}" is not normalised: "Jo@Example.com" and "jo@example.com" would be two people; add \`normalize: [trim, lowercase]\`.`,
  },
  check(plan, { report }) {
    for (const type of plan.identity.types.values()) {
      const isEmail = isWithin(type.privacy.category ?? '', 'user.contact.email');
      if (!isEmail || type.privacy.handling !== 'raw' || type.normalize.includes('lowercase')) continue;
      report({ message: 'spelling', data: { type: type.key }, subject: type.subject, at: type.spot });
    }
  },
});
