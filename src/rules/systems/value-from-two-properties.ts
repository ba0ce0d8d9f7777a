import { propertyMeaning } from '../../catalogue/index.ts';
import type { Event } from '../../plan/types.ts';
import { arrivingEvents } from '../arrivals.ts';
import { title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const valueFromTwoProperties = defineRule({
  id: 'systems/value-from-two-properties',
  summary: 'Every system gets the worth of an event from the same property.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'money', 'drift'],
  messages: {
    parts: (data: {
      event: string;
      first: string;
      firstSystem: string;
      second: string;
      secondSystem: string;
    }) =>
      `"${data.event}" gives ${data.firstSystem} its worth from "${data.first}" and ${data.secondSystem} from "${data.second}": their revenue cannot agree.`,
  },
  check(plan, { report }) {
    const worth = new Map<Event, { path: string; system: string }>();
    const reported = new Set<Event>();
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      if (system.vendor === null || reported.has(event)) continue;
      const vendor = system.vendor;
      const found = delivery.properties.find(
        (each) =>
          each.path === each.use.name && propertyMeaning(vendor, each.name)?.canonical === 'order_value',
      );
      if (found === undefined) continue;
      const first = worth.get(event);
      worth.set(event, first ?? { path: found.path, system: title(system) });
      if (first === undefined || first.path === found.path) continue;
      reported.add(event);
      report({
        message: 'parts',
        data: {
          event: event.key,
          first: first.path,
          firstSystem: first.system,
          second: found.path,
          secondSystem: title(system),
        },
        subject: event.subject,
        at: event.spot,
        owners: [event.owner],
      });
    }
  },
});
