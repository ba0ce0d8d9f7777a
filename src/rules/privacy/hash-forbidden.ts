import { about, cite, sourceOf, title } from '../facts.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { hashRule } from './matching.ts';

export const hashForbidden = defineRule({
  id: 'privacy/hash-forbidden',
  summary: 'What a system must read in clear does not arrive hashed.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'hashing', 'systems', 'drift'],
  messages: {
    hashed: (data: { name: string; field: string; system: string; source: string; checked: string }) =>
      `"${data.name}" goes to ${data.system} hashed${data.field === data.name ? '' : ` as "${data.field}"`}, where it must be in clear${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const data of personalData(plan)) {
      const rule = hashRule(data);
      if (rule?.value !== 'forbidden' || data.handling !== 'hashed') continue;
      report({
        message: 'hashed',
        data: { name: data.name, field: data.field, system: title(data.system), ...sourceOf(rule) },
        ...about(rule, data.system, data),
        discriminator: `${data.system.key}|${data.field}`,
      });
    }
  },
});
