import { defineRule } from '../rule.ts';

export const unclearEntry = defineRule({
  id: 'import/unclear-entry',
  on: 'run',
  summary: 'Every entry of a foreign plan says one thing, once.',
  severity: 'warn',
  preset: 'minimal',
  tags: ['import'],
  messages: {
    unclear: ({ reason }: { reason: string }) => reason,
  },
});
