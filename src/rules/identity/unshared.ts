import { deliveries } from '../../plan/deliveries.ts';
import type { Plan, System } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const unshared = defineRule({
  id: 'identity/unshared',
  summary: 'Product and marketing systems share an identifier.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'joins', 'drift'],
  messages: {
    nothing: (data: { left: string; right: string; leftIds: string; rightIds: string }) =>
      `${data.left} knows people by ${data.leftIds} and ${data.right} by ${data.rightIds}: their data cannot be joined.`,
  },
  check(plan, { report }) {
    const mapped = [...plan.systems.values()].filter(
      (system) => system.identity.size > 0 && (deliveries(plan).get(system.key)?.length ?? 0) > 0,
    );
    for (const left of mapped.filter((system) => system.side === 'product')) {
      for (const right of mapped.filter((system) => system.side === 'marketing')) {
        if (typesOf(plan, left).some((type) => typesOf(plan, right).includes(type))) continue;
        report({
          message: 'nothing',
          data: { left: left.key, right: right.key, leftIds: names(left), rightIds: names(right) },
          subject: right.subject,
          at: right.node.entries.get('identity')?.key ?? right.spot,
          related: [left.spot],
          discriminator: left.key,
          owners: [left.owner, right.owner],
        });
      }
    }
  },
});

/** Types that a system's fields hold; what the link ties together counts as one. */
function typesOf(plan: Plan, system: System): string[] {
  const { link } = plan.identity;
  return [...system.identity.values()].map((type) => (type === link?.from ? link.to : type));
}

function names(system: System): string {
  return [...system.identity.values()].map((type) => `"${type}"`).join(', ');
}
