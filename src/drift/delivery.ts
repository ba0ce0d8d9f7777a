import { SLICES } from '../evidence/profile/presence.ts';
import type { PairEntry } from '../evidence/sketch/pairs.ts';
import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, notEnough } from './comparing.ts';
import { customerShare, effectOf } from './counts.ts';
import { judge, NORMAL } from './gates.ts';
import type { Matched } from './matched.ts';
import { breakOf } from './since.ts';
import { wilson } from './stats/wilson.ts';
import { dayOf } from './window.ts';

const LEAST_IDS = 50;
const MINUTES_A_DAY = 1440;
/** Platforms are to blame when they have so much of what is lost, and much less of what is sent. */
const BLAMED = 0.8;
const APART = 0.15;

/** Sampled ids that should be on the right, and whether they are. */
interface Sent {
  readonly entry: PairEntry;
  readonly arrived: boolean;
}

/** The left side's sampled ids within the window that the plan lets through. */
function sentOf(comparing: Comparing, { left, right }: Matched): Sent[] {
  const { pair, window } = comparing;
  const bit = pair.leftProfile.reaches.indexOf(pair.right);
  if (window === null || bit < 0) return [];
  const [from, to] = [dayOf(window.first), dayOf(window.last) + 1].map((day) => day * MINUTES_A_DAY);
  return [...left].flatMap(([h, entry]): Sent[] => {
    const inside = entry.minute >= (from ?? 0) && entry.minute < (to ?? 0);
    const passes = Math.floor(entry.reach / 2 ** bit) % 2 === 1;
    return inside && passes ? [{ entry, arrived: right.has(h) }] : [];
  });
}

/** Share of sampled ids that arrive; null: too few to say. */
export function arrivedShare(comparing: Comparing, sample: Matched): { n: number; arrived: number } | null {
  const sent = sentOf(comparing, sample);
  if (sent.length < LEAST_IDS) return null;
  return { n: sent.length, arrived: sent.filter(({ arrived }) => arrived).length };
}

/** Ids that were sent and never arrive: what is lost, of whom, since when. `usual`: share that arrives in this pair. */
export function delivery(
  comparing: Comparing,
  aligned: AlignedEvent,
  sample: Matched,
  usual: number,
): Comparison {
  const kind = 'delivery';
  const sent = sentOf(comparing, sample);
  const { pair, window } = comparing;
  if (sent.length < LEAST_IDS || comparing.sampled || window === null) return notEnough(kind, aligned);
  const lost = sent.filter(({ arrived }) => !arrived);
  const share = lost.length / sent.length;
  // Of one person few events are in the sample, so that people matter the less, the smaller it is.
  const people = 1 + (effectOf(aligned.left ?? { g: [] }, comparing.bots) - 1) * Math.min(1, sample.share);
  const spread = Math.max(share * (1 - share), (1 - usual) * usual);
  const error = Math.sqrt((people * spread) / sent.length);
  const effect = Math.max(0, share - (1 - usual) - robots(comparing, aligned));
  const { verdict, level, p } = judge(
    { effect, error, freedom: NORMAL },
    comparing.tolerance(`drift/${kind}`),
  );
  const slice = blamed(sent, lost);
  const change = breakOf(
    perDay(sent, true, window.first, window.days),
    perDay(sent, null, window.first, window.days).map((n) => n * usual),
    window,
    people,
  );
  const figure = wilson(sent.length - lost.length, sent.length);
  const where = slice === null ? '' : `, on ${slice}`;
  return {
    kind,
    event: aligned,
    property: null,
    verdict,
    level,
    p,
    told: {
      left: { n: sent.length },
      right: { n: sent.length - lost.length, figure },
      slice,
      since: change?.since ?? null,
      cause: `what is sent gets lost before ${pair.right}${where}`,
      signs: [
        `${lost.length} of ${sent.length} sampled ids (${sample.by}) that the plan lets through are not in ${pair.right}`,
        ...(slice === null ? [] : [`nearly all of them are from ${slice}`]),
      ],
      remedy:
        slice === null
          ? `follow one of the lost ${sample.by} through the connector of ${pair.right}`
          : `look at what ${slice} sends, and at its version, before the connector of ${pair.right}`,
      detail: { by: sample.by, lost: share, usual: 1 - usual },
    },
  };
}

/** Of what the plan lets through, as much as bots may have sent: the other side may well keep them out. */
function robots({ pair, bots }: Comparing, { left }: AlignedEvent): number {
  if (left === null || bots.size === 0) return 0;
  const sent = (1 - customerShare(left.g, bots)) * left.n;
  return Math.min(1, sent / Math.max(1, left.passes[pair.right] ?? left.n));
}

/** The platforms that lose most of what is lost while others lose little: `ios and android`; null: none stands out. */
function blamed(sent: readonly Sent[], lost: readonly Sent[]): string | null {
  const share = lost.length / sent.length;
  const guilty = SLICES.filter((slice) => countOn(lost, slice) > share * countOn(sent, slice));
  const total = (list: readonly Sent[]) => guilty.reduce((all, slice) => all + countOn(list, slice), 0);
  const [of, all] = [total(lost) / lost.length, total(sent) / sent.length];
  return of >= BLAMED && of - all >= APART ? guilty.join(' and ') : null;
}

function countOn(list: readonly Sent[], slice: string): number {
  return list.filter(({ entry }) => SLICES[entry.slice - 1] === slice).length;
}

function perDay(sent: readonly Sent[], arrived: boolean | null, first: string, days: number): number[] {
  const counts = Array<number>(days).fill(0);
  for (const { entry, arrived: did } of sent) {
    const day = Math.floor(entry.minute / MINUTES_A_DAY) - dayOf(first);
    if (arrived === null || did === arrived) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}
