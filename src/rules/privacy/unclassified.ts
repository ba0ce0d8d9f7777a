import { subject } from '../../findings/subject.ts';
import type { Plan, Property } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { current, everyProperty, isDangling } from '../uses.ts';
import { classifies, suspects } from './suspects.ts';

export const unclassified = defineRule({
  id: 'privacy/unclassified',
  summary: 'Every property says which personal data it holds, or that it holds none.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'coverage'],
  messages: {
    property: (data: { name: string; suggestion: string }) =>
      `"${data.name}" is not classified${data.suggestion === '' ? '; say `privacy: none` if it holds no personal data' : `; its name suggests ${data.suggestion}`}.`,
    plan: ({ count }: { count: number }) =>
      `None of the ${count} properties says which personal data it holds, so that no policy can hold for them.`,
  },
  check(plan, { report }) {
    const all = everyProperty(plan).filter(isOwn);
    if (!classifies(plan)) {
      if (all.length === 0) return;
      const at = plan.root.entries.get('name')?.key ?? plan.root;
      report({ message: 'plan', data: { count: all.length }, subject: subject(['plan', plan.name]), at });
      return;
    }
    const suggestions = suggested(plan);
    for (const property of all) {
      // What the dictionary leaves open is said there; a name that is not there has its own finding.
      const lower = property.layers.length > 1 ? property.layers[0]?.from : undefined;
      if (property.privacy.category !== null || lower === 'dictionary' || isDangling(plan, property.spot))
        continue;
      report({
        message: 'property',
        data: { name: property.key, suggestion: suggestions.get(property) ?? '' },
        subject: property.subject,
        at: property.spot,
        owners: [property.owner],
      });
    }
  },
});

/** What stands inside another property has that one's classification. */
function isOwn(property: Property): boolean {
  return current(property) && property.layers.at(-1)?.from !== 'nested';
}

function suggested(plan: Plan): Map<Property, string> {
  return new Map(suspects(plan).map(({ property, found }) => [property, found.category]));
}
