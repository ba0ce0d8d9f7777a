import { identifiersOf } from '../../catalogue/index.ts';
import { didYouMean } from '../../text/nearest.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const identifierField = defineRule({
  id: 'systems/identifier-field',
  summary: 'The identity map of a system names fields that the system has.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'identity'],
  messages: {
    unknown: (data: {
      field: string;
      system: string;
      hint: string;
      known: string;
      source: string;
      checked: string;
    }) =>
      `${data.system} has no identifier "${data.field}"; it takes ${data.known}${cite(data)}.${data.hint}`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const known = system.vendor === null ? [] : identifiersOf(system.vendor).map((each) => each.field);
      const identity = factOf(system, 'identity');
      if (known.length === 0 || identity === null) continue;
      const slots = factOf(system, 'identity', 'other_id_slots')?.value;
      const all = [...known, ...(Array.isArray(slots) ? slots.map(String) : [])];
      for (const field of system.identity.keys()) {
        if (all.includes(field)) continue;
        const map = system.node.entries.get('identity')?.value;
        const at = (map?.kind === 'map' ? map.entries.get(field)?.key : undefined) ?? system.spot;
        report({
          message: 'unknown',
          data: {
            field,
            system: title(system),
            hint: didYouMean(field, all),
            known: known.join(', '),
            ...sourceOf(identity),
          },
          ...about(identity, system, { subject: system.subject, spot: at }),
          severity: 'warn',
          discriminator: field,
        });
      }
    }
  },
});
