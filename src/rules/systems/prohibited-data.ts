import { categorySensitivity, isWithin } from '../../catalogue/index.ts';
import type { Subject } from '../../findings/subject.ts';
import type { Spot } from '../../plan/node.ts';
import type { System } from '../../plan/types.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const prohibitedData = defineRule({
  id: 'systems/prohibited-data',
  summary: 'No personal data reaches a system whose terms forbid it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'privacy'],
  messages: {
    prohibited: (data: {
      name: string;
      category: string;
      system: string;
      what: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" brings ${data.category} to ${data.system}, whose terms forbid ${data.what}${cite(data)}.`,
  },
  check(plan, { report }) {
    const once = new Set<string>();
    for (const { system, name, category, handling, subject, spot, owner } of personalData(plan)) {
      const prohibited = namesOf(system, 'privacy', 'prohibited');
      if (prohibited === null || handling !== 'raw') continue;
      const what = prohibited.value.find((each) => forbids(each, category));
      const key = JSON.stringify([system.key, subject]);
      if (what === undefined || once.has(key)) continue;
      once.add(key);
      report({
        message: 'prohibited',
        data: {
          name,
          category,
          system: title(system),
          what: what.replaceAll('_', ' '),
          ...sourceOf(prohibited),
        },
        ...about(prohibited, system, thing(subject, spot, owner, system)),
      });
    }
  },
});

function thing(subject: Subject, spot: Spot, owner: string | null, system: System) {
  return { subject, spot, owner: owner ?? system.owner };
}

/** The words that vendors' terms use, as categories. */
const MEANS: Readonly<Record<string, readonly string[]>> = {
  email: ['user.contact.email'],
  phone: ['user.contact.phone_number'],
  personal_name: ['user.name'],
  national_id: ['user.government_id'],
  permanent_device_id: ['user.device.device_id', 'user.device.mac_address'],
  precise_location: ['user.location.precise'],
  unhashed_contact_information: ['user.contact.email', 'user.contact.phone_number', 'user.name'],
  health_condition: ['user.health_and_medical', 'user.biometric.health'],
  financial_status: ['user.financial.income', 'user.financial.credit_score'],
};

function forbids(what: string, category: string): boolean {
  if (what === 'sensitive_data') return categorySensitivity(category) === 'restricted';
  return MEANS[what]?.some((above) => isWithin(category, above)) ?? false;
}
