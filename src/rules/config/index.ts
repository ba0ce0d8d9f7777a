import { type AnyRule, defineRule } from '../rule.ts';

export const unusedOverride = defineRule({
  id: 'config/unused-override',
  on: 'run',
  summary: 'An override in the configuration changes something.',
  severity: 'warn',
  preset: 'recommended',
  tags: ['config'],
  messages: {
    unused: ({ what }: { what: string }) => `The override for ${what} meets no finding any more: it can go.`,
  },
});

export const fixedBaseline = defineRule({
  id: 'config/fixed-baseline',
  on: 'run',
  summary: 'The baseline holds only what is still there.',
  severity: 'info',
  preset: 'recommended',
  tags: ['config'],
  messages: {
    fixed: ({ count }: { count: number }) =>
      `${count} ${count === 1 ? 'entry is' : 'entries are'} fixed: "dataplan baseline prune" takes ${count === 1 ? 'it' : 'them'} out.`,
  },
});

export const configRules: readonly AnyRule[] = [unusedOverride, fixedBaseline];
