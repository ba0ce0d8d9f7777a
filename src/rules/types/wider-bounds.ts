import { defineRule } from '../rule.ts';
import { called, firstMeeting } from '../uses.ts';
import { layerName, restated } from './layers.ts';

const LOW = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const HIGH = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

export const widerBounds = defineRule({
  id: 'types/wider-bounds',
  summary: 'A use of a property keeps within the bounds that a lower layer gives it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'dictionary'],
  messages: {
    wider: ({
      property,
      name,
      value,
      before,
      where,
    }: {
      property: string;
      name: string;
      value: string;
      before: string;
      where: string;
    }) =>
      `The ${name} of "${property}" is ${value} here, which lets through more than the ${before} of ${where}.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { property, keyword: name, below, above } of restated(plan, [...LOW, ...HIGH])) {
      const [before, now] = [below.value, above.value];
      if (!isNumber(before) || !isNumber(now)) continue;
      const wider = LOW.includes(name) ? now < before : now > before;
      if (!wider || !first(above.entry.value)) continue;
      const data = {
        property: called(property),
        name,
        value: String(now),
        before: String(before),
        where: layerName(below.layer),
      };
      const place = {
        subject: property.subject,
        at: above.entry.value,
        related: [below.entry.value],
        discriminator: name,
      };
      report({ message: 'wider', data, ...place });
    }
  },
});

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
