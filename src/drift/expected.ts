import type { PropertyProfile } from '../evidence/profile.ts';
import type { AlignedEvent } from './aligned.ts';
import type { Comparing } from './comparing.ts';
import { customerShare } from './counts.ts';

/** Of what left has, how much the plan lets through to right. */
export interface Expected {
  /** Records on the right per event on the left; between `low` and `high` where consent is not known of some. */
  readonly low: number;
  readonly high: number;
  /** The plan asks for something that the left evidence cannot tell: volumes are then no error. */
  readonly guessed: boolean;
  /** Elements of the list of which each becomes one record there; 1 where the plan says nothing of that. */
  readonly perEvent: number;
}

export function expected(comparing: Comparing, aligned: AlignedEvent): Expected {
  const { plan, pair } = comparing;
  const { left, delivery, sampling } = aligned;
  const perEvent = elementsOf(left?.properties ?? {}, delivery?.per ?? null);
  const scale = (sampling * perEvent * pair.rightProfile.sampling.rate) / pair.leftProfile.sampling.rate;
  if (left === null || left.n === 0 || pair.relation === 'time') {
    return { low: scale, high: scale, guessed: false, perEvent };
  }
  const purposes = plan.systems.get(pair.right)?.purposes ?? [];
  if (!pair.leftProfile.reaches.includes(pair.right)) {
    return { low: 0, high: scale, guessed: purposes.length > 0, perEvent };
  }
  // Bots are taken out of the counts that this is a share of, so out of the share as well.
  const customers = left.n * customerShare(left.g, comparing.bots);
  const open = (left.passes[pair.right] ?? 0) * customerShare(left.eligible?.g ?? left.g, comparing.bots);
  const passes = customers === 0 ? 0 : Math.min(1, open / customers);
  const unknown = Math.max(0, ...purposes.map((purpose) => left.consent[purpose]?.[2] ?? 0)) / left.n;
  const guessed = purposes.some((key) => {
    const purpose = plan.privacy.purposes.get(key);
    return purpose?.basis === 'consent' && left.consent[key] === undefined;
  });
  return { low: passes * scale, high: Math.min(1, passes + unknown) * scale, guessed, perEvent };
}

/** Mean elements of a list in an event. */
export function elementsOf(
  properties: Readonly<Record<string, PropertyProfile>>,
  list: string | null,
): number {
  if (list === null) return 1;
  const own = properties[list.replace(/\[\]$/, '')];
  const elements = properties[list.endsWith('[]') ? list : `${list}[]`];
  if (own === undefined || elements === undefined || own.present === 0) return 1;
  return elements.present / own.present;
}
