import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';

export const absentUndefined = defineRule({
  id: 'types/absent-undefined',
  summary: 'What a variant takes away with `false` is in the event.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'variants'],
  messages: {
    nothing: ({ event, name, hint }: { event: string; name: string; hint: string }) =>
      `A variant of "${event}" takes away "${name}", which the event does not have.${hint}`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      for (const variant of event.variants) {
        // Where anything may be sent, taking away forbids, and that is something.
        if (variant.additional !== false) continue;
        const stated = variant.node.entries.get('properties')?.value;
        for (const name of variant.absent) {
          if (event.properties.has(name) || event.absent.has(name)) continue;
          const key = stated?.kind === 'map' ? stated.entries.get(name)?.key : undefined;
          const hint = didYouMean(name, event.properties.keys());
          report({
            message: 'nothing',
            data: { event: event.key, name, hint },
            subject: variant.subject,
            at: key ?? variant.node,
            discriminator: name,
          });
        }
      }
    }
  },
});
