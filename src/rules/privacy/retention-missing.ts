import type { System } from '../../plan/types.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const retentionMissing = defineRule({
  id: 'privacy/retention-missing',
  summary: 'The plan says how long personal data is kept.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'retention'],
  messages: {
    none: (data: { system: string; example: string }) =>
      `"${data.system}" keeps personal data, such as ${data.example}, and nothing says for how long: not the system, not the data, not \`privacy.retention\`.`,
  },
  check(plan, { report }) {
    if (plan.privacy.retention !== null) return;
    const reported = new Set<System>();
    for (const { system, tag, name } of personalData(plan)) {
      if (system.retention !== null || tag.retention !== null || reported.has(system)) continue;
      reported.add(system);
      report({
        message: 'none',
        data: { system: system.key, example: `"${name}"` },
        subject: system.subject,
        at: system.spot,
        owners: [system.owner],
      });
    }
  },
});
