import type { AlignedEvent } from './aligned.ts';
import type { PairResult } from './compare-pair.ts';
import type { Comparing } from './comparing.ts';
import { recordsPerId } from './duplicates.ts';
import { matched } from './matched.ts';
import { sum } from './stats/clusters.ts';
import type { Gap, GapCause } from './types.ts';
import { daily } from './window.ts';

type Step = Gap['causes'][number];

/**
 * From the left count of each event to the right one: "Why does Braze show fewer purchases than Amplitude?" What the
 * plan wants is counted event by event, what went wrong is estimated from sampled ids; the rest stays unexplained.
 */
export function gapsOf({ comparing, events, differences }: PairResult): Gap[] {
  if (comparing === null || comparing.pair.relation === 'time') return [];
  return events.flatMap((aligned): Gap[] => {
    const { left } = aligned;
    if (left === null || left.n === 0) return [];
    const renamed = differences.filter(
      ({ kind, event }) => kind === 'renamed-event' && event === aligned.event.key,
    );
    const names = renamed.flatMap(({ right }) => right.name ?? []);
    return [gapOf(comparing, aligned, names)];
  });
}

function gapOf(comparing: Comparing, aligned: AlignedEvent, otherNames: readonly string[]): Gap {
  const { pair, window } = comparing;
  const [leftKey, rightKey] = [pair.left.join('+'), pair.right];
  const count = (event: { n: number; days: Readonly<Record<string, number>> } | null) =>
    event === null ? 0 : window === null ? event.n : sum(daily(event.days, window));
  const left = count(aligned.left);
  const right = count(aligned.right);
  const steps: Step[] = [];
  let rest = left;
  const take = (cause: GapCause, n: number, exact: boolean, text: string) => {
    const whole = Math.round(n);
    if (whole === 0) return;
    steps.push({ cause, count: whole, exact, text });
    rest -= whole;
  };
  const records = recordsOf(aligned);
  if (records.left > 1)
    take(
      'duplicates-left',
      rest * (1 - 1 / records.left),
      false,
      `${leftKey} counts some of them more than once`,
    );
  takePlanned(comparing, aligned, () => rest, take);
  for (const name of otherNames) {
    const n = count(pair.rightProfile.events[name] ?? null);
    take('renamed', n, true, `${n} arrive at ${rightKey} under another name: ${name}`);
  }
  if (records.right > 1) {
    const more = -right * (1 - 1 / records.right);
    const perLine = (aligned.delivery?.per ?? null) !== null || records.right > 1.5;
    if (perLine) take('one-per-line', more, false, `${rightKey} has one record for each line of a basket`);
    else take('duplicates-right', more, false, `${rightKey} has some of them more than once`);
  }
  return {
    event: aligned.event.key,
    left: { system: leftKey, count: left },
    right: { system: rightKey, count: right },
    window,
    causes: steps,
    unexplained: rest - right,
  };
}

/** What the plan itself holds back: sampling, consent, identifiers, conditions. */
function takePlanned(
  comparing: Comparing,
  aligned: AlignedEvent,
  rest: () => number,
  take: (cause: GapCause, n: number, exact: boolean, text: string) => void,
): void {
  const { plan, pair } = comparing;
  const { left, sampling } = aligned;
  if (left === null || !pair.leftProfile.reaches.includes(pair.right)) return;
  const start = rest();
  // Shares of all that left has: the profile does not know consent by day.
  const share = (n: number) => (start * n) / left.n;
  const passes = left.passes[pair.right] ?? 0;
  const purposes = plan.systems.get(pair.right)?.purposes ?? [];
  const refused = Math.max(
    0,
    ...purposes.map((purpose) => {
      const [, no, unknown] = left.consent[purpose] ?? [0, 0, 0];
      return no + unknown;
    }),
  );
  const held = left.n - passes;
  const noConsent = Math.min(refused, held);
  const people = purposes.join(' and ');
  take('no-consent', share(noConsent), true, `the customer did not allow ${people}, or nobody asked`);
  const others = share(held - noConsent);
  const when = (aligned.delivery?.when.length ?? 0) > 0;
  const asksId = aligned.event.identifiedBy.kind !== 'none';
  if (when && asksId)
    take(
      'not-let-through',
      others,
      true,
      `the plan's conditions for ${pair.right} do not hold, or an identifier is missing`,
    );
  else if (when) take('when', others, true, `the plan sends ${pair.right} only some of them, by its "when"`);
  else
    take('no-identifier', others, true, `no identifier that the plan asks for, so nobody to attach them to`);
  if (sampling < 1)
    take(
      'not-sampled',
      rest() * (1 - sampling),
      false,
      `the plan sends ${pair.right} a sample of ${sampling * 100} %`,
    );
}

/** Records per order (or message) on either side; 1 where too few are sampled. */
function recordsOf({ left, right }: AlignedEvent): { left: number; right: number } {
  if (left === null || right === null) return { left: 1, right: 1 };
  const [sample] = matched(left, right);
  if (sample === undefined || Math.min(sample.left.size, sample.right.size) < 20)
    return { left: 1, right: 1 };
  return { left: recordsPerId(sample.left), right: recordsPerId(sample.right) };
}
