import type { Profile } from '../evidence/profile.ts';
import type { Plan } from '../plan/types.ts';
import type { Comparing, Comparison } from './comparing.ts';
import { exactly } from './comparing.ts';
import type { Pair } from './pairs.ts';
import { commonWindow } from './window.ts';

/** Times before and after these were read in a wrong unit: seconds as milliseconds, or micro- and nanoseconds. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** What the evidence of a pair is worth, before anything is compared. */
export interface Worth {
  /** Nothing can be compared. */
  readonly empty: boolean;
  readonly timed: boolean;
  readonly sameKey: boolean;
  readonly doubtful: boolean;
  readonly window: Comparing['window'];
  readonly notes: readonly Comparison[];
}

export function weigh(plan: Plan, pair: Pair): Worth {
  const { leftProfile: left, rightProfile: right } = pair;
  const notes: Comparison[] = [];
  const note = (kind: string, told: Comparison['told'], level: Comparison['level'] = 'error') =>
    notes.push({ kind, event: null, property: null, verdict: 'differs', level, p: null, told });
  for (const [side, profile] of [
    [pair.left, left],
    [[pair.right], right],
  ] as const) {
    if (profile.totals.events === 0) {
      note('evidence/empty-export', {
        left: { n: left.totals.events },
        right: { n: right.totals.events },
        detail: { system: side.join(' and ') },
        remedy: 'export it again, and look at what the export says of itself',
      });
    }
  }
  const empty = notes.length > 0;
  const units = [unitOf(left), unitOf(right)];
  if (!empty && units.some((unit) => unit !== null)) {
    const wrong = units[1] === null ? pair.left.join(' and ') : pair.right;
    note('evidence/time-unit', {
      left: { figure: timeFigure(left) },
      right: { figure: timeFigure(right) },
      detail: { system: wrong, unit: units[1] ?? units[0] ?? '' },
      remedy: 'say the unit of its times in the export, or write them as ISO 8601',
    });
  }
  const timed = units.every((unit) => unit === null);
  const sameKey = left.sketch.key_id === right.sketch.key_id;
  if (!sameKey && !empty) {
    note('evidence/key-mismatch', {
      left: {},
      right: {},
      detail: { left: left.sketch.key_id ?? 'none', right: right.sketch.key_id ?? 'none' },
      remedy: 'make both profiles with one DATAPLAN_SKETCH_KEY',
    });
  }
  const versions = [left, right].map(({ plan: of }) => of?.version ?? null);
  const others = versions.filter((version) => version !== null && version !== plan.version);
  const unlike = left.plan !== null && right.plan !== null && left.plan.hash !== right.plan.hash;
  const otherPlan = others.length > 0 || (unlike && pair.relation !== 'time');
  if (otherPlan && !empty) {
    note(
      'evidence/other-plan',
      {
        left: {},
        right: {},
        detail: { left: versions[0] ?? 'none', right: versions[1] ?? 'none', now: plan.version },
        remedy: 'count both exports against the plan as it is now',
      },
      pair.relation === 'time' ? 'warn' : 'error',
    );
  }
  const window = timed && !empty && pair.relation !== 'time' ? commonWindow(left, right) : null;
  if (timed && !empty && pair.relation !== 'time' && window === null) {
    note('evidence/no-common-days', {
      left: { figure: timeFigure(left) },
      right: { figure: timeFigure(right) },
      remedy: 'export the same days from both',
    });
  }
  // A plan grows: that the past was counted by an older version is usual.
  const doubtful = !timed || (otherPlan && pair.relation !== 'time');
  return { empty, timed, sameKey, doubtful, window, notes };
}

/** The unit that a side's times seem to be in, where it is not milliseconds. */
function unitOf({ totals: { first, last } }: Profile): string | null {
  if (first === null || last === null) return null;
  if (last < EARLIEST && last > 0) return 's';
  return first > LATEST ? 'us' : null;
}

function timeFigure({ totals: { last } }: Profile) {
  return last === null ? null : exactly(last);
}
