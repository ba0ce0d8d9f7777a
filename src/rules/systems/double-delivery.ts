import { deliveries } from '../../plan/deliveries.ts';
import type { System } from '../../plan/types.ts';
import { dedupeFields } from '../dedupe.ts';
import { title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const doubleDelivery = defineRule({
  id: 'systems/double-delivery',
  summary: 'A system gets an event of one source by one way, or with an id that tells copies apart.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'flows', 'drift'],
  messages: {
    twice: (data: { event: string; system: string; first: string; second: string; field: string }) =>
      `"${data.event}" reaches ${data.system} twice, by ${data.first} and by ${data.second}; ${data.field === '' ? 'nothing is known to tell the copies apart' : `without "${data.field}" both copies count`}.`,
  },
  check(plan, { report }) {
    for (const [key, list] of deliveries(plan)) {
      const system = plan.systems.get(key);
      if (!system || system.role === 'warehouse') continue;
      const ways = new Map<string, readonly string[]>();
      const reported = new Set<unknown>();
      for (const { event, path, properties } of list) {
        if (event === null || event.status === 'retired' || reported.has(event)) continue;
        const from = JSON.stringify([event.key, path[0]]);
        const first = ways.get(from);
        ways.set(from, first ?? path);
        if (first === undefined || properties.some((each) => dedupes(system, each.name))) continue;
        reported.add(event);
        report({
          message: 'twice',
          data: {
            event: event.key,
            system: title(system),
            first: first.join(' → '),
            second: path.join(' → '),
            field: dedupeFields(system)[0] ?? '',
          },
          subject: event.subject,
          at: event.spot,
          discriminator: key,
          owners: [event.owner],
        });
      }
    }
  },
});

function dedupes(system: System, name: string): boolean {
  return dedupeFields(system).includes(name);
}
