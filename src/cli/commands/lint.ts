import { planWaivers } from '../../check/waivers.ts';
import type { Finding } from '../../findings/finding.ts';
import type { MalformedWaiver, Waiver } from '../../findings/waivers.ts';
import { PlanError } from '../../plan/errors.ts';
import type { Plan, PlanFile } from '../../plan/types.ts';
import { lint } from '../../rules/lint.ts';
import { loadFindings } from '../../rules/load-findings.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const given = invocation.arguments[0];
  const paths = session.planPaths(Array.isArray(given) ? given : []);
  const fixing = await fixes(paths, session);
  const times = new Map<string, number>();
  const results: PlanResult[] = [];
  for (const path of paths) results.push(await lintOne(path, session, times));
  const plans = results.flatMap(({ plan }) => plan ?? []);
  const report = await session.conclude({
    command: 'lint',
    plan: paths.length === 1 ? (plans[0] ?? null) : null,
    findings: results.flatMap(({ findings }) => findings),
    waivers: results.flatMap(({ waivers }) => waivers),
    complete: new Set(plans.length === paths.length ? ['plan'] : []),
  });
  if (session.options['timing'] === true) sayTimes(times, session);
  // A dry run has shown its diff; what the findings are is what the exit code says.
  if (fixing === 'shown') return report.summary.failed && session.options['exitZero'] !== true ? 1 : 0;
  return session.write(
    report,
    results.flatMap(({ files }) => files),
  );
};

/** Fixes come first, so that what is reported is what is left. */
async function fixes(paths: readonly string[], session: Session): Promise<'none' | 'written' | 'shown'> {
  const { fix, fixDryRun, unsafe } = session.options;
  if (fix !== true && fixDryRun !== true && unsafe !== true) return 'none';
  const { fixMode, fixPlan } = await import('./lint-fix.ts');
  const mode = fixMode(session.options);
  if (mode === null) return 'none';
  for (const path of paths) await fixPlan(path, session, mode);
  return mode.write ? 'written' : 'shown';
}

interface PlanResult {
  readonly plan: Plan | null;
  readonly findings: readonly Finding[];
  readonly files: readonly PlanFile[];
  readonly waivers: readonly (Waiver | MalformedWaiver)[];
}

async function lintOne(path: string, session: Session, times: Map<string, number>): Promise<PlanResult> {
  const { rules, settings, today, system } = session;
  try {
    const plan = await session.loadPlan(path);
    const took = (rule: string, ms: number) => times.set(rule, (times.get(rule) ?? 0) + ms);
    const timing = session.options['timing'] === true ? { now: system.now, took } : undefined;
    const findings = lint(plan, { rules, settings, today, ...(timing ? { timing } : {}) });
    return { plan, findings, files: plan.files, waivers: await planWaivers(plan.files) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { plan: null, findings: loadFindings(error, settings), files: error.files, waivers: [] };
  }
}

const SLOWEST = 10;

function sayTimes(times: ReadonlyMap<string, number>, { system }: Session): void {
  const rows = [...times].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST);
  system.stderr.write(
    `Slowest rules, in ms:\n${rows.map(([rule, ms]) => `${ms.toFixed(1).padStart(8)}  ${rule}`).join('\n')}\n`,
  );
}
