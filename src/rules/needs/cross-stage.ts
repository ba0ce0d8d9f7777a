import { defineRule } from '../rule.ts';
import { isAfter } from './phases.ts';
import { reliances } from './relied-on.ts';

export const crossStage = defineRule({
  id: 'needs/cross-stage',
  summary: 'Data that a later phase needs is collected before that phase begins.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs', 'lifecycle'],
  messages: {
    notCollected: ({
      need,
      phase,
      what,
      now,
      status,
    }: {
      need: string;
      phase: string;
      what: string;
      now: string;
      status: string;
    }) =>
      `"${need}" of the ${phase} phase will miss the history of ${what}, which is ${status} while the product is in ${now}.`,
    laterThanNeed: ({
      need,
      phase,
      what,
      later,
    }: {
      need: string;
      phase: string;
      what: string;
      later: string;
    }) =>
      `"${need}" of the ${phase} phase relies on ${what}, which the plan dates to the later ${later} phase.`,
  },
  check(plan, { report }) {
    for (const { need, use, event, status, what, at } of reliances(plan)) {
      if (need.phase === null) continue;
      const place = {
        subject: need.subject,
        at,
        discriminator: use.text,
        owners: [need.owner, event?.owner ?? null],
      };
      const waiting = status === 'proposed' || status === 'approved';
      if (event?.phase != null && isAfter(event.phase, need.phase)) {
        report({
          message: 'laterThanNeed',
          data: { need: need.key, phase: need.phase, what, later: event.phase },
          ...place,
        });
      } else if (waiting && plan.phase !== null && isAfter(need.phase, plan.phase)) {
        const data = { need: need.key, phase: need.phase, what, now: plan.phase, status };
        report({ message: 'notCollected', data, ...place });
      }
    }
  },
});
