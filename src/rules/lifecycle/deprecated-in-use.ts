import { defineRule } from '../rule.ts';
import { current, everyUse, firstMeeting } from '../uses.ts';

export const deprecatedInUse = defineRule({
  id: 'lifecycle/deprecated-in-use',
  summary: 'A live event that has a deprecated property has its replacement too.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    alone: ({ property, event, instead }: { property: string; event: string; instead: string }) =>
      `"${event}" has deprecated "${property}", and not "${instead}", which replaces it.`,
    required: ({ property, event }: { property: string; event: string }) =>
      `"${event}" requires "${property}", which is deprecated.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { use, event, variant, path, in: home } of everyUse(plan)) {
      const { property } = use;
      if (home !== 'event' || event === null || variant !== null || path !== use.name) continue;
      if (property.status !== 'deprecated' || !current(event)) continue;
      const instead = property.replacedBy;
      const place = { subject: use.subject, at: use.spot, related: [property.spot] };
      if (instead !== null && !event.properties.has(instead)) {
        if (first(use.spot))
          report({ message: 'alone', data: { property: use.name, event: event.key, instead }, ...place });
      } else if (use.required && first(use.spot)) {
        report({ message: 'required', data: { property: use.name, event: event.key }, ...place });
      }
    }
  },
});
