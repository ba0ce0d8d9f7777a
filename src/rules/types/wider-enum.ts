import { sameJson, shown } from '../../text/fits.ts';
import { defineRule } from '../rule.ts';
import { called, firstMeeting } from '../uses.ts';
import { layerName, restated } from './layers.ts';

export const widerEnum = defineRule({
  id: 'types/wider-enum',
  summary: 'A use of a property adds no value to the enum that a lower layer gives it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'dictionary'],
  messages: {
    wider: ({ property, values, where }: { property: string; values: string; where: string }) =>
      `The enum of "${property}" adds ${values}, which is not in the enum of ${where}.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { property, below, above } of restated(plan, ['enum'])) {
      const [before, now] = [below.value, above.value];
      if (!Array.isArray(before) || !Array.isArray(now)) continue;
      const added = now.filter((value) => !before.some((each) => sameJson(each, value)));
      if (added.length === 0 || !first(above.entry.value)) continue;
      const data = {
        property: called(property),
        values: added.map(shown).join(', '),
        where: layerName(below.layer),
      };
      report({
        message: 'wider',
        data,
        subject: property.subject,
        at: above.entry.value,
        related: [below.entry.value],
      });
    }
  },
});
