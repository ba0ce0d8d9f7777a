import { within } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { keyPlace } from './planned.ts';
import { faults } from './properties.ts';

export const invalidCallValue = defineRule({
  id: 'code/invalid-value',
  on: 'call',
  summary: 'A value that shows in the code has the type that the plan says, and is one of those it allows.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'properties', 'types'],
  messages: {
    type: ({ event, property, want, got }: { event: string; property: string; want: string; got: string }) =>
      `"${property}" of "${event}" is ${got} here; the plan wants ${want}.`,
    value: ({
      event,
      property,
      value,
      allowed,
    }: {
      event: string;
      property: string;
      value: string;
      allowed: string;
    }) => `"${property}" of "${event}" is ${value} here; the plan allows ${allowed}.`,
  },
  check(site, plan, { report }) {
    for (const { event, faults: found } of faults(site, plan))
      for (const fault of found) {
        if (fault.kind !== 'type' && fault.kind !== 'value') continue;
        const { property, use } = fault;
        const common = {
          subject: within(event.subject, 'property', property.name),
          at: keyPlace(site, property),
          related: [use.spot],
        };
        if (fault.kind === 'type')
          report({
            ...common,
            message: 'type',
            data: { event: event.name, property: property.name, want: fault.want, got: fault.got },
          });
        else
          report({
            ...common,
            message: 'value',
            data: {
              event: event.name,
              property: property.name,
              value: JSON.stringify(fault.value),
              allowed: fault.allowed.map((one) => JSON.stringify(one)).join(', '),
            },
          });
      }
  },
});
