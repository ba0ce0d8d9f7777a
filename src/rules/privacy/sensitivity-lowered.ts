import { categorySensitivity, rank } from '../../catalogue/index.ts';
import { defineRule } from '../rule.ts';
import { everyShape, firstMeeting } from '../uses.ts';

export const sensitivityLowered = defineRule({
  id: 'privacy/sensitivity-lowered',
  summary: 'A property is no less sensitive than its category.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy'],
  messages: {
    lowered: (data: { name: string; said: string; category: string; least: string }) =>
      `"${data.name}" is called ${data.said}, but ${data.category} is ${data.least}: a plan may raise a sensitivity, not lower it.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const { category, sensitivity, node } = property.privacy;
      const least = category === null ? null : categorySensitivity(category);
      if (category === null || least === null || sensitivity === null || rank(sensitivity) >= rank(least))
        continue;
      const at = (node?.kind === 'map' ? node.entries.get('sensitivity')?.value : null) ?? property.spot;
      if (!first(at)) continue;
      report({
        message: 'lowered',
        data: { name: property.key, said: sensitivity, category, least },
        subject: property.subject,
        at,
        owners: [property.owner],
      });
    }
  },
});
