import { identifiersOf, type SystemIdentifier } from '../../catalogue/index.ts';
import type { IdentityType } from '../../plan/types.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const identifierLength = defineRule({
  id: 'systems/identifier-length',
  summary: 'An identifier fits the field that it goes to in every system.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'identity', 'limits', 'drift'],
  messages: {
    long: (data: {
      type: string;
      length: number;
      system: string;
      field: string;
      max: number;
      source: string;
      checked: string;
    }) =>
      `"${data.type}" may have ${data.length} characters; "${data.field}" of ${data.system} takes ${data.max}${cite(data)}.`,
    short: (data: {
      type: string;
      length: number;
      system: string;
      field: string;
      min: number;
      source: string;
      checked: string;
    }) =>
      `"${data.type}" may have only ${data.length} characters; "${data.field}" of ${data.system} needs ${data.min}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const identity = factOf(system, 'identity');
      if (identity === null || system.vendor === null) continue;
      for (const [field, key] of system.identity) {
        const known = identifiersOf(system.vendor).find((each) => each.field === field);
        const type = plan.identity.types.get(key);
        if (known === undefined || type === undefined) continue;
        const data = { type: key, system: title(system), field, ...sourceOf(identity) };
        const place = { ...about(identity, system, type), discriminator: `${system.key}|${field}` };
        const [least, most] = lengths(type, known);
        if (known.maxLength !== null && most !== null && most > known.maxLength) {
          report({ message: 'long', data: { ...data, length: most, max: known.maxLength }, ...place });
        } else if (known.minLength !== null && least !== null && least < known.minLength) {
          report({ message: 'short', data: { ...data, length: least, min: known.minLength }, ...place });
        }
      }
    }
  },
});

/** The least and the most characters that the plan lets an identifier have; null: it does not say. */
function lengths(type: IdentityType, known: SystemIdentifier): [least: number | null, most: number | null] {
  if (type.privacy.handling === 'hashed' && known.hash !== 'required') return [64, 64];
  if (keyword(type, 'format') === 'uuid') return [36, 36];
  const examples = type.examples.filter((value) => typeof value === 'string').map((value) => value.length);
  const min = keyword(type, 'minLength');
  const max = keyword(type, 'maxLength');
  return [
    typeof min === 'number' ? min : examples.length > 0 ? Math.min(...examples) : null,
    typeof max === 'number' ? max : examples.length > 0 ? Math.max(...examples) : null,
  ];
}
