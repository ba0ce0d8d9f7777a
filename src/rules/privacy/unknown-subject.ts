import { dataSubjects } from '../../catalogue/index.ts';
import { subject } from '../../findings/subject.ts';
import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { everyShape, firstMeeting } from '../uses.ts';

export const unknownSubject = defineRule({
  id: 'privacy/unknown-subject',
  summary: 'Whom data is about is said in the words of the taxonomy.',
  severity: 'warn',
  preset: 'strict',
  on: 'plan',
  tags: ['privacy', 'vocabulary'],
  messages: {
    unknown: ({ name, hint }: { name: string; hint: string }) =>
      `"${name}" is no kind of person that the taxonomy has.${hint === '' ? ` It has ${dataSubjects.join(', ')}.` : hint}`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    const own = plan.privacy.subject;
    const at = plan.privacy.node?.entries.get('subject')?.value;
    if (own !== null && at !== undefined && !dataSubjects.includes(own)) {
      const data = { name: own, hint: didYouMean(own, dataSubjects) };
      report({ message: 'unknown', data, subject: subject(['plan', plan.name]), at });
    }
    for (const property of everyShape(plan)) {
      const { subject: name, node } = property.privacy;
      const spot = node?.kind === 'map' ? node.entries.get('subject')?.value : undefined;
      if (name === null || spot === undefined || dataSubjects.includes(name) || !first(spot)) continue;
      const data = { name, hint: didYouMean(name, dataSubjects) };
      report({ message: 'unknown', data, subject: property.subject, at: spot });
    }
  },
});
