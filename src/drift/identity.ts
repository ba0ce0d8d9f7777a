import type { Difference } from '../evidence/difference.ts';
import type { NotChecked } from '../findings/report.ts';
import { identityDriftRules } from '../rules/drift/identity.ts';
import { Settings } from '../rules/settings.ts';
import { consentDifferences } from './consent.ts';
import { customerView } from './coverage.ts';
import { tolerancesOf } from './findings.ts';
import { type Fault, faultsOf } from './id-faults.ts';
import { reachable } from './id-people.ts';
import { idTypes } from './id-types.ts';
import { wordsOf } from './id-words.ts';
import { difference, type IdPair, judged, shareEstimate } from './identity-difference.ts';
import { fewerFound, pairsBefore } from './identity-time.ts';
import { joinsOf, unjoinable } from './joins.ts';
import { pairsOf } from './pairs.ts';
import type { CustomerView, DriftInput, DriftOptions, Join, Tolerance } from './types.ts';
import { commonWindow } from './window.ts';

/** What identifiers show: who can be brought together, what keeps the others apart, and what to mend. */
export interface Identities {
  /** Each system to each other one, each identifier that both have. */
  readonly joins: readonly Join[];
  /** Null: there is no evidence of one of the sides, or none that can be joined. */
  readonly customerView: CustomerView | null;
  /** One per cause. */
  readonly differences: readonly Difference[];
  readonly notChecked: readonly NotChecked[];
}

/** Of a share that is missing, what known causes must explain so that it is not told by itself. */
const EXPLAINED = 0.8;
/** A kind that no rule is asked about lets nothing pass. */
const STRICT: Tolerance = { tolerance: 0, error: 0 };

/** Holds the id sketches of all systems against each other. */
export function compareIdentities(input: DriftInput, options: DriftOptions = {}): Identities {
  const { joins, notChecked } = joinsOf(input);
  const defaults = tolerancesOf(identityDriftRules, new Settings({ preset: 'strict' }));
  const tolerance = (rule: string): Tolerance => options.tolerance?.(rule) ?? defaults(rule) ?? STRICT;
  const past = pairsBefore(input);
  const differences = pairsOf(input, options.between ?? null).flatMap((pair): Difference[] => {
    const { leftProfile: left, rightProfile: right } = pair;
    if (left.sketch.key_id !== right.sketch.key_id) return [];
    const types = idTypes(input.plan, left, right);
    const idPair: IdPair = { plan: input.plan, pair, window: commonWindow(left, right), tolerance };
    const faults = faultDifferences(idPair, faultsOf(types, left, right));
    if (unjoinable(left, right) !== null) return faults;
    const consent = consentDifferences(idPair, types);
    const found = withJoins(idPair, [...consent, ...faults], reachable(types, left, right));
    if (found.length > 0) return found;
    // What is wrong now has its cause; without one, then and now may still differ.
    const then = past.find(({ right: key }) => key === pair.right);
    return then?.left.join() === pair.left.join() ? fewerFound(idPair, then) : [];
  });
  return { joins, customerView: customerView(input), differences, notChecked };
}

/** One difference a mistake: on the side that makes it more often. */
function faultDifferences(idPair: IdPair, faults: readonly Fault[]): Difference[] {
  return faults.flatMap((fault): Difference[] => {
    const found = judged(idPair, `drift/${fault.kind}`, fault.left, fault.right);
    if (found === null) return [];
    const wrong = found.effect > 0 ? idPair.pair.right : idPair.pair.left.join(' and ');
    const { cause, remedy } = wordsOf(fault, wrong);
    return [
      difference(idPair, {
        kind: fault.kind,
        type: fault.type,
        // A shared device joins people, it loses none.
        level: fault.kind === 'shared-id' ? 'warn' : found.level,
        left: { n: fault.left.n, figure: shareEstimate(fault.left) },
        right: { n: fault.right.n, figure: shareEstimate(fault.right) },
        cause,
        remedy,
        detail: { system: wrong, counted: fault.counted, mistake: fault.mistake, points: found.effect },
      }),
    ];
  });
}

/** Ids that should be on the other side and are not, unless causes that are told already explain it. */
function withJoins(
  idPair: IdPair,
  told: readonly Difference[],
  reached: ReturnType<typeof reachable>,
): Difference[] {
  const absorbed = new Map<Difference, string[]>();
  const own: Difference[] = [];
  for (const { type, share, looked } of reached) {
    const tolerance = idPair.tolerance('drift/identity-join');
    if (share.high >= 1 - tolerance.tolerance) continue;
    const missing = 1 - share.value;
    const explained = told.reduce((sum, each) => sum + Math.abs(Number(each.detail['points'] ?? 0)), 0);
    const [strongest] = [...told].sort((a, b) => points(b) - points(a));
    if (strongest !== undefined && explained >= EXPLAINED * (missing - tolerance.tolerance / 2)) {
      absorbed.set(strongest, [...(absorbed.get(strongest) ?? []), `identity-join of ${type}`]);
      continue;
    }
    const [first] = own;
    if (first !== undefined) {
      // Whoever cannot be found by one identifier mostly cannot be found by the others.
      absorbed.set(first, [...(absorbed.get(first) ?? []), `identity-join of ${type}`]);
      continue;
    }
    const right = idPair.pair.right;
    own.push(
      difference(idPair, {
        kind: 'identity-join',
        type,
        level: share.high < 1 - tolerance.error ? 'error' : 'warn',
        left: { n: looked, figure: { value: 1, low: 1, high: 1 } },
        right: { n: Math.round(looked * share.value), figure: share },
        cause: null,
        remedy: `follow one of these ids from ${idPair.pair.left.join(' and ')} to ${right}`,
        detail: { system: right, counted: type, mistake: null, points: missing },
      }),
    );
  }
  return [...told, ...own].map((each) => ({ ...each, absorbed: absorbed.get(each) ?? each.absorbed }));
}

function points({ detail }: Difference): number {
  return Math.abs(Number(detail['points'] ?? 0));
}
