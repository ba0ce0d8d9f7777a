import { categorySensitivity } from '../../catalogue/categories.ts';
import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { current, everyProperty } from '../uses.ts';

export const unguarded = defineRule({
  id: 'governance/unguarded',
  summary: 'A plan with restricted data asks somebody to approve it.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['governance', 'approvals', 'privacy'],
  messages: {
    unguarded: ({ count, example }: { count: number; example: string }) =>
      `${count} restricted ${count === 1 ? 'property' : 'properties'}, such as "${example}", and no line of \`governance.approvals\`.`,
  },
  check(plan, { report }) {
    if (plan.governance.approvals.length > 0) return;
    const restricted = everyProperty(plan).filter((property) => {
      const { sensitivity, category } = property.privacy;
      return (
        current(property) &&
        (sensitivity ?? (category === null ? null : categorySensitivity(category))) === 'restricted'
      );
    });
    const [first] = restricted;
    if (first === undefined) return;
    const at = plan.governance.node ?? first.spot;
    const data = { count: restricted.length, example: first.key };
    report({ message: 'unguarded', data, subject: subject(['plan', plan.name]), at });
  },
});
