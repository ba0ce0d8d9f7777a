import { deliveries } from '../../plan/deliveries.ts';
import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const notDelivered = defineRule({
  id: 'needs/not-delivered',
  summary: 'What a need relies on reaches the system where the need is met.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs', 'systems', 'drift'],
  messages: {
    event: ({ need, what, system }: { need: string; what: string; system: string }) =>
      `"${need}" is met in "${system}", which ${what} never reaches.`,
    property: ({ need, what, system }: { need: string; what: string; system: string }) =>
      `"${need}" is met in "${system}", where ${what} is left out.`,
  },
  check(plan, { report }) {
    for (const { need, use, event, part, status, what, at } of reliances(plan)) {
      const system = need.system === null ? undefined : plan.systems.get(need.system);
      if (system === undefined || status === 'retired') continue;
      const arriving = (deliveries(plan).get(system.key) ?? []).filter((delivery) =>
        event === null ? delivery.traits === use.trait?.kind : delivery.event === event,
      );
      const place = { subject: need.subject, at, discriminator: use.text, owners: [need.owner] };
      const data = { need: need.key, what, system: system.key };
      if (arriving.length === 0) report({ message: 'event', data, ...place });
      else if (
        part !== null &&
        !arriving.some((delivery) =>
          delivery.properties.some((each) => each.use === part || each.path === (use.property ?? part.name)),
        )
      ) {
        report({ message: 'property', data, ...place });
      }
    }
  },
});
