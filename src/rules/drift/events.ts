import { driftRule } from './drift-rule.ts';
import { count, type DriftData, duration, ofHundred, percent, times } from './words.ts';

/** What is about whole events: whether, under which name, how often and when they arrive. */
export const eventDriftRules = [
  driftRule({
    name: 'missing-event',
    summary: 'Events that the plan sends to a system arrive there.',
    severity: 'error',
    say: ({ event, left, right, leftCount, rightCount, overTime, detail, rest }) =>
      overTime
        ? `${event} came ${times(leftCount)} to ${left}; now about ${count(detail['expected'])} should have come, and none did${rest}`
        : `${event} happened ${times(leftCount)} in ${left}; ${right} should have about ${count(detail['expected'])} of them and has ${rightCount === 0 ? 'none' : count(rightCount)}${rest}`,
  }),
  driftRule({
    name: 'renamed-event',
    summary: 'Events arrive under the name that the plan gives them there.',
    severity: 'error',
    say: ({ event, right, rightName, rightCount, detail, rest }) =>
      `${event} arrives in ${right} as ${rightName} (${times(rightCount)}), not as ${detail['planned']}${rest}`,
  }),
  driftRule({
    name: 'unplanned-event',
    summary: 'A system gets no events that no plan names.',
    severity: 'warn',
    say: ({ right, rightName, rightCount, rest }) =>
      `${rightName} arrives in ${right} (${times(rightCount)}) and is not planned there${rest}`,
  }),
  driftRule({
    name: 'volume',
    summary: 'A system gets as many of an event as the plan lets through.',
    severity: 'error',
    tolerance: 0.1,
    error: 0.2,
    say: sayVolume,
  }),
  driftRule({
    name: 'delivery',
    summary: 'What is sent and let through arrives.',
    severity: 'error',
    tolerance: 0.02,
    error: 0.05,
    say: ({ event, left, right, rightFigure, leftCount, detail, rest }) =>
      `Of 100 ${event} of ${left} that the plan lets through, ${ofHundred(rightFigure)} are in ${right} (${count(leftCount)} sampled ids); usually ${percent(1 - Number(detail['usual'] ?? 0))} are${rest}`,
  }),
  driftRule({
    name: 'duplicates',
    summary: 'No system counts an event more often than the other.',
    severity: 'error',
    tolerance: 0.005,
    error: 0.02,
    say: ({ event, left, right, leftFigure, rightFigure, rightCount, rest }) =>
      `${percent(rightFigure['value'])} of ${event} are in ${right} more than once, ${percent(leftFigure['value'])} in ${left} (${count(rightCount)} sampled ids)${rest}`,
  }),
  driftRule({
    name: 'lag',
    summary: 'Both systems say about the same time for one event.',
    severity: 'warn',
    say: ({ event, left, right, rightFigure, rightCount, detail, rest }) =>
      `Half of ${event} are dated ${duration(rightFigure['value'])} later in ${right} than in ${left}, the slowest twentieth ${duration(rightFigure['high'])} (${count(rightCount)} sampled records)${detail['limit'] == null ? '' : `; ${right} refuses events older than ${detail['limit']} hours`}${rest}`,
  }),
  driftRule({
    name: 'time-zone',
    summary: 'Times mean the same in both systems.',
    severity: 'error',
    say: ({ event, left, right, detail, rest }) =>
      `${right} says times ${Math.abs(Number(detail['hours']))} hours ${Number(detail['hours']) > 0 ? 'ahead of' : 'behind'} ${left}${event === '' ? '' : ` for ${event}`}, always the same${rest}`,
  }),
];

function sayVolume(data: DriftData): string {
  const { event, left, right, leftCount, rightCount, rightFigure, overTime, detail, rest } = data;
  const got = ofHundred(rightFigure);
  if (event === '') {
    return `${right} gets ${got} of 100 events that the plan lets through from ${left}, whatever the event${rest}`;
  }
  if (overTime) {
    return `Where ${right} had 100 ${event} before, it has ${got} now: ${count(rightCount)}, and about ${count(detail['expected'])} would be as before${rest}`;
  }
  return `${right} got ${got} for every 100 ${event} that the plan lets through from ${left}: ${count(rightCount)} of about ${count(detail['expected'])} (${left} has ${count(leftCount)}); usual for this pair are ${percent(detail['base'])}${rest}`;
}
