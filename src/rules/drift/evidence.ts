import { driftRule } from './drift-rule.ts';
import { count, percent } from './words.ts';

/** What the evidence itself is worth: said, so that nothing is guessed over it. Never an error. */
export const driftEvidenceRules = [
  driftRule({
    name: 'evidence/empty-export',
    summary: 'Each system that is compared has events.',
    severity: 'warn',
    say: ({ detail, left, right, leftCount, rightCount, rest }) =>
      `The evidence of ${detail['system']} is empty (${left}: ${count(leftCount)}, ${right}: ${count(rightCount)} events), so that nothing was compared${rest}`,
  }),
  driftRule({
    name: 'evidence/sampled-side',
    summary: 'Both sides hold all events, or say that they are samples.',
    severity: 'warn',
    say: ({ detail, left, right, leftCount, rightCount, rest }) =>
      `${detail['system']} looks sampled: ${percent(detail['share'])} of what should be there, whatever the event (${left}: ${count(leftCount)}, ${right}: ${count(rightCount)}). Shares were compared, volumes and lost events were not${rest}`,
  }),
  driftRule({
    name: 'evidence/key-mismatch',
    summary: 'Profiles that are compared were made with one key.',
    severity: 'warn',
    say: ({ left, right, detail, rest }) =>
      `${left} and ${right} were hashed with different keys (${detail['left']}, ${detail['right']}): people, orders and values cannot be found again${rest}`,
  }),
  driftRule({
    name: 'evidence/other-plan',
    summary: 'Evidence was counted against the plan as it is now.',
    severity: 'warn',
    say: ({ left, right, detail, rest }) =>
      `${left} was counted against version ${detail['left']} of the plan, ${right} against ${detail['right']}; now it is ${detail['now']}. What all of them name was compared${rest}`,
  }),
  driftRule({
    name: 'evidence/time-unit',
    summary: 'Times are in the unit that their format says.',
    severity: 'warn',
    say: ({ detail, rest }) =>
      `The times of ${detail['system']} look like ${detail['unit'] === 's' ? 'seconds read as milliseconds' : 'micro- or nanoseconds read as milliseconds'}: days and delays were not compared${rest}`,
  }),
  driftRule({
    name: 'evidence/no-common-days',
    summary: 'Evidence that is compared covers the same days.',
    severity: 'warn',
    say: ({ left, right, rest }) =>
      `${left} and ${right} have no whole day in common: shares were compared, volumes were not${rest}`,
  }),
];
