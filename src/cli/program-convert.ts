import type { CommandSpec } from './command.ts';
import { COMMON } from './options.ts';
import { EXPORT, GENERATE_EVENTS, IMPORT, INFER, LOSS, MADE } from './options-convert.ts';

/** Commands that start from what there is, and hand on to other tools. */
export const CONVERT: readonly CommandSpec[] = [
  {
    name: 'infer',
    summary: 'make a plan from event samples',
    arguments: [{ name: '[files...]', description: 'files, globs, folders, or - for stdin' }],
    flags: [...COMMON, ...MADE, ...INFER],
    examples: [
      'dataplan infer exports/*.ndjson -o plans/shop.plan.yaml',
      'dataplan infer exports/ -o plans/',
      'dataplan infer exports/ --into plans/shop.plan.yaml --mode update',
    ],
    load: () => import('./commands/infer.ts'),
  },
  {
    name: 'import',
    summary: 'make a plan from a tracking plan of another tool',
    arguments: [
      { name: '[format]', description: 'its format; found out unless given' },
      { name: '[files...]', description: 'files and folders' },
    ],
    flags: [...COMMON, ...MADE, ...LOSS, ...IMPORT],
    examples: [
      'dataplan import tracking-plan.json -o plans/shop.plan.yaml',
      'dataplan import iglu schemas/ -o plans/',
      'dataplan import csv plan.csv --map event="Event title" --loss losses.json',
    ],
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'export',
    summary: 'write the plan in the format of another tool',
    arguments: [{ name: '[format]', description: 'dataplan export --list names them' }],
    flags: [...COMMON, ...MADE, ...LOSS, ...EXPORT],
    examples: [
      'dataplan export segment -o tracking-plan.json',
      'dataplan export json-schema --draft draft-07 -o schemas/',
      'dataplan export ddl --dialect bigquery',
    ],
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'generate types',
    summary: 'write a typed client in TypeScript',
    arguments: [],
    flags: [
      ...COMMON,
      ...MADE,
      {
        flags: '--style <style>',
        description: 'functions (one an event) or track (one for all)',
        choices: ['functions', 'track'],
      },
    ],
    load: async () => ({ run: (await import('./commands/generate.ts')).types }),
  },
  {
    name: 'generate events',
    summary: 'make events for tests, the same for the same seed',
    arguments: [],
    flags: [...COMMON, ...MADE, ...GENERATE_EVENTS],
    examples: ['dataplan generate events --count 1000 --violating 5% --truth truth.ndjson -o events.ndjson'],
    load: async () => ({ run: (await import('./commands/generate.ts')).events }),
  },
];
