import type { Run } from './history.ts';
import { PART_TITLES, PARTS } from './scorecard/index.ts';

/**
 * What got worse, a sentence each: a part's points, a stop rule newly broken, or evidence that is gone, so that
 * dropping it is no way out. Parts are never weighed against one another.
 */
export function worse(before: Run, now: Run): string[] {
  const gone = before.evidence.filter((name) => !now.evidence.includes(name));
  const sentences = gone.map((name) => `${name} was checked before and is no longer.`);
  for (const part of PARTS) {
    const was = before.parts[part];
    const is = now.parts[part];
    if (!was || was[0] === null) continue;
    if (!is || is[0] === null)
      sentences.push(`${PART_TITLES[part]} had ${was[0]} of 100 and is no longer judged.`);
    else if (now.held.includes(part) && !before.held.includes(part))
      sentences.push(`${PART_TITLES[part]} is newly held at 49 by a stop rule.`);
    else if (is[0] < was[0] || is[1] < was[1])
      sentences.push(`${PART_TITLES[part]} fell from ${was[1]} to ${is[1]} points.`);
  }
  return sentences;
}
