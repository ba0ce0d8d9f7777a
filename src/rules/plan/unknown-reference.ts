import type { Dangling } from '../../plan/types.ts';
import { nearest } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';

/** What a name should have been, as a message says it. */
const NOUNS: Readonly<Record<Dangling['what'], string>> = {
  team: 'team',
  system: 'system',
  role: 'system or role',
  event: 'event',
  property: 'property',
  group: 'group',
  trait: 'trait',
  identity: 'identity type',
  purpose: 'purpose',
  regime: 'privacy regime',
  category: 'privacy category',
  vendor: 'vendor',
  ref: 'schema',
};

export const unknownReference = defineRule({
  id: 'plan/unknown-reference',
  summary: 'Every name that the plan uses is one that it defines.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['plan', 'references'],
  messages: {
    unknown: ({ what, name, better }: { what: string; name: string; better: string | null }) =>
      `There is no ${what} "${name}".${better === null ? '' : ` Did you mean "${better}"?`}`,
  },
  check(plan, { report }) {
    for (const { what, name, known, subject, at } of plan.danglings) {
      const better = nearest(name, known);
      report({
        message: 'unknown',
        data: { what: NOUNS[what], name, better },
        subject,
        at,
        discriminator: `${what} ${name}`,
        ...(better === null
          ? {}
          : {
              fix: {
                safety: 'unsafe',
                title: `Write "${better}"`,
                edits: [],
              },
            }),
      });
    }
  },
});
