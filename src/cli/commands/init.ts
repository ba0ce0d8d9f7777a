import { joinPath } from '../../plan/paths.ts';
import type { System } from '../../system/system.ts';
import { visible } from '../../text/visible.ts';
import type { RunCommand } from '../command.ts';
import { look } from '../init/look.ts';
import { propose } from '../init/propose.ts';

/** Looks at the repository and proposes a plan and a configuration; writes them when told, over nothing. */
export const run: RunCommand = async ({ options }, system) => {
  const proposal = propose(await look(system));
  for (const note of proposal.notes) system.stderr.write(`${visible(note)}\n`);
  const wanted = [...(proposal.plan ? [proposal.plan] : []), proposal.config];
  const missing: typeof wanted = [];
  for (const file of wanted) {
    if ((await system.files.stat(joinPath(system.cwd, file.path))) === null) missing.push(file);
    else system.stderr.write(`${visible(file.path)} is already there and stays as it is.\n`);
  }
  if (missing.length === 0) return 0;
  if (options['yes'] !== true) {
    for (const { path, text } of missing) system.stdout.write(`# ${visible(path)}\n${text}\n`);
    if (!system.stderr.isTTY || !system.stdout.isTTY) {
      system.stderr.write('Nothing is written yet: "dataplan init --yes" writes these files.\n');
      return 0;
    }
    if (!(await confirmed(`Write ${missing.map(({ path }) => visible(path)).join(' and ')}? [Y/n] `, system)))
      return 0;
  }
  for (const { path, text } of missing) {
    await system.files.write(joinPath(system.cwd, path), text);
    system.stderr.write(`wrote ${visible(path)}\n`);
  }
  return 0;
};

/** Enter is yes; the end of the input is no. */
async function confirmed(question: string, { stderr, stdin }: System): Promise<boolean> {
  stderr.write(question);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n')) return /^\s*(y|yes)?\s*$/i.test(text.split('\n', 1)[0] ?? '');
  }
  return false;
}
