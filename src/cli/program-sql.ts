import { DIALECTS, FORMS } from '../sql/types.ts';
import type { CommandSpec } from './command.ts';
import { COMMON } from './options.ts';
import { parseTime } from './program-validate.ts';

export const SQL: CommandSpec = {
  name: 'sql',
  summary: 'the checks as SQL, for the engine where the data lies',
  arguments: [],
  flags: [
    ...COMMON,
    {
      flags: '--dialect <engine>',
      description: `the engine that is to run it: ${DIALECTS.join(', ')}`,
      choices: [...DIALECTS],
    },
    {
      flags: '--as <form>',
      description: 'plain queries, models and tests of dbt, or views',
      choices: [...FORMS],
    },
    { flags: '--system <name>', description: 'the tables of this system alone' },
    { flags: '--profile', description: 'a profile of each system too, for drift and profile show' },
    { flags: '--since <time>', description: 'only partitions from this time on', parse: parseTime },
    { flags: '--until <time>', description: 'only partitions before this time', parse: parseTime },
    { flags: '-o, --output <file>', description: 'write it there; a name that ends with / is a folder' },
    { flags: '--force', description: 'replace what -o names' },
  ],
  examples: ['dataplan sql --dialect bigquery -o sql/', 'dataplan sql --dialect snowflake --as dbt -o dbt/'],
  load: () => import('./commands/sql.ts'),
};
