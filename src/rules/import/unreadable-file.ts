import { defineRule } from '../rule.ts';

export const unreadableFile = defineRule({
  id: 'import/unreadable-file',
  on: 'run',
  summary: 'Every file given to import is read whole.',
  severity: 'error',
  preset: 'minimal',
  tags: ['import'],
  messages: {
    unreadable: ({ reason }: { reason: string }) => reason,
  },
});
