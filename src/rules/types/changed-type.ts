import type { Json } from '../../text/json.ts';
import { defineRule } from '../rule.ts';
import { called, firstMeeting } from '../uses.ts';
import { layerName, restated } from './layers.ts';

export const changedType = defineRule({
  id: 'types/changed-type',
  summary: 'A use of a property keeps the type, or narrows it, that a lower layer gives it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'dictionary'],
  messages: {
    changed: ({
      property,
      type,
      before,
      where,
    }: {
      property: string;
      type: string;
      before: string;
      where: string;
    }) =>
      `"${property}" is ${type} here, but ${before} in ${where}; another meaning needs another name, with \`is\`.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { property, below, above } of restated(plan, ['type'])) {
      const [before, now] = [typeList(below.value), typeList(above.value)];
      const narrows = now.every(
        (type) => before.includes(type) || (type === 'integer' && before.includes('number')),
      );
      if (narrows || !first(above.entry.value)) continue;
      const data = {
        property: called(property),
        type: now.join(' or '),
        before: before.join(' or '),
        where: layerName(below.layer),
      };
      report({
        message: 'changed',
        data,
        subject: property.subject,
        at: above.entry.value,
        related: [below.entry.value],
      });
    }
  },
});

function typeList(value: Json): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}
