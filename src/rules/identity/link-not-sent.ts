import { deliveries } from '../../plan/deliveries.ts';
import type { Plan, System } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const linkNotSent = defineRule({
  id: 'identity/link-not-sent',
  summary: 'A system that keeps anonymous and known ids hears of the moment that ties them.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'joins', 'drift'],
  messages: {
    never: (data: { system: string; from: string; to: string; at: readonly string[] }) =>
      `${data.system} keeps "${data.from}" and "${data.to}" and gets neither ${data.at.map((name) => `"${name}"`).join(' nor ')}: what people did before they were known stays another person's there.`,
  },
  check(plan, { report }) {
    const { link } = plan.identity;
    if (link === null || link.at.length === 0) return;
    for (const system of plan.systems.values()) {
      const types = [...system.identity.values()];
      if (system.role === 'source' || !types.includes(link.from) || !types.includes(link.to)) continue;
      const arriving = deliveries(plan).get(system.key) ?? [];
      if (arriving.length === 0 || link.at.some((name) => reaches(plan, system, name))) continue;
      report({
        message: 'never',
        data: { system: system.key, from: link.from, to: link.to, at: link.at },
        subject: system.subject,
        at: system.node.entries.get('identity')?.key ?? system.spot,
        owners: [system.owner],
      });
    }
  },
});

/** `identify` goes where traits of people go; where the plan has none, where everything goes. */
function reaches(plan: Plan, system: System, name: string): boolean {
  const arriving = deliveries(plan).get(system.key) ?? [];
  if (name !== 'identify') return arriving.some(({ event }) => event?.key === name);
  if (plan.traits.has('person')) return arriving.some(({ traits }) => traits === 'person');
  return plan.flows.some(
    (flow) => flow.to.includes(system.key) && flow.events === null && flow.when === null,
  );
}
