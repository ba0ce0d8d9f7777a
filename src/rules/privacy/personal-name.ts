import { isWithin } from '../../catalogue/index.ts';
import { defineRule } from '../rule.ts';
import { classifies, suspects } from './suspects.ts';

export const personalName = defineRule({
  id: 'privacy/personal-name',
  summary: 'A property that goes by the name of personal data is tagged as such.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'coverage'],
  messages: {
    none: (data: { name: string; words: string; suggestion: string }) =>
      `"${data.name}" is tagged \`none\`, but "${data.words}" is a name for personal data (${data.suggestion}).`,
    digest: (data: { name: string; words: string; suggestion: string }) =>
      `"${data.name}" is tagged \`none\`, but a hash of personal data is still personal (${data.suggestion}).`,
    untagged: (data: { name: string; words: string; suggestion: string }) =>
      `"${data.name}" looks like personal data (${data.suggestion}) and is not classified.`,
  },
  check(plan, { report }) {
    // Where the plan tags, what it leaves untagged is the coverage rule's.
    const tags = classifies(plan);
    for (const { property, path, found, confirmed } of suspects(plan)) {
      const { category } = property.privacy;
      const missing = category === null && !tags;
      if (category !== 'none' && !missing) continue;
      // A steward's `none` on a bare id of the shop's own is a decision; one on a mail address is a slip.
      if (category === 'none' && isWithin(found.category, 'user.unique_id') && !found.digest) continue;
      report({
        message: missing ? 'untagged' : found.digest ? 'digest' : 'none',
        data: { name: path, words: found.words, suggestion: found.category },
        subject: property.subject,
        at: property.spot,
        severity: confirmed ? 'error' : 'warn',
        owners: [property.owner],
      });
    }
  },
});
