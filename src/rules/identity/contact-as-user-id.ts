import { identifiersOf, isWithin } from '../../catalogue/index.ts';
import type { KeyPlace, MapNode } from '../../plan/node.ts';
import { about, cite, factOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const contactAsUserId = defineRule({
  id: 'identity/contact-as-user-id',
  summary: 'No mail address or phone number serves as the user id of a system.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'privacy', 'systems'],
  messages: {
    contact: (data: {
      type: string;
      field: string;
      system: string;
      note: string;
      source: string;
      checked: string;
    }) =>
      `"${data.type}" is the user id ("${data.field}") of ${data.system}: it changes, can be guessed, and is personal${data.note === '' ? '' : `; the vendor says: ${data.note}`}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const identity = factOf(system, 'identity');
      if (system.vendor === null || identity === null) continue;
      const known = identifiersOf(system.vendor);
      for (const [field, key] of system.identity) {
        const category = plan.identity.types.get(key)?.privacy.category ?? '';
        if (known.find((each) => each.field === field)?.kind !== 'user_id' || !isContact(category)) continue;
        const note = textOf(system, 'identity', 'email_as_external_id')?.value ?? '';
        const spot = fieldOf(system.node, field) ?? system.spot;
        report({
          message: 'contact',
          data: { type: key, field, system: title(system), note, ...sourceOf(identity) },
          ...about(identity, system, { subject: system.subject, spot }),
          severity: 'warn',
          discriminator: field,
        });
      }
    }
  },
});

function isContact(category: string): boolean {
  return isWithin(category, 'user.contact.email') || isWithin(category, 'user.contact.phone_number');
}

function fieldOf(node: MapNode, field: string): KeyPlace | undefined {
  const map = node.entries.get('identity')?.value;
  return map?.kind === 'map' ? map.entries.get(field)?.key : undefined;
}
