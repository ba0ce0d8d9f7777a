import { replaceName, sourceOf } from '../../plan/edit.ts';
import type { Spot } from '../../plan/node.ts';
import type { Dangling, Plan } from '../../plan/types.ts';
import { nearest } from '../../text/nearest.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';

/** What a name should have been, as a message says it. */
const NOUNS: Readonly<Record<Dangling['what'], string>> = {
  team: 'team',
  system: 'system',
  role: 'system or role',
  event: 'event',
  property: 'property',
  group: 'group',
  trait: 'trait',
  identity: 'identity type',
  purpose: 'purpose',
  regime: 'privacy regime',
  category: 'privacy category',
  vendor: 'vendor',
  ref: 'schema',
};

export const unknownReference = defineRule({
  id: 'plan/unknown-reference',
  summary: 'Every name that the plan uses is one that it defines.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['plan', 'references'],
  messages: {
    unknown: ({ what, name, better }: { what: string; name: string; better: string | null }) =>
      `There is no ${what} "${name}".${better === null ? '' : ` Did you mean "${better}"?`}`,
  },
  check(plan, { report }) {
    for (const { what, name, known, subject, at } of plan.danglings) {
      const better = nearest(name, known) ?? (what === 'event' ? nearestStart(name, known) : null);
      report({
        message: 'unknown',
        data: { what: NOUNS[what], name, better },
        subject,
        at,
        discriminator: `${what} ${name}`,
        ...correction(plan, at, name, better),
      });
    }
  },
});

/** The name may be the end of a longer text: `Order Completed.totl`. */
function correction(plan: Plan, at: Spot, name: string, better: string | null) {
  const written = sourceOf(plan, at).replace(/^["']|["']$/g, '');
  if (better === null || !written.endsWith(name)) return {};
  const text = written.slice(0, written.length - name.length) + better;
  return fixed('unsafe', `Write "${better}"`, replaceName(plan, at, text));
}

/** `Order Complete.total`: an event's name is followed by a property's. */
function nearestStart(name: string, known: readonly string[]): string | null {
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const found = nearest(name.slice(0, dot), known);
    if (found !== null) return found + name.slice(dot);
  }
  return null;
}
