import { schema as configSchema } from '../../config/config.schema.validator';
import { schema as planSchema } from '../../plan/plan.schema.validator';
import type { RunCommand } from '../command.ts';
import { writeResult } from '../write-result.ts';

export const run: RunCommand = async ({ options }, system) => {
  const schema = options['of'] === 'config' ? configSchema : planSchema;
  await writeResult(`${JSON.stringify(schema, null, 2)}\n`, options, system);
  return 0;
};
