import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const purposeMismatch = defineRule({
  id: 'privacy/purpose-mismatch',
  summary: 'Data collected for some purposes goes only to systems that share one.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['privacy', 'purpose'],
  messages: {
    other: (data: { name: string; own: string; system: string; theirs: string }) =>
      `"${data.name}" is for ${data.own}, and ${data.system} uses what it gets for ${data.theirs}.`,
  },
  check(plan, { report }) {
    for (const data of personalData(plan)) {
      const { purposes } = data.tag;
      const theirs = data.system.purposes;
      if (purposes === null || theirs.length === 0 || purposes.some((each) => theirs.includes(each)))
        continue;
      report({
        message: 'other',
        data: {
          name: data.name,
          own: purposes.join(', ') || 'no purpose',
          system: data.system.key,
          theirs: theirs.join(', '),
        },
        subject: data.subject,
        at: data.spot,
        discriminator: `${data.system.key}|${data.as}`,
        owners: [data.owner],
      });
    }
  },
});
