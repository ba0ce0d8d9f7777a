import type { Counts, Partial } from './stream.ts';
import { type Saved, Tally } from './tally.ts';
import type { Watching } from './watching.ts';

/** What several threads found, added up. The order of the parts does not matter. */
export function mergeParts(
  parts: readonly Partial[],
  watching: Watching | null,
): { readonly counts: Counts; readonly tally: Saved } {
  const tally = new Tally();
  const counts: Counts = {
    records: 0,
    events: 0,
    valid: 0,
    unplanned: 0,
    bad: 0,
    skipped: 0,
    bytes: 0,
    forms: new Map(),
    bySource: new Map(),
  };
  for (const part of parts) {
    tally.merge(part.tally);
    counts.records += part.counts.records;
    counts.events += part.counts.events;
    counts.valid += part.counts.valid;
    counts.unplanned += part.counts.unplanned;
    counts.bad += part.counts.bad;
    counts.skipped += part.counts.skipped;
    counts.bytes += part.counts.bytes;
    for (const [key, n] of part.counts.forms) counts.forms.set(key, (counts.forms.get(key) ?? 0) + n);
    for (const [key, n] of part.counts.bySource)
      counts.bySource.set(key, (counts.bySource.get(key) ?? 0) + n);
    watching?.merge(part.watched);
  }
  return { counts, tally: tally.save() };
}
