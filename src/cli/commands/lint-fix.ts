import { planWaivers } from '../../check/waivers.ts';
import type { Finding } from '../../findings/finding.ts';
import { applyWaivers, isMalformed } from '../../findings/waivers.ts';
import { PlanError } from '../../plan/errors.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import { type FixResult, fixAll } from '../../rules/fix.ts';
import { lint } from '../../rules/lint.ts';
import { UsageError } from '../../system/errors.ts';
import type { Session } from '../session.ts';

/** What `--fix`, `--fix-dry-run` and `--unsafe` ask for; null: nothing. */
export interface FixMode {
  readonly unsafe: boolean;
  readonly write: boolean;
}

export function fixMode(options: Session['options']): FixMode | null {
  const [fix, dryRun, unsafe] = ['fix', 'fixDryRun', 'unsafe'].map((name) => options[name] === true);
  if (fix && dryRun) throw new UsageError('--fix writes and --fix-dry-run does not: give one of them.');
  if (unsafe && !fix && !dryRun)
    throw new UsageError('--unsafe says which fixes: give --fix or --fix-dry-run with it.');
  return fix || dryRun ? { unsafe: unsafe === true, write: fix === true } : null;
}

/** Fixes one plan: writes the files, or shows what would be written as a unified diff on stdout. */
export async function fixPlan(path: string, session: Session, mode: FixMode): Promise<void> {
  const { system } = session;
  const onDisk = (file: string) => joinPath(system.cwd, file);
  let result: FixResult;
  try {
    result = await fixAll({
      unsafe: mode.unsafe,
      read: (file) => system.files.readText(onDisk(file)),
      lint: (changed) =>
        findings(path, session, new Map([...changed].map(([file, text]) => [onDisk(file), text]))),
    });
  } catch (error) {
    // A plan that does not load is reported as always; there is nothing to fix in it.
    if (error instanceof PlanError) return;
    throw error;
  }
  if (mode.write) for (const [file, text] of result.changed) await system.files.write(onDisk(file), text);
  else for (const [file, text] of result.changed) system.stdout.write(await patch(file, text, session));
  system.stderr.write(`${summary(result, mode, relativePath(system.cwd, path))}\n`);
}

/** What a waiver covers is not fixed. */
async function findings(
  path: string,
  session: Session,
  changed: ReadonlyMap<string, string>,
): Promise<readonly Finding[]> {
  const { rules, settings, today } = session;
  const plan = await session.loadPlan(path, changed);
  const waivers = (await planWaivers(plan.files)).flatMap((waiver) => (isMalformed(waiver) ? [] : waiver));
  return applyWaivers(lint(plan, { rules, settings, today }), waivers, today).findings;
}

async function patch(file: string, text: string, { system }: Session): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const before = await system.files.readText(joinPath(system.cwd, file));
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, text, '', '', {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

function summary({ fixed, refused, remaining, changed }: FixResult, mode: FixMode, path: string): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const parts = [
    `${path}: ${mode.write ? 'fixed' : 'would fix'} ${count(fixed.length, 'finding')} in ${count(changed.size, 'file')}.`,
  ];
  if (refused.length > 0) {
    parts.push(
      `Refused ${count(refused.length, 'fix').replace('fixs', 'fixes')} after which the plan would not load.`,
    );
  }
  const unsafe = remaining.filter(({ fix, status }) => fix?.safety === 'unsafe' && status === 'open').length;
  if (!mode.unsafe && unsafe > 0) parts.push(`--unsafe would try ${unsafe} more.`);
  return parts.join(' ');
}
