import { about, cite, sourceOf, title } from '../facts.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { hashRule } from './matching.ts';

export const hashRequired = defineRule({
  id: 'privacy/hash-required',
  summary: 'What a system takes only hashed arrives hashed.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'hashing', 'systems', 'drift'],
  messages: {
    raw: (data: { name: string; field: string; system: string; source: string; checked: string }) =>
      `"${data.name}" goes to ${data.system} in clear${data.field === data.name ? '' : ` as "${data.field}"`}, where it must be hashed${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const data of personalData(plan)) {
      const rule = hashRule(data);
      if (rule?.value !== 'required' || data.handling !== 'raw') continue;
      report({
        message: 'raw',
        data: { name: data.name, field: data.field, system: title(data.system), ...sourceOf(rule) },
        ...about(rule, data.system, data),
        discriminator: `${data.system.key}|${data.field}`,
      });
    }
  },
});
