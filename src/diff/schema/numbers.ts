import {
  add,
  ceilTo,
  compare,
  type Decimal,
  decimal,
  floorTo,
  isInteger,
  isMultiple,
  leastCommonMultiple,
  ONE,
  subtract,
  times,
  toNumber,
  unit,
} from './decimal.ts';
import type { Fact } from './expansion.ts';
import { found, NONE, type Outcome, unknown } from './search.ts';

interface Limit {
  readonly value: Decimal;
  readonly exclusive: boolean;
}

/** Multiples looked at before giving up. */
const MOST_TRIED = 2_000;

/** Finds a number, whole or with a fraction, of which all facts are true. */
export function solveNumber(facts: readonly Fact[], whole: boolean): Outcome {
  let low: Limit | null = null;
  let high: Limit | null = null;
  let step: Decimal | null = whole ? ONE : null;
  const notMultiples: Decimal[] = whole ? [] : [ONE];
  const excluded: Decimal[] = [];
  for (const { atom, holds } of facts) {
    if (atom.is === 'bound') {
      // Not above 5 is below 5, or 5 itself where 5 was left out.
      const min = (atom.edge === 'min') === holds;
      const limit = { value: atom.value, exclusive: holds ? atom.exclusive : !atom.exclusive };
      if (min) low = tighter(low, limit, 1);
      else high = tighter(high, limit, -1);
    } else if (atom.is === 'multiple') {
      if (!holds) notMultiples.push(atom.of);
      else step = step === null ? atom.of : leastCommonMultiple(step, atom.of);
    } else if (atom.is === 'values' && !holds) {
      for (const value of atom.values) {
        if (typeof value === 'number' || typeof value === 'bigint') excluded.push(decimal(value));
      }
    }
  }
  const fits = (value: Decimal): boolean =>
    inside(value, low, high) &&
    isInteger(value) === whole &&
    !notMultiples.some((of) => isMultiple(value, of)) &&
    !excluded.some((other) => compare(other, value) === 0);
  return step === null ? dense(low, high, fits) : stepped(step, low, high, fits, notMultiples);
}

function tighter(current: Limit | null, next: Limit, sign: 1 | -1): Limit {
  if (current === null) return next;
  const order = compare(next.value, current.value) * sign;
  if (order === 0) return { value: next.value, exclusive: current.exclusive || next.exclusive };
  return order > 0 ? next : current;
}

function inside(value: Decimal, low: Limit | null, high: Limit | null): boolean {
  const above = low === null ? 1 : compare(value, low.value);
  const below = high === null ? -1 : compare(value, high.value);
  return (above > 0 || (above === 0 && !low?.exclusive)) && (below < 0 || (below === 0 && !high?.exclusive));
}

/** Multiples of a step, nearest to a limit (or to zero) first. */
function stepped(
  step: Decimal,
  low: Limit | null,
  high: Limit | null,
  fits: (value: Decimal) => boolean,
  notMultiples: readonly Decimal[],
): Outcome {
  if (notMultiples.some((of) => isMultiple(step, of))) return NONE;
  const up = low !== null;
  const start =
    low !== null ? ceilTo(low.value, step) : high !== null ? floorTo(high.value, step) : times(step, 0n);
  let unshown: Decimal | null = null;
  for (let i = 0; i < MOST_TRIED; i++) {
    const value = add(start, times(step, up || high === null ? BigInt(i) : BigInt(-i)));
    const past = up ? high !== null && compare(value, high.value) > 0 : false;
    if (past) return unshown === null ? NONE : shown(unshown);
    if (!fits(value)) continue;
    if (toNumber(value) !== null) return shown(value);
    unshown ??= value;
    if (i > 64) break;
  }
  // Where doubles are sparse, those that are round in binary are in reach.
  if (unshown !== null) {
    for (let power = 1n; power < 80n; power++) {
      const coarse = leastCommonMultiple(step, { digits: 2n ** power, scale: 0 });
      const value = up ? ceilTo(start, coarse) : floorTo(start, coarse);
      if (fits(value) && toNumber(value) !== null) return shown(value);
    }
    return shown(unshown);
  }
  return unknown('too many multiples to try');
}

/** Numbers of any fraction: between two different limits there is always one more. */
function dense(low: Limit | null, high: Limit | null, fits: (value: Decimal) => boolean): Outcome {
  if (low !== null && high !== null && compare(low.value, high.value) >= 0) {
    return fits(low.value) ? shown(low.value) : NONE;
  }
  const anchor = low?.value ?? high?.value ?? decimal(0);
  const sign = low === null && high !== null ? -1n : 1n;
  for (const end of [low, high]) if (end !== null && fits(end.value)) return shown(end.value);
  let tried: Decimal | null = null;
  for (let places = 1; places < 24; places++) {
    for (const digit of [5n, 1n, 3n, 7n, 9n, 2n, 13n]) {
      const value = add(anchor, times(unit(places), sign * digit));
      if (!fits(value)) continue;
      if (toNumber(value) !== null) return shown(value);
      tried ??= value;
    }
  }
  if (tried !== null) return shown(tried);
  if (low !== null && high !== null) {
    const gap = subtract(high.value, low.value);
    const middle = add(low.value, { digits: gap.digits * 5n, scale: gap.scale + 1 });
    if (fits(middle)) return shown(middle);
  }
  return unknown('no number tried fits between the limits');
}

function shown(value: Decimal): Outcome {
  const number = toNumber(value);
  if (number !== null) return found(number);
  const text = 'needs more digits than a JavaScript number holds';
  return found(isInteger(value) ? value.digits : Number(value.digits), `the number that shows it ${text}`);
}
