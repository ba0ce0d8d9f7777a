import type { Event } from '../../plan/types.ts';
import { misfit, shown } from '../../text/fits.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { defineRule } from '../rule.ts';

export const invalidEventExample = defineRule({
  id: 'events/invalid-example',
  summary: 'Examples of an event are valid under its own shape, or under that of a variant.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['events', 'examples'],
  messages: {
    invalid: ({ event, path, why }: { event: string; path: string; why: string }) =>
      `An example of "${event}" is not valid: "${path}" ${why}.`,
    noObject: ({ event, value }: { event: string; value: string }) =>
      `An example of "${event}" is ${value}; it lists the event's properties.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      const shapes = [event, ...event.variants].map(schemaOf);
      for (const [index, { value, node }] of event.examples.entries()) {
        const place = { subject: event.subject, at: node, discriminator: String(index) };
        if (!isObject(value)) {
          report({ message: 'noObject', data: { event: event.key, value: shown(value) }, ...place });
          continue;
        }
        const wrong = shapes.map((schema) => misfit(value, schema));
        const [first] = wrong;
        // An example says no circumstances, so it may be of any variant.
        if (!first || wrong.includes(null)) continue;
        report({
          message: 'invalid',
          data: { event: event.key, path: first.path, why: first.why },
          ...place,
        });
      }
    }
  },
});

/** The shape as one JSON Schema over the properties. */
function schemaOf(shape: Pick<Event, 'properties' | 'additional' | 'absent'>): JsonObject {
  const properties: Record<string, Json> = Object.create(null);
  for (const name of shape.absent) properties[name] = false;
  for (const [name, use] of shape.properties) properties[name] = use.property.schema;
  const required = [...shape.properties.values()].filter((use) => use.required).map((use) => use.name);
  return { type: 'object', properties, required, additionalProperties: shape.additional };
}
