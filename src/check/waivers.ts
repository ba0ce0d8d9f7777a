import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import { isDate, parseWaiver, WAIVER_WORD } from '../findings/waivers.ts';
import { commentsOf } from '../plan/comments.ts';
import { LoadErrors } from '../plan/errors.ts';
import { locate } from '../plan/locate.ts';
import type { Node } from '../plan/node.ts';
import { parseYaml } from '../plan/parse.ts';
import { relativePath } from '../plan/paths.ts';
import { textAt } from '../plan/read.ts';
import type { PlanFile } from '../plan/types.ts';
import { ConfigError } from '../system/errors.ts';
import type { System } from '../system/system.ts';

/** Waivers in the comments of plan files. */
export async function planWaivers(files: readonly PlanFile[]): Promise<(Waiver | MalformedWaiver)[]> {
  const found: (Waiver | MalformedWaiver)[] = [];
  for (const [index, file] of files.entries()) {
    for (const comment of await commentsOf(file, index, WAIVER_WORD)) {
      const line = comment.alone ? nextLine(file.text, comment.line) : comment.line;
      const waiver = parseWaiver(comment.text, { file: file.path, line }, locate(files, comment));
      if (waiver) found.push(waiver);
    }
  }
  return found;
}

/** The first line below that is neither empty nor a comment: waivers may be stacked. */
function nextLine(text: string, line: number): number {
  const lines = text.split('\n');
  let next = line + 1;
  while (next <= lines.length && /^\s*(#|\r?$)/.test(lines[next - 1] ?? '')) next++;
  return next;
}

/**
 * `waivers.yaml`: a list of `{ rule, subject, reason, owner, until, ticket }`, for what has no line.
 * @throws ConfigError when the file is no such list.
 */
export async function fileWaivers(
  path: string | null,
  system: System,
): Promise<(Waiver | MalformedWaiver)[]> {
  if (path === null) return [];
  const text = await system.files.readText(path);
  const shown = relativePath(system.cwd, path);
  const errors = new LoadErrors();
  const root = await parseYaml(text, 0, errors);
  const file: PlanFile = {
    path: shown,
    text,
    role: 'main',
    root: root ?? { kind: 'list', items: [], file: 0, start: 0, end: 0 },
  };
  const first = errors.list[0];
  if (first) throw new ConfigError(`${shown}:${locate([file], first.at).start.line}: ${first.message}`);
  if (file.root.kind !== 'list') {
    if (text.trim() === '') return [];
    throw new ConfigError(`${shown}: expected a list of waivers, each with rule, subject and reason.`);
  }
  return file.root.items.map((item) => fromEntry(item, file));
}

function fromEntry(item: Node, file: PlanFile): Waiver | MalformedWaiver {
  const location = locate([file], item);
  const [rule, about, reason, until] = ['rule', 'subject', 'reason', 'until'].map((key) => textAt(item, key));
  const malformed = (why: string): MalformedWaiver => ({ why, text: rule ?? '', location });
  if (!rule || !about) return malformed('it needs a rule and a subject');
  if (!reason) return malformed('it needs a reason');
  if (until && !isDate(until)) return malformed(`"${until}" is no date`);
  return {
    rules: [rule],
    target: { subject: about },
    reason,
    until: until ?? null,
    owner: textAt(item, 'owner'),
    ticket: textAt(item, 'ticket'),
    location,
  };
}
