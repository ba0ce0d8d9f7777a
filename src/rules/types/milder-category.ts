import { isObject, type Json } from '../../text/json.ts';
import { defineRule } from '../rule.ts';
import { called, firstMeeting } from '../uses.ts';
import { layerName, restated } from './layers.ts';

const SENSITIVITY = ['public', 'internal', 'confidential', 'restricted'];

export const milderCategory = defineRule({
  id: 'types/milder-category',
  summary: 'A use of a property is no less private than a lower layer says.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'privacy', 'dictionary'],
  messages: {
    category: ({
      property,
      category,
      before,
      where,
    }: {
      property: string;
      category: string;
      before: string;
      where: string;
    }) =>
      `"${property}" is ${category} here, but ${before} in ${where}; a use may only be the same or more exact.`,
    sensitivity: ({
      property,
      category,
      before,
      where,
    }: {
      property: string;
      category: string;
      before: string;
      where: string;
    }) =>
      `"${property}" is ${category} here, but ${before} in ${where}; a use may only raise its sensitivity.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { property, below, above } of restated(plan, ['privacy'])) {
      const place = { subject: property.subject, at: above.entry.value, related: [below.entry.value] };
      const where = layerName(below.layer);
      const [before, now] = [tag(below.value, 'category'), tag(above.value, 'category')];
      if (
        before !== null &&
        now !== null &&
        before !== 'none' &&
        now !== before &&
        !now.startsWith(`${before}.`)
      ) {
        if (first(above.entry.value)) {
          report({
            message: 'category',
            data: { property: called(property), category: now, before, where },
            ...place,
          });
        }
        continue;
      }
      const [least, stated] = [tag(below.value, 'sensitivity'), tag(above.value, 'sensitivity')];
      if (least === null || stated === null || SENSITIVITY.indexOf(stated) >= SENSITIVITY.indexOf(least))
        continue;
      if (!first(above.entry.value)) continue;
      const data = { property: called(property), category: stated, before: least, where };
      report({ message: 'sensitivity', data, ...place, discriminator: 'sensitivity' });
    }
  },
});

/** `privacy: KEY` is short for its category. */
function tag(value: Json, name: string): string | null {
  if (typeof value === 'string') return name === 'category' ? value : null;
  const found = isObject(value) ? value[name] : null;
  return typeof found === 'string' ? found : null;
}
