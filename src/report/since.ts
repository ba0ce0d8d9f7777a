import type { Plan } from '../plan/types.ts';
import type { Run } from './history.ts';

/** What is different from an earlier run and an earlier plan. */
export interface Since {
  /** ISO instant and commit of the run compared with; null where only the plans are. */
  readonly at: string | null;
  readonly commit: string | null;
  /** Change in the number of open findings, waivers and baseline entries; null without an earlier run. */
  readonly findings: number | null;
  readonly waived: number | null;
  readonly baselined: number | null;
  readonly events: Difference;
  /** Events that became deprecated or retired. */
  readonly ended: readonly string[];
  readonly systems: Difference;
  readonly needs: Difference;
}

export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Null when there is nothing to compare with. */
export function since(plan: Plan, now: Run, before: Run | null, reference: Plan | null): Since | null {
  if (!before && !reference) return null;
  const open = (run: Run) => run.findings.error + run.findings.warn + run.findings.info;
  return {
    at: before?.at ?? null,
    commit: before?.commit ?? null,
    findings: before ? open(now) - open(before) : null,
    waived: before ? now.waived - before.waived : null,
    baselined: before ? now.baselined - before.baselined : null,
    events: difference(reference?.events, plan.events),
    ended: [...plan.events.values()].flatMap(({ key, status }) => {
      const was = reference?.events.get(key)?.status;
      const ends = status === 'deprecated' || status === 'retired';
      return was !== undefined && was !== status && ends ? [key] : [];
    }),
    systems: difference(reference?.systems, plan.systems),
    needs: difference(reference?.needs, plan.needs),
  };
}

function difference(
  before: ReadonlyMap<string, unknown> | undefined,
  after: ReadonlyMap<string, unknown>,
): Difference {
  if (!before) return { added: [], removed: [] };
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
}
