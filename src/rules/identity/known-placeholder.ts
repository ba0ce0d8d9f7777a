import { placeholders } from '../../catalogue/index.ts';
import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';

export const knownPlaceholder = defineRule({
  id: 'identity/known-placeholder',
  summary: 'The list of placeholders adds to the built-in ones.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    known: ({ value }: { value: string }) =>
      `"${value}" is a placeholder already: \`never\` need not name it.`,
  },
  check(plan, { report }) {
    const { insensitive, exact } = placeholders();
    const list = plan.identity.node?.entries.get('never')?.value;
    plan.identity.never.forEach((value, index) => {
      if (!insensitive.includes(value.toLowerCase()) && !exact.includes(value)) return;
      const at = (list?.kind === 'list' ? list.items[index] : list) ?? plan.root;
      report({
        message: 'known',
        data: { value },
        subject: subject(['identity', 'never']),
        at,
        discriminator: value,
      });
    });
  },
});
