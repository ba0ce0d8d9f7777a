import { isWithin } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { type PersonalData, personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

/** Together these point at one person in most cases, with no name among them. */
const PARTS = [
  'user.demographic.date_of_birth',
  'user.contact.address.postal_code',
  'user.demographic.gender',
] as const;

export const combination = defineRule({
  id: 'privacy/combination',
  summary: 'No system gets birth date, postal code and gender together.',
  severity: 'warn',
  preset: 'strict',
  on: 'plan',
  tags: ['privacy', 'combination'],
  messages: {
    together: (data: { system: string; names: string }) =>
      `"${data.system}" gets ${data.names}: birth date, postal code and gender together point at single people.`,
  },
  check(plan, { report }) {
    const bySystem = new Map<System, PersonalData[]>();
    for (const data of personalData(plan)) {
      if (data.handling !== 'raw') continue;
      bySystem.set(data.system, [...(bySystem.get(data.system) ?? []), data]);
    }
    for (const [system, all] of bySystem) {
      const found = PARTS.map((part) => all.find((each) => isWithin(each.category, part)));
      // Where the name or the address is there as well, the combination adds nothing.
      if (
        found.some((each) => each === undefined) ||
        all.some((each) => isWithin(each.category, 'user.name'))
      )
        continue;
      report({
        message: 'together',
        data: { system: system.key, names: found.map((each) => `"${each?.name}"`).join(', ') },
        subject: system.subject,
        at: system.spot,
        related: found.flatMap((each) => (each === undefined ? [] : [each.spot])),
        owners: [system.owner],
      });
    }
  },
});
