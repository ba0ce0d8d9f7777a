import type { DayWindow, Difference, Estimate, SideFigure } from '../evidence/difference.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { subject } from '../findings/subject.ts';
import type { Plan } from '../plan/types.ts';
import type { JsonObject } from '../text/json.ts';
import { judge, NORMAL } from './gates.ts';
import type { Share } from './id-faults.ts';
import { estimated } from './joins.ts';
import type { Pair } from './pairs.ts';
import type { Tolerance } from './types.ts';

/** One pair of systems, as identifiers are held against each other. */
export interface IdPair {
  readonly plan: Plan;
  readonly pair: Pair;
  readonly window: DayWindow | null;
  /** By a rule's id. */
  readonly tolerance: (rule: string) => Tolerance;
}

/** Fewer ids, or fewer of them wrong, are too few to blame a recipe or a router. */
const ENOUGH = 100;
const FEWEST = 5;

export interface Judged {
  /** Right minus left. */
  readonly effect: number;
  readonly level: 'warn' | 'error';
}

/** What the gates make of a difference of shares; null: it is none, or there is too little to say. */
export function judged({ tolerance }: IdPair, rule: string, left: Share, right: Share): Judged | null {
  const [a, b] = [shareOf(left), shareOf(right)];
  const worse = b.p > a.p ? right : left;
  if (worse.n < ENOUGH || worse.hits < FEWEST) return null;
  const effect = b.p - a.p;
  const { level } = judge(
    { effect, error: Math.sqrt(a.variance + b.variance), freedom: NORMAL },
    tolerance(rule),
  );
  return level === null ? null : { effect, level };
}

/** The variance is that of one more hit and miss each, so that none seen is not taken for none there. */
function shareOf({ hits, n, theta }: Share): { p: number; variance: number } {
  if (n === 0) return { p: 0, variance: 0 };
  const guarded = (hits + 1) / (n + 2);
  return { p: hits / n, variance: ((guarded * (1 - guarded)) / n) * (1 - theta / HASH_RANGE) };
}

export function shareEstimate({ hits, n, theta }: Share): Estimate | null {
  return n === 0 ? null : estimated(hits, n, theta);
}

interface Found {
  readonly kind: string;
  readonly type: string;
  readonly level: 'warn' | 'error';
  readonly left: Pick<SideFigure, 'n' | 'figure'>;
  readonly right: Pick<SideFigure, 'n' | 'figure'>;
  readonly cause: string | null;
  readonly remedy: string;
  /** `points`: share of the ids that it concerns. */
  readonly detail: JsonObject;
}

/** As a value of the outside world: about an identifier of the system that marketing works with. */
export function difference({ plan, pair, window }: IdPair, found: Found): Difference {
  const type = plan.identity.types.get(found.type);
  const system = plan.systems.get(pair.right);
  const needs = [...plan.needs.values()].filter((need) => need.system === pair.right);
  const owners = [...pair.left, pair.right].map((key) => plan.systems.get(key)?.owner ?? null);
  return {
    kind: found.kind,
    // What an audience or campaign relies on may stop a release; the rest is worth knowing.
    severity: found.level === 'error' && needs.length > 0 ? 'error' : 'warn',
    subject: subject(['system', pair.right], ['identity', found.type]),
    event: null,
    property: null,
    left: { systems: pair.left, name: found.type, ...found.left },
    right: { systems: [pair.right], name: found.type, ...found.right },
    window,
    since: null,
    slice: null,
    cause: found.cause,
    signs: [],
    remedy: found.remedy,
    needs: needs.map(({ key }) => key),
    owners: [
      ...new Set([...owners, ...needs.map(({ owner }) => owner)].filter((owner) => owner !== null)),
    ].sort(),
    absorbed: [],
    at: type?.spot ?? system?.spot ?? plan.root,
    related: [],
    discriminator: `${pair.left.join('+')} ${pair.right}`,
    detail: found.detail,
  };
}
