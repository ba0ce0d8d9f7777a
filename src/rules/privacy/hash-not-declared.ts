import { defineRule } from '../rule.ts';
import { suspects } from './suspects.ts';

export const hashNotDeclared = defineRule({
  id: 'privacy/hash-not-declared',
  summary: 'A property that is named a hash is declared as one.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'hashing'],
  messages: {
    raw: ({ name }: { name: string }) =>
      `"${name}" is named a hash, but nothing says so: with \`handling: hashed\` a value in clear would be found.`,
  },
  check(plan, { report }) {
    for (const { property, path, found } of suspects(plan)) {
      const { handling, category } = property.privacy;
      if (!found.digest || handling !== 'raw' || category === null || category === 'none') continue;
      report({
        message: 'raw',
        data: { name: path },
        subject: property.subject,
        at: property.spot,
        owners: [property.owner],
      });
    }
  },
});
