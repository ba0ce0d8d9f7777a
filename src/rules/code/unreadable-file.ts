import { defineRule } from '../rule.ts';

export const unreadableCode = defineRule({
  id: 'code/unreadable-file',
  on: 'run',
  summary: 'Every source file that may hold calls parses.',
  severity: 'warn',
  preset: 'minimal',
  tags: ['code'],
  messages: {
    unreadable: ({ reason }: { reason: string }) =>
      `This file cannot be read as code, so calls in it may be missing: ${reason}`,
  },
});
