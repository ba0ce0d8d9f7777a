import { deliveries } from '../../plan/deliveries.ts';
import { defineRule } from '../rule.ts';

export const unreached = defineRule({
  id: 'systems/unreached',
  summary: 'Something flows to every system of the map, and from every source.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'flows'],
  messages: {
    nothing: ({ system }: { system: string }) =>
      `Nothing flows to "${system}": no flow and no event's \`to\` names it.`,
    silent: ({ system }: { system: string }) => `Source "${system}" sends nothing: no event comes from it.`,
  },
  check(plan, { report }) {
    // A plan without events, or one that names systems alone, is only begun.
    if (plan.events.size === 0) return;
    for (const system of plan.systems.values()) {
      if (system.status === 'retired' || system.status === 'proposed') continue;
      const place = { subject: system.subject, at: system.spot, owners: [system.owner] };
      if (system.role === 'source') {
        const sends = [...plan.events.values()].some((event) => event.from.includes(system.key));
        if (!sends) report({ message: 'silent', data: { system: system.key }, ...place });
      } else if ((deliveries(plan).get(system.key)?.length ?? 0) === 0) {
        report({ message: 'nothing', data: { system: system.key }, ...place });
      }
    }
  },
});
