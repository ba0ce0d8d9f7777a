import type { Sighting } from './sighting.ts';

type Outcome = Sighting['outcome'] | null;

const PAIR = /^([-+]?\d{1,2}\.\d+)\s*[,;]\s*([-+]?\d{1,3}\.\d+)$/;
/** Three decimals are 111 m; the strictest line in law is 564 m (California), which two decimals (1.1 km) miss. */
const PRECISE_DECIMALS = 3;

/** `52.5163,13.3777`. */
export function pairOutcome(text: string): Outcome {
  const [, latitude = '', longitude = ''] = PAIR.exec(text) ?? [];
  if (latitude === '' || Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180) return null;
  return decimals(latitude) >= PRECISE_DECIMALS && decimals(longitude) >= PRECISE_DECIMALS ? 'hit' : 'shape';
}

/** One value under a name that says latitude or longitude. */
export function coordinateOutcome(text: string): Outcome {
  if (!/^[-+]?\d{1,3}(?:\.\d+)?$/.test(text) || Math.abs(Number(text)) > 180 || Number(text) === 0)
    return null;
  return decimals(text) >= PRECISE_DECIMALS ? 'hit' : 'shape';
}

function decimals(text: string): number {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

const YEAR_FIRST = /^(19\d\d|20\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?:T.*)?$/;
const YEAR_LAST = /^(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|[12]\d|3[01])[-/. ](19\d\d|20\d\d)$/;
/** A fixed line, so that a result does not depend on the day of the run. */
const YOUNGEST = 2025;
const YEAR_MS = 31_556_952_000;

/** A full date under a name that says birth; a year alone is an age range. By value alone no date is one. */
export function birthOutcome(text: string): Outcome {
  const year = YEAR_FIRST.exec(text)?.[1] ?? YEAR_LAST.exec(text)?.[1] ?? epochYear(text);
  if (year === null) return null;
  return Number(year) >= 1900 && Number(year) <= YOUNGEST ? 'hit' : null;
}

/** Seconds or milliseconds since the epoch, before it too. */
function epochYear(text: string): number | null {
  if (!/^-?\d{8,13}$/.test(text)) return null;
  const value = Number(text);
  return Math.floor(1970 + (Math.abs(value) < 1e11 ? value * 1000 : value) / YEAR_MS);
}
