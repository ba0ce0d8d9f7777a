import { EventCounter } from '../evidence/profile/event.ts';
import type { EventProfile } from '../evidence/profile.ts';
import { createHasher } from '../evidence/sketch/hash.ts';
import { type AlignedEvent, unplannedEvents } from './aligned.ts';
import { type Comparing, type Comparison, exactly } from './comparing.ts';
import { expected } from './expected.ts';
import { type Context, eventsByDay, type Sign, scoreOf, signsOf } from './renames-score.ts';
import { SharedIds } from './shared-ids.ts';
import { sinceOf } from './since.ts';

const LEAST_EVENTS = 20;
const SURE = 80;
const PERHAPS = 50;
const AHEAD = 30;
/** A planned event has room for another name where it lacks so much of what is expected. */
const LACKING = 0.9;

/** Every name is held against every event: of a flood of names, the ones that matter. */
const MOST_NAMES = 500;
const MOST_LACKING = 500;
/** A rival with less is never within reach of one that is believed. */
const RIVAL = PERHAPS - AHEAD;

/** An unplanned name on the right, and what it is, as far as evidence says. */
export interface Rename {
  readonly name: string;
  readonly profile: EventProfile;
  readonly of: AlignedEvent;
  readonly signs: readonly Sign[];
  readonly score: number;
  readonly sure: boolean;
}

/** Which unplanned names of the right side are planned events under another name; each at most once. */
export function renamesOf(comparing: Comparing, events: readonly AlignedEvent[]): Rename[] {
  const { plan, pair } = comparing;
  const found = unplannedEvents(plan, pair.right, pair.rightProfile).flatMap((name) => {
    const profile = pair.rightProfile.events[name];
    return profile !== undefined && profile.n >= LEAST_EVENTS ? [{ name, profile }] : [];
  });
  const lacking = events
    .filter((aligned) => isLacking(comparing, aligned))
    .sort((a, b) => (b.left?.n ?? 0) - (a.left?.n ?? 0))
    .slice(0, MOST_LACKING);
  found.sort((a, b) => b.profile.n - a.profile.n || (a.name < b.name ? -1 : 1)).splice(MOST_NAMES);
  const days = { leftDays: eventsByDay(pair.leftProfile), rightDays: eventsByDay(pair.rightProfile) };
  const vendor = plan.systems.get(pair.right)?.vendor ?? null;
  const sharing = new SharedIds<AlignedEvent>();
  for (const of of lacking) if (of.left !== null) sharing.add(of, of.left);
  const scored = found.flatMap((candidate) => {
    const shares = sharing.of(candidate.profile);
    return lacking.flatMap((of): Scored[] => {
      if (of.left === null) return [];
      const planned = { key: of.event.key, name: of.leftKey, rightName: of.rightKey, profile: of.left };
      const base = expected(comparing, of).high * comparing.base - (of.right?.n ?? 0) / of.left.n;
      const least = Math.max(base, 1 / of.left.n);
      const context: Context = { vendor, base: least, sharesIds: shares.has(of), ...days };
      const signs = signsOf(planned, candidate, context);
      const score = scoreOf(signs);
      return score < RIVAL ? [] : [{ ...candidate, of, signs, score }];
    });
  });
  const rival = rivalsOf(scored);
  return scored
    .filter((each) => each.score >= PERHAPS && each.score > rival(each))
    .map((each) => ({ ...each, sure: isSure(each, rival(each)) }));
}

type Scored = Omit<Rename, 'sure'>;

function isLacking(comparing: Comparing, aligned: AlignedEvent): boolean {
  const { left, right } = aligned;
  if (left === null) return false;
  return (right?.n ?? 0) < LACKING * left.n * expected(comparing, aligned).high * comparing.base;
}

/** The best score that the same name has with another event, or the same event with another name. */
function rivalsOf(scored: readonly Scored[]): (of: Scored) => number {
  const best = new Map<string | AlignedEvent, number[]>();
  for (const { name, of, score } of scored) {
    for (const key of [name, of]) {
      const two = [...(best.get(key) ?? []), score].sort((a, b) => b - a).slice(0, 2);
      best.set(key, two);
    }
  }
  const without = (key: string | AlignedEvent, score: number) => {
    const [first = 0, second = 0] = best.get(key) ?? [];
    return first === score ? second : first;
  };
  return ({ name, of, score }) => Math.max(without(name, score), without(of, score));
}

function isSure({ score, signs }: Scored, rival: number): boolean {
  return score >= SURE && score - rival >= AHEAD && signs.some(({ name, points }) => !name && points > 0);
}

/** The event as it would be if the other name counted. */
export function withRename(aligned: AlignedEvent, renames: readonly Rename[]): AlignedEvent {
  const profiles = [
    ...(aligned.right === null ? [] : [aligned.right]),
    ...renames.map(({ profile }) => profile),
  ];
  const [first, ...others] = profiles;
  if (first === undefined || renames.length === 0) return aligned;
  return { ...aligned, right: others.length === 0 ? first : joined(profiles) };
}

function joined(profiles: readonly EventProfile[]): EventProfile {
  const options = { planned: true, eligible: false, path: () => ({ planned: false, shown: false }) };
  const counter = new EventCounter(options, createHasher(null));
  for (const profile of profiles) counter.absorb(profile);
  return counter.toJSON();
}

export function renamedEvent(comparing: Comparing, rename: Rename): Comparison {
  const { of, name, profile } = rename;
  const right = comparing.pair.right;
  const partly = of.right !== null && of.right.n > 0;
  return {
    kind: 'renamed-event',
    event: of,
    property: null,
    verdict: 'differs',
    level: 'error',
    p: null,
    told: {
      left: { n: of.left?.n ?? 0, figure: exactly(of.left?.n ?? 0) },
      right: { n: profile.n, name, figure: exactly(profile.n) },
      since: partly ? sinceOf(profile, comparing.window) : null,
      cause: `${right} gets it as ${name}${partly ? ', in part' : ''}`,
      signs: rename.signs.filter(({ points }) => points > 0).map(({ text }) => text),
      remedy: `send it as ${of.rightKey}, or name it ${name} in the plan ("to: { ${right}: ${name} }")`,
      detail: { to: name, planned: of.rightKey, score: rename.score, partly },
      grave: true,
    },
  };
}

/** An unplanned name that is nobody's: said once; perhaps with a question. */
export function unplannedEvent(comparing: Comparing, name: string, guess: Rename | null): Comparison {
  const { plan, pair } = comparing;
  const n = pair.rightProfile.events[name]?.n ?? 0;
  const action = plan.governance.enforcement.unplanned_event;
  return {
    kind: 'unplanned-event',
    event: null,
    property: null,
    verdict: 'differs',
    level: action === 'allow' ? null : 'warn',
    p: null,
    told: {
      left: { name: null },
      right: { n, name, figure: exactly(n) },
      unplanned: name,
      cause: guess === null ? null : `it may be ${guess.of.event.key} under another name`,
      signs: guess?.signs.filter(({ points }) => points > 0).map(({ text }) => text) ?? [],
      remedy: 'put it into the plan, or stop sending it',
      detail: { perhaps: guess?.of.event.key ?? null },
    },
  };
}
