import type { Difference } from '../evidence/difference.ts';
import { judge, NORMAL } from './gates.ts';
import type { Share } from './id-faults.ts';
import { missingPeople, told } from './id-people.ts';
import type { IdType } from './id-types.ts';
import { difference, type IdPair, shareEstimate } from './identity-difference.ts';
import type { Tolerance } from './types.ts';

/** Of the people there: hardly anybody may be told who said no. */
const REFUSED: Tolerance = { tolerance: 0.001, error: 0.005 };

/** People whom consent lets through and who are not there; people there who said no. */
export function consentDifferences(idPair: IdPair, types: readonly IdType[]): Difference[] {
  const { leftProfile: left, rightProfile: right } = idPair.pair;
  return [...fewer(idPair, missingPeople(types, left, right)), ...refused(idPair, told(types, left, right))];
}

function fewer(idPair: IdPair, missing: ReturnType<typeof missingPeople>): Difference[] {
  if (missing === null) return [];
  const { type, share, consenting } = missing;
  const p = share.hits / share.n;
  const effect = p * consenting.value;
  const { level } = judge(
    { effect, error: errorOf(share) * consenting.value, freedom: NORMAL },
    idPair.tolerance('drift/consent'),
  );
  if (level === null) return [];
  const { right } = idPair.pair;
  return [
    difference(idPair, {
      kind: 'consent',
      type,
      level,
      left: { n: share.n, figure: consenting },
      right: {
        n: share.n,
        figure: {
          value: consenting.value - effect,
          low: consenting.low * (1 - p),
          high: consenting.high * (1 - p),
        },
      },
      cause: `${right} lacks people who said yes, with all that they did: its list of consents is older or narrower`,
      remedy: `bring the consents that ${right} goes by up to date`,
      detail: { fewer: true, system: right, points: p, ofAll: effect },
    }),
  ];
}

function refused(idPair: IdPair, found: ReturnType<typeof told>): Difference[] {
  if (found === null) return [];
  const { type, share } = found;
  const effect = share.hits / share.n;
  const { level } = judge({ effect, error: errorOf(share), freedom: NORMAL }, REFUSED);
  if (level === null) return [];
  const { right } = idPair.pair;
  return [
    difference(idPair, {
      kind: 'consent',
      type,
      level,
      left: { n: share.n, figure: { value: 0, low: 0, high: 0 } },
      right: { n: share.n, figure: shareEstimate(share) },
      cause: `people who said no are in ${right}`,
      remedy: `stop sending them to ${right}, and take them out there`,
      detail: { fewer: false, system: right, points: 0, people: share.hits },
    }),
  ];
}

function errorOf({ hits, n }: Share): number {
  const p = (hits + 1) / (n + 2);
  return Math.sqrt((p * (1 - p)) / n);
}
