import type { CommandSpec } from './command.ts';
import { COMMON, FINDINGS } from './options.ts';
import { parseTime } from './program-validate.ts';

export const DRIFT: CommandSpec = {
  name: 'drift',
  summary: 'product data against marketing data against the plan',
  arguments: [],
  flags: [
    ...COMMON,
    ...FINDINGS,
    {
      flags: '--profile <system=file>',
      description: 'a saved profile instead of the configured samples of a system',
      repeatable: true,
    },
    {
      flags: '--before <system=file>',
      description: 'a saved profile of the same system as it was: now is held against then',
      repeatable: true,
    },
    { flags: '--event <name>', description: 'this event of the plan alone, with its properties' },
    {
      flags: '--between <left,right>',
      description: 'these two systems alone; with --event the way from one count to the other',
    },
    { flags: '--since <time>', description: 'only samples from this time on', parse: parseTime },
    { flags: '--until <time>', description: 'only samples before this time', parse: parseTime },
    {
      flags: '--sketch-key <file>',
      description: 'key that the profiles were saved with; else DATAPLAN_SKETCH_KEY',
    },
  ],
  examples: [
    'dataplan drift',
    'dataplan drift --profile amplitude=amplitude.profile.json --profile braze=braze.profile.json',
    'dataplan drift --event "Order Completed" --between amplitude,braze',
    'dataplan drift --before braze=profiles/braze-october.json',
  ],
  load: () => import('./commands/drift.ts'),
};
