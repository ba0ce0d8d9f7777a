import { isWithin } from '../../catalogue/index.ts';
import type { Plan } from '../../plan/types.ts';
import { spellingKey } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';

export const idAsProperty = defineRule({
  id: 'identity/id-as-property',
  summary: 'Identifiers travel as identifiers, not as plain properties of events.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'privacy'],
  messages: {
    id: ({ event, property, type }: { event: string; property: string; type: string }) =>
      `"${event}" carries "${property}" as a plain property; it is the identifier "${type}", which belongs beside the event.`,
  },
  check(plan, { report }) {
    const known = spellings(plan);
    if (known.size === 0) return;
    for (const event of plan.events.values()) {
      if (event.status === 'retired') continue;
      for (const use of event.properties.values()) {
        const type = known.get(spellingKey(use.name));
        // What is said to be somebody else's is no identifier of the one who acts.
        if (type === undefined || use.property.privacy.subject !== null) continue;
        report({
          message: 'id',
          data: { event: event.key, property: use.name, type },
          subject: use.subject,
          at: use.spot,
          owners: [event.owner],
        });
      }
    }
  },
});

/** Names of identity types that are a person's, in any spelling: an account's id is a fact about the event, too. */
function spellings(plan: Plan): Map<string, string> {
  const found = new Map<string, string>();
  for (const type of plan.identity.types.values()) {
    const personal = type.of === 'person' || isWithin(type.privacy.category ?? '', 'user.contact');
    if (personal) found.set(spellingKey(type.key), type.key);
  }
  return found;
}
