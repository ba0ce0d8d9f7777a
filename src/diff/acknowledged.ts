import type { JudgedChange } from '../evidence/change.ts';
import { isExpired, isMalformed, type MalformedWaiver, type Waiver } from '../findings/waivers.ts';
import type { Acknowledgement } from './result.ts';

/** Changes that somebody accepted: a live waiver of a diff rule on the change's subject or on its line. */
export function acknowledgedBy(
  changes: readonly JudgedChange[],
  waivers: readonly (Waiver | MalformedWaiver)[],
  today: string,
): ReadonlyMap<JudgedChange, Acknowledgement> {
  const live = waivers.filter(
    (waiver): waiver is Waiver =>
      !isMalformed(waiver) &&
      !isExpired(waiver, today) &&
      waiver.rules.some((rule) => rule.startsWith('diff/')),
  );
  const found = new Map<JudgedChange, Acknowledgement>();
  for (const change of changes) {
    // What harms nobody needs nobody's leave.
    if (
      Object.entries(change.verdicts).every(([who, verdict]) => verdict === 'compatible' || who === 'forward')
    )
      continue;
    const waiver = live.find(({ target }) =>
      'subject' in target
        ? target.subject === change.subject
        : target.file === change.location.file && target.line === change.location.start.line,
    );
    if (waiver === undefined) continue;
    const { rules, reason, owner, until } = waiver;
    found.set(change, { rules, reason, owner, until });
  }
  return found;
}
