import { UsageError } from '../system/errors.ts';
import { type Compared, diffPlans } from './diff-plans.ts';
import { diffSchemaFolders, diffSchemaPair } from './diff-schemas.ts';
import { DiffFindings, type RuleRun } from './findings.ts';
import type { PlanOptions } from './judge/plans.ts';
import { judgeTables } from './judge/tables.ts';
import { overallVerdict } from './result.ts';
import type { Side } from './sources/side.ts';

export interface CompareOptions extends PlanOptions {
  readonly transitive: boolean;
}

/** Compares two things of one kind, or tables with a plan. Throws UsageError for what cannot be compared. */
export function compareSides(before: Side, after: Side, run: RuleRun, options: CompareOptions): Compared {
  if (before.kind === 'plan' && after.kind === 'plan')
    return diffPlans(before.plan, after.plan, run, options);
  if (before.kind === 'schema' && after.kind === 'schema')
    return diffSchemaPair(before.file, after.file, run, options);
  if (before.kind === 'folder' && after.kind === 'folder') {
    return diffSchemaFolders(before.files, after.files, run, options);
  }
  const tables = before.kind === 'tables' ? before : after.kind === 'tables' ? after : null;
  const plan = before.kind === 'plan' ? before.plan : after.kind === 'plan' ? after.plan : null;
  if (tables !== null && plan !== null) {
    const changes = judgeTables(tables.tables, plan);
    const found = new DiffFindings(run, { before: null, after: plan });
    found.judge(changes, true);
    return { changes, verdict: overallVerdict(changes, null), findings: found.findings };
  }
  throw new UsageError(
    `${nameOf(before)} and ${nameOf(after)} cannot be compared: give two plans, two schemas, two folders of schemas, or tables and a plan.`,
  );
}

function nameOf(side: Side): string {
  return { plan: 'A plan', schema: 'a schema', folder: 'a folder of schemas', tables: 'tables' }[side.kind];
}
