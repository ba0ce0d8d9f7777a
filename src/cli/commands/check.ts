import { findBase } from '../../check/base.ts';
import { relativePath } from '../../plan/paths.ts';
import { historyLine } from '../../report/history.ts';
import { worse } from '../../report/ratchet.ts';
import { UsageError } from '../../system/errors.ts';
import { type CheckRun, runCheck } from '../check-run.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  // The configuration is read anew each time: it may be what has changed.
  const opened = async () => once(await openSession(invocation, system));
  if (invocation.options['watch'] !== true) return (await opened()).code;
  const { watch } = await import('../watch.ts');
  return watch(system, opened);
};

/** One run, written; the exit code, and the files that a change of would make another run. */
async function once(session: Session): Promise<{ code: number; run: CheckRun; config: Session['config'] }> {
  const { system, options } = session;
  const result = await runCheck(session, 'check');
  const sentences = await ratchet(result, session);
  const report = {
    ...result.report,
    summary: { ...result.report.summary, failed: result.report.summary.failed || sentences.length > 0 },
    extra: sentences.length > 0 ? { ...result.report.extra, worse: sentences } : result.report.extra,
  };
  const code = await session.write(report, result.files, {
    model: result.model ? { ...result.model, report } : null,
    annotations: options['annotations'] === false ? false : undefined,
  });
  for (const sentence of sentences) system.stderr.write(`worse than before: ${sentence}\n`);
  if (options['record'] === true) await record(result, session);
  return { code, run: result, config: session.config };
}

/** `--no-worse-than`: what got worse since a commit or the last recorded run, a sentence each. */
async function ratchet({ model, history }: CheckRun, { options, system }: Session): Promise<string[]> {
  const asked = options['noWorseThan'] ?? options['worseThan'];
  if (typeof asked !== 'string' || !model) return [];
  const own = history.runs.filter(
    ({ plan, scorecard }) => plan === model.run.plan && scorecard === model.run.scorecard,
  );
  if (asked === 'last') {
    const last = own.filter(({ branch }) => branch === model.run.branch).at(-1) ?? own.at(-1);
    if (!last)
      throw new UsageError('There is no earlier run to compare with. Record one: dataplan check --record');
    return worse(last, model.run);
  }
  const { commit } = await findBase(asked, system);
  const then = own.findLast((run) => run.commit === commit);
  if (!then) {
    throw new UsageError(
      `The history has no run of ${asked} (${commit.slice(0, 12)}). Record runs there: dataplan check --record. "--no-worse-than last" takes the newest there is.`,
    );
  }
  return worse(then, model.run);
}

/** Appends one line to the history; nothing else ever writes to it. */
async function record({ model, historyPath }: CheckRun, { system }: Session): Promise<void> {
  if (!model) {
    system.stderr.write('not recorded: the plan did not load\n');
    return;
  }
  const exists = (await system.files.stat(historyPath)) !== null;
  const before = exists ? await system.files.readText(historyPath) : '';
  await system.files.append(historyPath, historyLine(model.run, before));
  system.stderr.write(`recorded in ${relativePath(system.cwd, historyPath)}\n`);
}
