import { type Baseline, formatBaseline, parseBaseline } from '../../findings/baseline.ts';
import type { Finding } from '../../findings/finding.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import { UsageError } from '../../system/errors.ts';
import { runCheck } from '../check-run.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';

const DEFAULT = 'dataplan-baseline.json';

/** `baseline write`: what `check` finds open from now on is known. */
export const write: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const path = pathOf(session);
  const { report } = await runCheck(
    { ...session, config: { ...session.config, baseline: null } },
    'baseline',
  );
  const kept = report.findings.filter(({ status }) => status === 'open');
  await system.files.write(path, formatBaseline(kept));
  const shown = relativePath(system.cwd, path);
  system.stdout.write(
    `${count(kept.length, 'finding')} written to ${shown}: only new ones fail from now on.\n`,
  );
  if (!session.config.baseline) system.stdout.write(`Name it in dataplan.config.yaml: baseline: ${shown}\n`);
  return 0;
};

/** `baseline prune`: takes out what is fixed, adds nothing. */
export const prune: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { path, baseline } = await read(session);
  const there = await present(session);
  const left = baseline.entries.filter(({ fingerprint }) => there.has(fingerprint));
  const gone = baseline.entries.length - left.length;
  if (gone > 0) {
    await system.files.write(
      path,
      formatBaseline(
        [...there.values()].filter(({ fingerprint }) =>
          left.some((entry) => entry.fingerprint === fingerprint),
        ),
      ),
    );
  }
  system.stdout.write(
    gone === 0
      ? 'Nothing to prune: every entry is still found.\n'
      : `${count(gone, 'fixed entry', 'fixed entries')} taken out, ${left.length} left.\n`,
  );
  return 0;
};

/** `baseline status`: what is owed, by rule. */
export const status: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { path, baseline } = await read(session);
  const there = await present(session);
  const byRule = new Map<string, { left: number; fixed: number }>();
  for (const { rule, fingerprint } of baseline.entries) {
    const row = byRule.get(rule) ?? { left: 0, fixed: 0 };
    if (there.has(fingerprint)) row.left++;
    else row.fixed++;
    byRule.set(rule, row);
  }
  const rows = [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, row]) => ({ rule, ...row }));
  if (session.options['json'] === true) {
    system.stdout.write(
      `${JSON.stringify({ file: relativePath(system.cwd, path), rules: rows }, null, 2)}\n`,
    );
    return 0;
  }
  const left = rows.reduce((sum, row) => sum + row.left, 0);
  system.stdout.write(
    `${count(left, 'finding')} owed, ${baseline.entries.length - left} fixed (baseline prune takes them out).\n`,
  );
  for (const row of rows)
    system.stdout.write(
      `${String(row.left).padStart(6)} left  ${String(row.fixed).padStart(6)} fixed  ${row.rule}\n`,
    );
  return 0;
};

/** Everything that is found now, by fingerprint. What was not looked at counts as still there. */
async function present(session: Session): Promise<Map<string, Finding>> {
  const { report } = await runCheck(session, 'baseline');
  if (report.notChecked.length > 0) {
    session.system.stderr.write(
      `not checked, so nothing of it is called fixed: ${report.notChecked.map(({ what }) => what).join(', ')}\n`,
    );
  }
  return new Map(report.findings.map((finding) => [finding.fingerprint, finding]));
}

async function read(session: Session): Promise<{ path: string; baseline: Baseline }> {
  const path = pathOf(session);
  const shown = relativePath(session.system.cwd, path);
  if ((await session.system.files.stat(path)) === null)
    throw new UsageError(`There is no baseline ${shown}. "dataplan baseline write" makes one.`);
  const baseline = parseBaseline(await session.system.files.readText(path));
  if (typeof baseline === 'string') throw new UsageError(`${shown} is no baseline: ${baseline}.`);
  return { path, baseline };
}

function pathOf({ config }: Session): string {
  return config.baseline ?? joinPath(config.folder, DEFAULT);
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
