import type { Plan } from '../../plan/types.ts';
import { sampleChecks } from '../../rules/sample-checks.ts';
import { concludeCounts } from '../../samples/conclude.ts';
import type { ValidateResult } from '../../samples/validate.ts';
import { readResults, systemsOf } from '../../sql/read.ts';
import { parseRows } from '../../sql/results/rows.ts';
import { DIALECTS, type ResultRow } from '../../sql/types.ts';
import { writeSql } from '../../sql/write.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { Session } from '../session.ts';
import { mappedTables } from './sql.ts';

/** The rows that queries of `dataplan sql` gave, as the result of a validation. @throws UsageError for what is not whole. */
export async function validateResults(
  files: readonly string[],
  plan: Plan,
  session: Session,
  system: System,
): Promise<ValidateResult> {
  const { rules, settings, today } = session;
  const rows: ResultRow[] = [];
  for (const file of files) rows.push(...(await parseRows(await system.files.readText(file), file)));
  const where = files.join(', ');
  const { checks, findings } = sampleChecks(plan, { rules, settings, today });
  const layouts = mappedTables(session, plan, system);
  const profile = rows.some(({ stat }) => stat.startsWith('profile')) ? { key: null } : null;
  const asked = {
    plan,
    checks,
    layouts,
    dialect: dialectOf(rows, where),
    since: null,
    until: null,
    now: null,
    profile,
  };
  const counted = readResults(rows, asked, where);
  const { notChecked } = writeSql(asked);
  const result = concludeCounts(
    plan,
    checks,
    {
      ...counted,
      systems: systemsOf(layouts),
      notChecked: [
        ...notChecked,
        ...counted.notChecked.filter(
          (one) => !notChecked.some(({ what, why }) => what === one.what && why === one.why),
        ),
      ],
    },
    { rules, settings },
  );
  return { ...result, findings: [...findings, ...result.findings] };
}

/** What a dialect cannot say changes what the numbers in its rows mean: they name it. */
function dialectOf(rows: readonly ResultRow[], where: string) {
  const said = new Set(rows.map(({ query }) => /\.([a-z]+)@/.exec(query)?.[1]));
  const known = DIALECTS.find((each) => said.has(each));
  if (known === undefined || said.size !== 1)
    throw new UsageError(`${where}: the rows should be of queries that "dataplan sql" wrote for one engine.`);
  return known;
}
