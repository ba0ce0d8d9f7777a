import { about, cite, flagOf, sourceOf, title } from '../facts.ts';
import { routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const refundAsPurchase = defineRule({
  id: 'money/refund-as-purchase',
  summary: 'A refund does not arrive as one more purchase.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'refunds', 'drift'],
  messages: {
    counted: (data: { event: string; system: string; source: string; checked: string }) =>
      `"${data.event}" arrives in ${data.system} as a purchase of a negative price: the money is right and the number of purchases grows by one${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    for (const { system, event, business, delivery } of routedEvents(plan)) {
      const counts = flagOf(system, 'commerce', 'refund_counts_as_purchase');
      if (business?.canonical !== 'order_refunded' || delivery.as !== 'purchase' || counts?.value !== true)
        continue;
      const once = `${system.key}|${event.key}`;
      if (reported.has(once)) continue;
      reported.add(once);
      report({
        message: 'counted',
        data: { event: event.key, system: title(system), ...sourceOf(counts) },
        ...about(counts, system, event),
      });
    }
  },
});
