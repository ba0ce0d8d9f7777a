import type { CommandSpec } from './command.ts';
import { COMMON, parseDate } from './options.ts';

/** What can be found, why, and how it is set. */
export const RULES: readonly CommandSpec[] = [
  {
    name: 'rules',
    summary: 'list what can be found, and how loud it is here',
    arguments: [{ name: '[topic...]', description: 'rules, topics or tags; all unless given' }],
    flags: [
      ...COMMON,
      { flags: '--json', description: 'as a JSON list' },
      { flags: '--enabled', description: 'only those that run here' },
    ],
    examples: ['dataplan rules naming', 'dataplan rules --json --enabled'],
    load: () => import('./commands/rules.ts'),
  },
  {
    name: 'explain',
    summary: 'show what a rule is about, or what one finding is and how to waive it',
    arguments: [
      { name: '<rule|fingerprint>', description: 'a rule, or the first characters of a fingerprint' },
    ],
    flags: [
      ...COMMON,
      { flags: '--from <file>', description: 'the JSON report that has the fingerprint' },
      { flags: '--color', description: 'use colour' },
      { flags: '--no-color', description: 'use no colour' },
    ],
    examples: ['dataplan explain naming/event-case', 'dataplan explain 3fa2c1d0 --from report.json'],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'catalogue',
    summary: 'what receiving systems accept, what is personal, and who says so',
    arguments: [{ name: '[id]', description: 'a system, or a list such as categories; all unless given' }],
    flags: [
      { flags: '--json', description: 'as a JSON list' },
      { flags: '--today <date>', description: 'the day of the run, YYYY-MM-DD', parse: parseDate },
      { flags: '--debug', description: 'show the stack of an internal error' },
    ],
    examples: ['dataplan catalogue ga4', 'dataplan catalogue categories'],
    load: () => import('./commands/catalogue.ts'),
  },
];
