import { isSpecial, regimes } from '../../catalogue/index.ts';
import type { Basis, Plan, System } from '../../plan/types.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const specialCategory = defineRule({
  id: 'privacy/special-category',
  summary: 'Data that a regime treats specially goes only where a ground of that regime carries it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'regime', 'gdpr', 'ccpa', 'lgpd'],
  messages: {
    ground: (data: {
      name: string;
      category: string;
      system: string;
      regime: string;
      called: string;
      basis: string;
      needs: string;
      source: string;
    }) =>
      `"${data.name}" brings ${data.category} to ${data.system}, ${data.called} under ${data.regime}, on ${data.basis}; it needs ${data.needs} (${data.source}).`,
  },
  check(plan, { report }) {
    for (const regime of plan.privacy.regimes.keys()) {
      const entry = regimes.get(regime);
      const grounds = GROUNDS.get(regime);
      if (entry === undefined || grounds === undefined) continue;
      for (const data of personalData(plan)) {
        if (!isSpecial(entry, data.category)) continue;
        const bases = basesOf(plan, data.system, regime);
        if (bases.some((basis) => basis !== null && grounds.has(basis))) continue;
        report({
          message: 'ground',
          data: {
            name: data.name,
            category: data.category,
            system: data.system.key,
            regime: regime.toUpperCase(),
            called: entry.special_called,
            basis: bases.filter((basis) => basis !== null).join(', ') || 'no basis',
            needs: entry.needs,
            source: typeof entry.source === 'string' ? entry.source : (entry.source[0] ?? ''),
          },
          subject: data.subject,
          at: data.spot,
          discriminator: `${data.system.key}|${regime}|${data.as}`,
          owners: [data.owner],
        });
      }
    }
  },
});

/** Grounds that may carry such data; a contract or an interest of the sender alone may not. */
const GROUNDS: ReadonlyMap<string, ReadonlySet<Basis>> = new Map<string, ReadonlySet<Basis>>([
  ['gdpr', new Set<Basis>(['consent', 'legal-obligation', 'vital-interest', 'public-interest'])],
  ['lgpd', new Set<Basis>(['consent', 'legal-obligation', 'vital-interest', 'public-interest'])],
  ['ccpa', new Set<Basis>(['consent', 'opt-out', 'legal-obligation'])],
]);

function basesOf(plan: Plan, system: System, regime: string): (Basis | null)[] {
  return system.purposes.map((key) => {
    const purpose = plan.privacy.purposes.get(key);
    return purpose?.under.get(regime)?.basis ?? purpose?.basis ?? null;
  });
}
