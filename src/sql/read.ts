import type { Profile } from '../evidence/profile.ts';
import { UsageError } from '../system/errors.ts';
import { readProfileRows, violationsOf } from './profile/statements.ts';
import { type Counted, countedOf } from './results/counted.ts';
import { wholeResults } from './results/whole.ts';
import type { Layout, ResultRow, WriteOptions } from './types.ts';
import { writeChecks } from './write.ts';

/**
 * What the rows of all statements come to. The options are those that the statements were written with; dialect and times
 * do not matter. @throws UsageError for results that are not whole, or are of other statements.
 */
export function readResults(
  rows: readonly ResultRow[],
  options: WriteOptions,
  where: string,
): Counted & { readonly profiles: readonly Profile[] } {
  const written = options.layouts.map((layout) => writeChecks(options, layout));
  if (written.length === 0)
    throw new UsageError('No tables are mapped: list them under "tables:" in dataplan.config.yaml.');
  const whole = wholeResults(
    rows,
    written.flatMap(({ statement, profile }) => [statement, ...profile]),
    where,
  );
  const counted = written.map(({ statement, meaning }) =>
    countedOf(whole.get(statement) ?? [], statement, meaning, options.checks),
  );
  const key = options.profile?.key ?? null;
  const profiles = written.flatMap(({ statement: { layout }, profile }, i) => {
    const own = profile.flatMap((statement) => whole.get(statement) ?? []);
    return (
      readProfileRows(own, options.plan, layout, {
        key,
        engine: options.dialect,
        violations: violationsOf(counted[i]?.hits ?? [], options.checks, options.plan),
      }) ?? []
    );
  });
  return { ...joined(counted), profiles };
}

/** The systems that results are of. */
export function systemsOf(layouts: readonly Layout[]): ReadonlySet<string> {
  return new Set(layouts.flatMap(({ system }) => system ?? []));
}

function joined(parts: readonly Counted[]): Counted {
  const sum = (what: 'calls' | 'events' | 'valid' | 'unplanned' | 'bad') =>
    parts.reduce((total, part) => total + part[what], 0);
  return {
    hits: parts.flatMap(({ hits }) => hits),
    forms: parts.flatMap(({ forms }) => forms),
    calls: sum('calls'),
    events: sum('events'),
    valid: sum('valid'),
    unplanned: sum('unplanned'),
    bad: sum('bad'),
    watched: parts.flatMap(({ watched }) => watched),
    notChecked: parts.flatMap(({ notChecked }) => notChecked),
  };
}
