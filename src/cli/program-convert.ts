import type { CommandSpec } from './command.ts';
import { COMMON } from './options.ts';
import { EXPORT, IMPORT, LOSS, MADE } from './options-convert.ts';

/** Commands that start from what there is, and hand on to other tools. */
export const CONVERT: readonly CommandSpec[] = [
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
];
