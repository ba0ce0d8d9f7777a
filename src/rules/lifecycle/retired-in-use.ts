import { defineRule } from '../rule.ts';
import { current, everyUse, firstMeeting } from '../uses.ts';

export const retiredInUse = defineRule({
  id: 'lifecycle/retired-in-use',
  summary: 'Nothing live uses what is retired.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    property: ({ property, event, instead }: { property: string; event: string; instead: string | null }) =>
      `"${event}" still has "${property}", which is retired${instead === null ? '' : `; "${instead}" replaced it`}.`,
    system: ({ system, where }: { system: string; where: string }) =>
      `${where} still names system "${system}", which is retired.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { use, event, variant } of everyUse(plan)) {
      const { property } = use;
      if (
        event === null ||
        variant !== null ||
        property.status !== 'retired' ||
        !current(event) ||
        // The plan's own entry for what every call carries is where it was retired, not a use of it.
        plan.context.get(use.name)?.spot === use.spot ||
        !first(use.spot)
      )
        continue;
      const data = { property: use.name, event: event.key, instead: property.replacedBy };
      report({ message: 'property', data, subject: use.subject, at: use.spot, related: [property.spot] });
    }
    const retired = (name: string) => plan.systems.get(name)?.status === 'retired';
    for (const flow of plan.flows) {
      for (const system of [...flow.from, ...flow.to].filter(retired)) {
        const place = { subject: flow.subject, at: flow.node, discriminator: system };
        report({ message: 'system', data: { system, where: 'A flow' }, ...place });
      }
    }
    for (const need of plan.needs.values()) {
      if (need.system === null || !retired(need.system) || !current(need)) continue;
      const at = need.node.entries.get('system')?.value ?? need.spot;
      report({
        message: 'system',
        data: { system: need.system, where: `Need "${need.key}"` },
        subject: need.subject,
        at,
      });
    }
  },
});
