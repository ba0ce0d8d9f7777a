import { defineRule } from '../rule.ts';
import { current, everyUse } from '../uses.ts';

export const unusedProperty = defineRule({
  id: 'plan/unused-property',
  summary: 'Every entry of the dictionary is used.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['plan', 'dictionary'],
  messages: {
    unused: ({ property }: { property: string }) =>
      `No event, group, trait or context uses the dictionary's "${property}".`,
  },
  check(plan, { report }) {
    const used = new Set<string>();
    for (const { use } of everyUse(plan)) {
      if (use.property.is !== null) used.add(use.property.is);
      for (const layer of use.property.layers) if (layer.from === 'dictionary') used.add(layer.name);
    }
    for (const property of plan.properties.values()) {
      // A parent's dictionary is for all its children; what is proposed waits for its event.
      const own = plan.files[property.spot.file]?.role !== 'parent';
      if (used.has(property.key) || !own || !current(property) || property.status === 'proposed') continue;
      report({
        message: 'unused',
        data: { property: property.key },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
