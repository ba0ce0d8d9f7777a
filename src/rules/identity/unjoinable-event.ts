import type { IdentityType, Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { isAnonymous, shapesOf, typesOf } from './kinds.ts';

export const unjoinableEvent = defineRule({
  id: 'identity/unjoinable-event',
  summary: 'Every event can be joined to a person, by what it carries or by the link.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'joins'],
  messages: {
    anonymous: ({ event, types }: { event: string; types: string }) =>
      `"${event}" is identified by ${types} alone, which nothing links to a person.`,
  },
  check(plan, { report }) {
    const joins = joinsTo(plan);
    // Without an identifier for people there is nobody to join to.
    if (![...plan.identity.types.values()].some(joins)) return;
    for (const event of plan.events.values()) {
      if (event.status === 'retired' || event.glob) continue;
      for (const shape of shapesOf(event)) {
        const types = typesOf(plan, shape);
        // `none` says that nobody is meant to be known here.
        if (types.length === 0 || types.some(joins)) continue;
        report({
          message: 'anonymous',
          data: { event: event.key, types: types.map((type) => `"${type.key}"`).join(' and ') },
          subject: event.subject,
          at: event.spot,
          owners: [event.owner],
        });
        break;
      }
    }
  },
});

/** An identifier of a person, account or household, or one that the link ties to such. */
function joinsTo(plan: Plan): (type: IdentityType) => boolean {
  return (type) => !isAnonymous(type) || plan.identity.link?.from === type.key;
}
