import { isWithin, regimes } from '../../catalogue/index.ts';
import { type PersonalData, personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const childrenRetention = defineRule({
  id: 'privacy/children-retention',
  summary: 'Data about children has a time after which it is deleted.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'regime', 'coppa', 'retention'],
  messages: {
    indefinite: (data: { name: string; system: string; source: string }) =>
      `"${data.name}" is about a child and "${data.system}" may keep it for ever: it needs a retention (${data.source}).`,
  },
  check(plan, { report }) {
    const entry = regimes.get('coppa');
    if (entry === undefined || plan.privacy.retention !== null) return;
    const child = (data: PersonalData) =>
      isWithin(data.category, 'user.childrens') || (data.tag.subject ?? plan.privacy.subject) === 'child';
    for (const data of personalData(plan)) {
      if (!child(data) || data.tag.retention !== null || data.system.retention !== null) continue;
      report({
        message: 'indefinite',
        data: { name: data.name, system: data.system.key, source: String(entry.source) },
        subject: data.subject,
        at: data.spot,
        discriminator: data.system.key,
        owners: [data.owner],
      });
    }
  },
});
