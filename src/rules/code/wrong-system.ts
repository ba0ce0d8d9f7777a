import { defineRule } from '../rule.ts';
import { placeOf, planned } from './planned.ts';

export const wrongSystem = defineRule({
  id: 'code/wrong-system',
  on: 'call',
  summary: 'An event is sent by the systems that the plan names for it, and by no other.',
  severity: 'warn',
  preset: 'recommended',
  tags: ['code', 'systems'],
  messages: {
    wrong: ({ event, system, from }: { event: string; system: string; from: string }) =>
      `"${event}" is sent from ${system}; the plan has it from ${from}.`,
  },
  check(site, plan, { report }) {
    const { system } = site;
    if (system === null || !plan.systems.has(system)) return;
    for (const { events } of planned(site, plan))
      for (const event of events) {
        if (event.from.length === 0 || event.from.includes(system)) continue;
        report({
          message: 'wrong',
          data: { event: event.name, system, from: event.from.join(', ') },
          subject: event.subject,
          at: placeOf(site),
          related: [event.spot],
          discriminator: system,
        });
      }
  },
});
