import type { JsonObject } from '../../text/json.ts';
import type { Format } from '../formats/format.ts';

/** How sure the first records must be of a format, on the average. */
export const certain = 0.05;

/** The format that records have, going by their marks; null when none is as certain as asked, on the average. */
export function recognise(
  records: readonly JsonObject[],
  formats: readonly Format[],
  least: number,
): Format | null {
  let best: Format | null = null;
  let certainty = 0;
  for (const format of formats) {
    const sum = records.reduce((total, record) => total + format.recognise(record), 0);
    if (sum <= certainty) continue;
    best = format;
    certainty = sum;
  }
  return certainty / Math.max(1, records.length) >= least ? best : null;
}
