import { relativePath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { sampleChecks } from '../../rules/sample-checks.ts';
import { sqlFiles } from '../../sql/files.ts';
import { layoutsOf } from '../../sql/mapping.ts';
import { DIALECTS, FORMS, type Layout } from '../../sql/types.ts';
import { writeSql } from '../../sql/write.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';
import { writeFiles } from '../write-files.ts';

/** `sql`: the checks as SQL for the configured tables. */
export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { options, rules, settings, today } = session;
  const dialect = DIALECTS.find((each) => each === options['dialect']);
  if (dialect === undefined) throw new UsageError(`Say for which engine: --dialect ${DIALECTS.join('|')}.`);
  const form = FORMS.find((each) => each === (options['as'] ?? 'queries')) ?? 'queries';
  const plan = await session.loadPlan();
  const layouts = mappedTables(session, plan, system);
  const { checks } = sampleChecks(plan, { rules, settings, today });
  const [since, until] = [moment(options['since']), moment(options['until'])];
  const unpruned =
    since !== null || until !== null ? layouts.find(({ partition }) => partition === null) : undefined;
  if (unpruned)
    throw new UsageError(
      `--since and --until need the column that ${unpruned.name} is partitioned by: "partition: COLUMN" under "tables:".`,
    );
  const { statements, notChecked } = writeSql({
    plan,
    checks,
    layouts,
    dialect,
    since,
    until,
    now: null,
    profile: options['profile'] === true ? { key: null } : null,
  });
  for (const { what, why } of notChecked) system.stderr.write(`not checked: ${what}: ${why}\n`);
  await writeFiles(sqlFiles(statements, notChecked, { plan, dialect, form }), options, system);
  return 0;
};

/** The layouts of `tables`, of one system where `--system` says so. */
export function mappedTables({ config, options }: Session, plan: Plan, system: System): Layout[] {
  const where = config.path ? relativePath(system.cwd, config.path) : 'the configuration';
  const layouts = layoutsOf(config.tables, plan, where);
  const asked = options['system'];
  const chosen = typeof asked === 'string' ? layouts.filter((layout) => layout.system === asked) : layouts;
  if (chosen.length > 0) return chosen;
  if (typeof asked === 'string' && layouts.length > 0)
    throw new UsageError(
      `No table is mapped to the system "${asked}".${didYouMean(
        asked,
        layouts.flatMap((layout) => layout.system ?? []),
      )}`,
    );
  throw new UsageError(
    'No tables are mapped: list them under "tables:" in dataplan.config.yaml (docs/guide/warehouse.md).',
  );
}

function moment(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
