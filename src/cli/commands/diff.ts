import { fileWaivers, planWaivers } from '../../check/waivers.ts';
import { acknowledgedBy } from '../../diff/acknowledged.ts';
import { writeChangelog } from '../../diff/changelog.ts';
import { compareSides } from '../../diff/compare-sides.ts';
import type { Compared } from '../../diff/diff-plans.ts';
import type { Scheme } from '../../diff/judge/bump.ts';
import { strictest } from '../../diff/judge/warehouse.ts';
import { changeJson } from '../../diff/result.ts';
import { readSide, type Side } from '../../diff/sources/side.ts';
import { marker } from '../../output/markdown.ts';
import { joinPath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { JsonObject } from '../../text/json.ts';
import { whatAgainst } from '../against.ts';
import type { RunCommand } from '../command.ts';
import { judgePairs } from '../diff-pairs.ts';
import { openSession, type Session } from '../session.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const pairs = session.options['pairs'];
  if (typeof pairs === 'string') return judgePairs(pairs, session, system);
  const [first, second] = invocation.arguments.map((each) => (typeof each === 'string' ? each : undefined));
  const { before, after } = await sidesOf(first, second, session, system);
  const { config, options, rules, settings, today } = session;
  const kind = options['warehouse'];
  const warehouse = strictest(typeof kind === 'string' ? [kind] : config.diff.warehouse);
  const compared = compareSides(
    before,
    after,
    { rules, settings, today },
    {
      scheme: (options['bump'] as Scheme | undefined) ?? config.diff.bump,
      warehouse,
      strict: options['strict'] === true || config.diff.open === 'strict',
      transitive: options['transitive'] === true,
    },
  );
  return conclude(compared, { before, after, warehouse }, session, system);
};

/** Old and new: both given, or the configured plan against a revision or a file. */
async function sidesOf(
  first: string | undefined,
  second: string | undefined,
  session: Session,
  system: System,
): Promise<{ before: Side; after: Side }> {
  const here = { files: system.files, cwd: system.cwd, roots: [system.cwd, session.config.folder], when: '' };
  if (first !== undefined && second !== undefined) {
    if (typeof session.options['against'] === 'string') {
      throw new UsageError('Two files and --against are one thing too many: leave one of the three out.');
    }
    return { before: await readSide(first, here), after: await readSide(second, here) };
  }
  const asked = session.options['against'];
  const against = await whatAgainst(typeof asked === 'string' ? asked : null, session.config, system);
  if (against === null) {
    if (first === undefined) {
      throw new UsageError(
        'Name what to compare with: diff OLD NEW, diff --against REF, or "diff: { against: origin/main }" in dataplan.config.yaml.',
      );
    }
    // One path alone: what was, against the plan that is.
    return { before: await readSide(first, here), after: await readSide(session.planPaths()[0] ?? '', here) };
  }
  const path = first ?? session.planPaths()[0] ?? '';
  const after = await readSide(path, here);
  if (against.kind === 'file') return { before: await readSide(against.path, here), after };
  const { files, root, ref } = against;
  const past = { files, cwd: system.cwd, roots: [root], when: `at ${ref}` };
  return { before: await readSide(joinPath(system.cwd, path), past), after };
}

async function conclude(
  compared: Compared,
  { before, after, warehouse }: { before: Side; after: Side; warehouse: string | null },
  session: Session,
  system: System,
): Promise<number> {
  const plan = planOf(after) ?? planOf(before);
  const waivers = plan === null ? [] : await planWaivers(plan.files);
  const listed = [...waivers, ...(await fileWaivers(session.config.waivers, system))];
  const acknowledged = acknowledgedBy(compared.changes, listed, session.today);
  const { changes, verdict, findings } = compared;
  const extra: JsonObject = {
    verdict: { ...verdict.verdicts, bump: verdict.bump, declared: verdict.declared },
    changes: changes.map((change) => changeJson(change, acknowledged.get(change) ?? null)),
  };
  const report = await session.conclude({
    command: 'diff',
    plan,
    findings,
    waivers,
    complete: new Set(['change']),
    extra,
  });
  const title = titleOf(before, after);
  const markdown = {
    write: () =>
      writeChangelog({
        title,
        marker: marker(report),
        changes,
        verdict,
        acknowledged,
        plan: planOf(after),
        warehouse,
      }),
  };
  return session.write(report, plan?.files ?? [], { formats: { markdown } });
}

function planOf(side: Side): Plan | null {
  return side.kind === 'plan' ? side.plan : null;
}

function titleOf(before: Side, after: Side): string {
  if (before.kind === 'plan' && after.kind === 'plan') {
    const { name, version } = after.plan;
    return before.plan.version === version
      ? `${name} ${version}`
      : `${name} ${before.plan.version} → ${version}`;
  }
  if (after.kind === 'schema') return after.file.name;
  return after.kind === 'plan' ? after.plan.name : 'schemas';
}
