import { deliveries } from '../../plan/deliveries.ts';
import type { System } from '../../plan/types.ts';
import { cite, factOf, flagOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { isAnonymous } from './kinds.ts';

export const mergeDisagreement = defineRule({
  id: 'identity/merge-disagreement',
  summary: 'Product and marketing systems agree on what becomes of a person’s anonymous past.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['identity', 'merge', 'drift'],
  messages: {
    differ: (data: { keeps: string; drops: string; source: string; checked: string }) =>
      `${data.keeps} keeps what people did before they were known and ${data.drops} may drop it: counts of first visits differ by design${cite(data)}.`,
  },
  check(plan, { report }) {
    if (![...plan.identity.types.values()].some(isAnonymous)) return;
    const receiving = [...plan.systems.values()].filter(
      (system) => (deliveries(plan).get(system.key)?.length ?? 0) > 0,
    );
    const keeps = receiving.find(isRetroactive);
    if (keeps === undefined) return;
    for (const drops of receiving) {
      const merge = factOf(drops, 'identity', 'merge');
      if (merge === null || namesOf(drops, 'identity', 'merge', 'lost_on_merge') === null) continue;
      report({
        message: 'differ',
        data: { keeps: title(keeps), drops: title(drops), ...sourceOf(merge) },
        subject: drops.subject,
        at: drops.spot,
        related: [keeps.spot],
        discriminator: keeps.key,
        owners: [drops.owner, keeps.owner],
      });
    }
  },
});

function isRetroactive(system: System): boolean {
  const own = flagOf(system, 'identity', 'merge', 'retroactive');
  return (own ?? flagOf(system, 'identity', 'merge', 'simplified', 'retroactive'))?.value === true;
}
