import { cite, sourceOf, title } from '../facts.ts';
import { type RoutedEvent, routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const nameCollapse = defineRule({
  id: 'flows/name-collapse',
  summary: 'A router does not make one event of two.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'routers', 'collision', 'drift'],
  messages: {
    same: (data: {
      first: string;
      second: string;
      name: string;
      system: string;
      router: string;
      source: string;
      checked: string;
    }) =>
      `${data.router} hands "${data.first}" and "${data.second}" to ${data.system} under one name, "${data.name}": there they cannot be told apart${cite(data)}.`,
  },
  check(plan, { report }) {
    const taken = new Map<string, RoutedEvent>();
    for (const each of routedEvents(plan)) {
      const { system, event, router, name, mapped } = each;
      const key = JSON.stringify([system.key, router, event.call, name]);
      const first = taken.get(key);
      taken.set(key, first ?? each);
      // Two names that the plan itself makes one are another finding.
      const source = mapped ?? first?.mapped ?? null;
      if (first === undefined || first.event.name === event.name || source === null) continue;
      report({
        message: 'same',
        data: {
          first: first.event.key,
          second: event.key,
          name,
          system: title(system),
          router: router ?? '',
          ...sourceOf(source),
        },
        subject: event.subject,
        at: event.spot,
        related: [first.event.spot],
        discriminator: `${system.key}|${router ?? ''}`,
        owners: [event.owner],
      });
    }
  },
});
