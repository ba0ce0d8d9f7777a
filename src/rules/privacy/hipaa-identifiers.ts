import { isWithin, type RegimeEntry, regimes } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { type PersonalData, personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const hipaaIdentifiers = defineRule({
  id: 'privacy/hipaa-identifiers',
  summary: 'Under HIPAA, health data leaves with no identifier, or to a system with an agreement.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'regime', 'hipaa'],
  messages: {
    identified: (data: { system: string; health: string; identifier: string; source: string }) =>
      `"${data.system}" gets ${data.health} together with ${data.identifier}, one of the 18 identifiers, and has no agreement (${data.source}).`,
  },
  check(plan, { report }) {
    const entry = regimes.get('hipaa');
    if (entry === undefined || !plan.privacy.regimes.has('hipaa')) return;
    const bySystem = new Map<System, PersonalData[]>();
    for (const data of personalData(plan)) {
      bySystem.set(data.system, [...(bySystem.get(data.system) ?? []), data]);
    }
    for (const [system, all] of bySystem) {
      if (system.processing?.agreement != null) continue;
      const health = all.find((each) => isWithin(each.category, 'user.health_and_medical'));
      const identifier = all.find((each) => each.handling === 'raw' && isIdentifier(entry, each.category));
      if (health === undefined || identifier === undefined) continue;
      report({
        message: 'identified',
        data: {
          system: system.key,
          health: `"${health.name}" (${health.category})`,
          identifier: `"${identifier.name}" (${identifier.category})`,
          source: String(entry.source),
        },
        subject: system.subject,
        at: system.spot,
        related: [health.spot, identifier.spot],
        owners: [system.owner],
      });
    }
  },
});

function isIdentifier(entry: RegimeEntry, category: string): boolean {
  const named = entry.identifiers?.some((each) => isWithin(category, each)) ?? false;
  return named && !entry.not_identifiers?.some((each) => isWithin(category, each));
}
