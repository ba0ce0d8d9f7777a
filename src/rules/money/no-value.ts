import { cite, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { worths } from '../worth.ts';

export const noValue = defineRule({
  id: 'money/no-value',
  summary: 'An order brings money to every system to which a router hands it.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'routers', 'drift'],
  messages: {
    none: (data: {
      event: string;
      system: string;
      field: string;
      router: string;
      sources: readonly string[];
      source: string;
      checked: string;
    }) =>
      `"${data.event}" brings ${data.system} no money: ${data.router} fills "${data.field}" from ${data.sources.map((name) => `"${name}"`).join(', else ')}, which the event does not have${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery, router, field, from, sources } of worths(plan)) {
      // What any other property may be, it may also be this one; an object of the system's own has its own field.
      if (from !== null || sources === null || event.additional !== false || delivery.as !== null) continue;
      report({
        message: 'none',
        data: {
          event: event.key,
          system: title(system),
          field,
          router: router ?? '',
          sources: [...sources.value],
          ...sourceOf(sources),
        },
        subject: event.subject,
        at: event.spot,
        discriminator: `${system.key}|${router ?? ''}`,
        owners: [event.owner, system.owner],
      });
    }
  },
});
