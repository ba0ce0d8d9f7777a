import { deliveries } from '../../plan/deliveries.ts';
import type { Event } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const unevenSampling = defineRule({
  id: 'systems/uneven-sampling',
  summary: 'Product and marketing systems get the same share of an event.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'flows', 'drift'],
  messages: {
    uneven: (data: { event: string; left: string; leftShare: string; right: string; rightShare: string }) =>
      `${data.left} gets ${data.leftShare} of "${data.event}" and ${data.right} ${data.rightShare}: their counts cannot agree.`,
  },
  check(plan, { report }) {
    const shares = new Map<Event, Map<string, { system: string; share: number }>>();
    for (const [key, list] of deliveries(plan)) {
      const side = plan.systems.get(key)?.side;
      if (side !== 'product' && side !== 'marketing') continue;
      for (const { event, sampling } of list) {
        if (event === null || event.status === 'retired') continue;
        const sides = shares.get(event) ?? new Map();
        shares.set(event, sides);
        const known = sides.get(side);
        // The largest share of each side is what is compared: a second, thinner copy harms nobody.
        if (known === undefined || sampling > known.share) sides.set(side, { system: key, share: sampling });
      }
    }
    for (const [event, sides] of shares) {
      const left = sides.get('product');
      const right = sides.get('marketing');
      if (left === undefined || right === undefined || left.share === right.share) continue;
      report({
        message: 'uneven',
        data: {
          event: event.key,
          left: left.system,
          leftShare: percent(left.share),
          right: right.system,
          rightShare: percent(right.share),
        },
        subject: event.subject,
        at: event.spot,
        owners: [event.owner],
      });
    }
  },
});

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}
