import { isWithin } from '../../catalogue/index.ts';
import type { PolicyLine } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const unreachablePolicy = defineRule({
  id: 'privacy/unreachable-policy',
  summary: 'Every policy line can win: none stands behind one that says it all before.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'policy'],
  messages: {
    hidden: (data: { line: string; by: string }) =>
      `"${data.line}" never counts: "${data.by}" stands before it and covers all that it speaks of.`,
  },
  check(plan, { report }) {
    const lines = plan.privacy.policy;
    lines.forEach((line, index) => {
      const before = lines.slice(0, index).find((each) => covers(each, line));
      if (before === undefined) return;
      report({
        message: 'hidden',
        data: { line: words(line), by: words(before) },
        subject: line.subject,
        at: line.node,
        related: [before.node],
      });
    });
  },
});

function covers(wide: PolicyLine, narrow: PolicyLine): boolean {
  return (
    isWithin(narrow.category, wide.category) &&
    includes(wide.to, narrow.to) &&
    includes(wide.handling, narrow.handling) &&
    includes(wide.under, narrow.under)
  );
}

/** Null is everything. */
function includes(wide: readonly string[] | null, narrow: readonly string[] | null): boolean {
  return wide === null || narrow?.every((each) => wide.includes(each)) === true;
}

function words(line: PolicyLine): string {
  const to = line.to === null ? '' : ` to ${line.to.join(', ')}`;
  return `${line.verdict} ${line.category}${to}`;
}
