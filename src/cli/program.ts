import type { CommandSpec } from './command.ts';
import { COMMON, FINDINGS } from './options.ts';
import { CONVERT } from './program-convert.ts';
import { RULES } from './program-rules.ts';

/** Every command, in the order of the help. Its work is loaded when it runs. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'lint',
    summary: 'check the plan itself',
    arguments: [{ name: '[plan...]', description: 'plan files; the configured one unless given' }],
    flags: [
      ...COMMON,
      ...FINDINGS,
      { flags: '--fix', description: 'write the fixes that are safe' },
      { flags: '--unsafe', description: 'with --fix: also those that want a reader' },
      { flags: '--fix-dry-run', description: 'show the fixes as a diff, write nothing' },
      { flags: '--timing', description: 'say how long the slowest rules took' },
      { flags: '--no-cache', description: 'parse every file anew' },
    ],
    load: () => import('./commands/lint.ts'),
  },
  {
    name: 'diff',
    summary: 'what changed: breaking for whom, proven by an event, and which bump it needs',
    arguments: [
      { name: '[old]', description: 'plan, JSON Schema, folder of schemas, or table as it was' },
      { name: '[new]', description: 'as it is now; the configured plan unless given' },
    ],
    flags: [
      ...COMMON,
      ...FINDINGS,
      {
        flags: '--against <ref|file>',
        description: 'compare with the merge base with a git ref, or with a file',
      },
      { flags: '--pairs <file>', description: 'judge a list of schema pairs, NDJSON; - is stdin' },
      { flags: '--bump <scheme>', description: 'how versions count', choices: ['semver', 'schemaver'] },
      {
        flags: '--warehouse <kind>',
        description: 'judge for this kind of warehouse; it then counts for the bump',
        choices: ['strict', 'redshift', 'columnar', 'streaming'],
      },
      { flags: '--strict', description: 'undeclared keys break like any other, every break is a major' },
      { flags: '--transitive', description: 'compare with every earlier version of the same major' },
    ],
    load: () => import('./commands/diff.ts'),
  },
  ...CONVERT,
  ...RULES,
  {
    name: 'config',
    summary: 'show what holds, and from where',
    arguments: [],
    flags: [...COMMON, { flags: '--json', description: 'as JSON' }],
    load: () => import('./commands/config.ts'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of the plan format (draft-07)',
    arguments: [],
    flags: [
      { flags: '--of <what>', description: 'plan or config', choices: ['plan', 'config'] },
      { flags: '-o, --output <file>', description: 'write it there' },
      { flags: '--force', description: 'replace the file that -o names' },
    ],
    load: () => import('./commands/schema.ts'),
  },
  {
    name: 'waivers',
    summary: 'list what is waived, by whom, until when',
    arguments: [],
    flags: [
      ...COMMON,
      { flags: '--json', description: 'as JSON' },
      { flags: '--expired', description: 'only those whose time is over' },
    ],
    load: () => import('./commands/waivers.ts'),
  },
];
