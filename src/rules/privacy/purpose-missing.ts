import type { System } from '../../plan/types.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const purposeMissing = defineRule({
  id: 'privacy/purpose-missing',
  summary: 'Every system that gets personal data says what for.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'purpose'],
  messages: {
    none: (data: { system: string; example: string; count: number }) =>
      `"${data.system}" gets personal data of ${data.count === 1 ? 'a kind' : `${data.count} kinds`} (${data.example}${data.count === 1 ? '' : ', …'}), and has no purpose.`,
  },
  check(plan, { report }) {
    // A plan without purposes has not begun with them.
    if (plan.privacy.purposes.size === 0) return;
    const received = new Map<System, Set<string>>();
    for (const { system, category } of personalData(plan)) {
      received.set(system, (received.get(system) ?? new Set()).add(category));
    }
    for (const [system, categories] of received) {
      // A store of one's own holds data for whatever reads from it.
      if (system.purposes.length > 0 || system.role === 'warehouse' || system.role === 'source') continue;
      const [example = ''] = categories;
      report({
        message: 'none',
        data: { system: system.key, example, count: categories.size },
        subject: system.subject,
        at: system.spot,
        owners: [system.owner],
      });
    }
  },
});
