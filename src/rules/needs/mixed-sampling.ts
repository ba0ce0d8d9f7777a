import { deliveries } from '../../plan/deliveries.ts';
import type { Need, Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const mixedSampling = defineRule({
  id: 'needs/mixed-sampling',
  summary: 'Events that one need puts together are sampled alike.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['needs', 'sampling'],
  messages: {
    mixed: ({ need, rates }: { need: string; rates: string }) =>
      `"${need}" puts together events that are sampled differently (${rates}): weigh them, or the figure is wrong.`,
  },
  check(plan, { report }) {
    for (const need of plan.needs.values()) {
      const rates = ratesOf(plan, need);
      if (new Set(rates.values()).size < 2) continue;
      const shown = [...rates].map(([event, rate]) => `${event} ${rate}`).join(', ');
      const at = need.node.entries.get('uses')?.value ?? need.spot;
      report({
        message: 'mixed',
        data: { need: need.key, rates: shown },
        subject: need.subject,
        at,
        owners: [need.owner],
      });
    }
  },
});

/** Per event, the share that arrives where the need is met; what the sources send when that is not said. */
function ratesOf(plan: Plan, need: Need): Map<string, number> {
  const rates = new Map<string, number>();
  for (const { event: key } of need.uses) {
    const event = key === null ? undefined : plan.events.get(key);
    if (event === undefined) continue;
    const arriving =
      need.system === null
        ? undefined
        : deliveries(plan)
            .get(need.system)
            ?.find((each) => each.event === event);
    rates.set(event.key, event.sampling * (arriving?.sampling ?? 1));
  }
  return rates;
}
