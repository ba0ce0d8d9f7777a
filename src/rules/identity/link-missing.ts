import { defineRule } from '../rule.ts';
import { isAnonymous, isKnown, shapesOf, typesOf } from './kinds.ts';

export const linkMissing = defineRule({
  id: 'identity/link-missing',
  summary: 'A plan with anonymous and known identifiers says where one becomes the other.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    none: ({ anonymous, known }: { anonymous: string; known: string }) =>
      `"${anonymous}" and "${known}" are both planned, and no \`link\` says where the unknown becomes known.`,
  },
  check(plan, { report }) {
    const types = [...plan.identity.types.values()];
    const anonymous = types.find(isAnonymous);
    const known = types.find(isKnown);
    if (plan.identity.link !== null || !anonymous || !known || plan.events.size === 0) return;
    // Calls that must carry both are a link of their own.
    const together = [...plan.events.values()].flatMap(shapesOf).some((shape) => {
      const carried = shape.identifiedBy.kind === 'all' ? typesOf(plan, shape) : [];
      return carried.some(isAnonymous) && carried.some(isKnown);
    });
    if (together) return;
    const data = { anonymous: anonymous.key, known: known.key };
    report({ message: 'none', data, subject: anonymous.subject, at: anonymous.spot });
  },
});
