import { UsageError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import type { Invocation } from './command.ts';

/** Writes what a command made to `-o FILE`, or to stdout. A file that is there is replaced only with `--force`. */
export async function writeResult(
  text: string,
  options: Invocation['options'],
  system: System,
): Promise<void> {
  const output = options['output'];
  if (typeof output !== 'string' || output === '-') {
    system.stdout.write(text);
    return;
  }
  if (options['force'] !== true && (await system.files.stat(output)) !== null) {
    throw new UsageError(`${output} is already there. --force replaces it.`);
  }
  await system.files.write(output, text);
}
