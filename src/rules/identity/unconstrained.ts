import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const unconstrained = defineRule({
  id: 'identity/unconstrained',
  summary: 'An identifier says what its values look like.',
  severity: 'warn',
  preset: 'strict',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    any: ({ type }: { type: string }) =>
      `Any text passes for "${type}": a format, a pattern or a length would find ids of another kind in it.`,
  },
  check(plan, { report }) {
    for (const type of plan.identity.types.values()) {
      if (type.status === 'retired' || type.privacy.handling !== 'raw') continue;
      if (KEYWORDS.some((name) => keyword(type, name) !== undefined)) continue;
      report({ message: 'any', data: { type: type.key }, subject: type.subject, at: type.spot });
    }
  },
});

const KEYWORDS = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'enum',
  'const',
  'minimum',
  'maximum',
  '$ref',
];
