import { addDuration } from '../../text/calendar.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const retentionExceeded = defineRule({
  id: 'privacy/retention-exceeded',
  summary: 'No system keeps personal data longer than the plan allows.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['privacy', 'retention'],
  messages: {
    system: (data: { system: string; keeps: string; allowed: string }) =>
      `"${data.system}" keeps data for ${data.keeps}; the plan allows ${data.allowed}.`,
    data: (data: { name: string; system: string; keeps: string; allowed: string }) =>
      `"${data.name}" may be kept for ${data.allowed}; "${data.system}" keeps it for ${data.keeps}.`,
  },
  check(plan, { report }) {
    const reported = new Set<unknown>();
    for (const { system, tag, name, subject, spot, owner } of personalData(plan)) {
      const keeps = system.retention;
      if (keeps === null) continue;
      const own = tag.retention;
      if (own !== null && longer(keeps, own)) {
        report({
          message: 'data',
          data: { name, system: system.key, keeps, allowed: own },
          subject,
          at: spot,
          discriminator: system.key,
          owners: [owner],
        });
      } else if (own === null && !reported.has(system) && longer(keeps, plan.privacy.retention)) {
        reported.add(system);
        report({
          message: 'system',
          data: { system: system.key, keeps, allowed: plan.privacy.retention ?? '' },
          subject: system.subject,
          at: system.node.entries.get('retention')?.value ?? system.spot,
          owners: [system.owner],
        });
      }
    }
  },
});

/** Measured from one day, so that P2Y is P24M. */
function longer(keeps: string, allowed: string | null): boolean {
  const until = addDuration('2000-01-01', keeps);
  const limit = allowed === null ? null : addDuration('2000-01-01', allowed);
  return until !== null && limit !== null && until > limit;
}
