import { sameJson } from '../../text/fits.ts';
import { defineRule } from '../rule.ts';
import { plainOf } from './layers.ts';

export const deadVariant = defineRule({
  id: 'types/dead-variant',
  summary: 'Every variant of an event can be the first whose condition holds.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'variants'],
  messages: {
    afterDefault: ({ event, number }: { event: string; number: number }) =>
      `Variant ${number} of "${event}" is never reached: the one before it has no \`when\`, so it always holds.`,
    same: ({ event, number, other }: { event: string; number: number; other: number }) =>
      `Variant ${number} of "${event}" is never reached: variant ${other} has the same \`when\`.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      for (const [index, variant] of event.variants.entries()) {
        const earlier = event.variants.slice(0, index);
        const fallback = earlier.find((each) => each.when === null);
        const place = { subject: variant.subject, at: variant.when?.node ?? variant.node };
        if (fallback !== undefined) {
          report({
            message: 'afterDefault',
            data: { event: event.key, number: index + 1 },
            ...place,
            related: [fallback.node],
          });
          continue;
        }
        const when = variant.when === null ? null : plainOf(variant.when.node);
        const same = earlier.find(
          (each) => each.when !== null && when !== null && sameJson(plainOf(each.when.node), when),
        );
        if (same === undefined) continue;
        const data = { event: event.key, number: index + 1, other: same.index + 1 };
        report({ message: 'same', data, ...place, related: [same.node] });
      }
    }
  },
});
