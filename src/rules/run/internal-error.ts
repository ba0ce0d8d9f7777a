import { defineRule } from '../rule.ts';

export const internalError = defineRule({
  id: 'run/internal-error',
  on: 'run',
  summary: 'Every rule runs to its end.',
  severity: 'error',
  preset: 'minimal',
  tags: ['run'],
  messages: {
    threw: ({ rule, error }: { rule: string; error: string }) =>
      `The rule ${rule} stopped with an error: ${error}`,
  },
});
