import { joinPath } from '../plan/paths.ts';
import { UsageError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import type { Invocation } from './command.ts';

/**
 * Writes what a command made: to stdout (several files one after the other, each under its name), to the one
 * file that `-o` names, or into the folder that `-o DIR/` names. Checks all before it writes the first.
 */
export async function writeFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  options: Invocation['options'],
  system: System,
): Promise<void> {
  const output = options['output'];
  if (typeof output !== 'string' || output === '-') {
    const [only] = files;
    if (files.length === 1 && only) system.stdout.write(only.text);
    else for (const { path, text } of files) system.stdout.write(`--- ${path}\n${text}`);
    return;
  }
  const folder = output.endsWith('/');
  if (!folder && files.length > 1) {
    throw new UsageError(`This makes ${files.length} files. Give a folder: -o ${output}/`);
  }
  const targets = files.map(({ path, text }) => ({ path: folder ? joinPath(output, path) : output, text }));
  if (options['force'] !== true) {
    for (const { path } of targets) {
      if ((await system.files.stat(path)) !== null)
        throw new UsageError(`${path} is already there. --force replaces it.`);
    }
  }
  for (const { path, text } of targets) await system.files.write(path, text);
}
