import type { CommandSpec } from './command.ts';
import { COMMON, FINDINGS } from './options.ts';
import { CONVERT } from './program-convert.ts';
import { DRIFT } from './program-drift.ts';
import { PROFILE_COMMANDS } from './program-profile.ts';
import { RULES } from './program-rules.ts';
import { SQL } from './program-sql.ts';
import { VALIDATE } from './program-validate.ts';

/** What commands of two words have in common, by the first word. */
export const GROUPS: Readonly<Record<string, string>> = {
  baseline: 'adopt on a plan with debts: write, prune, status',
  generate: 'make a typed client or events for tests: types, events',
  profile: 'saved evidence: merge, show',
};

/** Every command, in the order of the help. Its work is loaded when it runs. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'check',
    summary: 'check everything that the configuration names: the job of a pipeline',
    arguments: [],
    flags: [
      ...COMMON,
      ...FINDINGS,
      { flags: '--against <ref>', description: 'compare with the merge base with this git ref' },
      { flags: '--changed [ref]', description: 'only findings in files that differ from the base' },
      { flags: '--record', description: 'append this run to the history file' },
      { flags: '--no-worse-than <ref|last>', description: 'fail when any part of the scorecard got worse' },
      { flags: '--watch', description: 'check again whenever a file changes' },
      { flags: '--no-annotations', description: 'under GitHub Actions: no annotations, no step summary' },
      { flags: '--show-values', description: 'show values from samples unmasked' },
      { flags: '--no-cache', description: 'parse every file anew' },
    ],
    examples: [
      'dataplan check',
      'dataplan check -f text -f sarif=dataplan.sarif -f html=report.html',
      'dataplan check --record --no-worse-than last',
    ],
    load: () => import('./commands/check.ts'),
  },
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
  VALIDATE,
  SQL,
  {
    name: 'scan',
    summary: 'instrumentation code against the plan; without one, an inventory',
    arguments: [
      { name: '[paths...]', description: 'files, folders or globs; the configured code unless given' },
    ],
    flags: [
      ...COMMON,
      ...FINDINGS,
      { flags: '--wrappers', description: "print the project's own wrappers, ready for the configuration" },
      {
        flags: '--changed [ref]',
        description: 'only files that differ from the merge base, and their importers',
      },
      { flags: '--inventory', description: 'say on stderr what calls there are, beside the findings' },
      { flags: '--tests', description: 'look into tests, stories and generated code too' },
      { flags: '--no-cache', description: 'look at every file anew' },
    ],
    load: () => import('./commands/scan.ts'),
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
      {
        flags: '--transitive',
        description: 'folders of schemas: compare with every earlier version of the same major',
      },
    ],
    load: () => import('./commands/diff.ts'),
  },
  DRIFT,
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
    name: 'baseline write',
    summary: 'take what is found now as known: only new findings fail',
    arguments: [],
    flags: [...COMMON],
    load: async () => ({ run: (await import('./commands/baseline.ts')).write }),
  },
  {
    name: 'baseline prune',
    summary: 'take out of the baseline what is fixed',
    arguments: [],
    flags: [...COMMON],
    load: async () => ({ run: (await import('./commands/baseline.ts')).prune }),
  },
  {
    name: 'baseline status',
    summary: 'what the baseline still holds, by rule',
    arguments: [],
    flags: [...COMMON, { flags: '--json', description: 'as JSON' }],
    load: async () => ({ run: (await import('./commands/baseline.ts')).status }),
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
  {
    name: 'trace',
    summary: 'the way of an event, property, category, identifier or system',
    arguments: [
      { name: '<name>', description: 'as the plan calls it: "Order Completed", user.contact.email' },
    ],
    flags: [
      ...COMMON,
      {
        flags: '--kind <kind>',
        description: 'where a name means several things',
        choices: ['event', 'property', 'trait', 'category', 'identifier', 'system'],
      },
      { flags: '--json', description: 'as JSON' },
      { flags: '--color', description: 'use colour' },
      { flags: '--no-color', description: 'use no colour' },
    ],
    examples: ['dataplan trace user.contact.email'],
    load: () => import('./commands/trace.ts'),
  },
  {
    name: 'report',
    summary: "write the data steward's report: one HTML file, or its tables",
    arguments: [],
    flags: [
      ...COMMON,
      { flags: '-o, --output <file>', description: 'write it there; stdout unless given' },
      { flags: '--force', description: 'replace the file that -o names' },
      {
        flags: '-f, --format <name>',
        description: 'html, markdown, csv (one table, see --table) or json',
        choices: ['html', 'markdown', 'csv', 'json'],
      },
      {
        flags: '--table <name>',
        description: 'for csv: the record of processing unless given',
        choices: ['processing', 'dictionary', 'coverage', 'sides', 'joins'],
      },
      {
        flags: '--print <what>',
        description: 'on paper: the dictionary as a list, or every entry of it open',
        choices: ['short', 'full'],
      },
      { flags: '--against <ref>', description: 'compare with the merge base with this git ref' },
    ],
    examples: ['dataplan report -o report.html', 'dataplan report -f csv -o record-of-processing.csv'],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'trend',
    summary: 'is quality improving or degrading? From the recorded runs',
    arguments: [],
    flags: [
      ...COMMON,
      { flags: '--json', description: 'as JSON' },
      { flags: '--color', description: 'use colour' },
      { flags: '--no-color', description: 'use no colour' },
    ],
    load: () => import('./commands/trend.ts'),
  },
  ...PROFILE_COMMANDS,
  {
    name: 'init',
    summary: 'look at the repository and propose a plan and a configuration',
    arguments: [],
    flags: [{ flags: '-y, --yes', description: 'write them without asking; nothing is overwritten' }],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'completion',
    summary: 'print a completion script for bash, zsh or fish',
    arguments: [{ name: '<shell>', description: 'bash, zsh or fish' }],
    flags: [],
    load: () => import('./commands/completion.ts'),
  },
];
