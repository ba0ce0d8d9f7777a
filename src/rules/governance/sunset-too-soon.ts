import { addDuration, daysBetween } from '../../text/calendar.ts';
import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const sunsetTooSoon = defineRule({
  id: 'governance/sunset-too-soon',
  summary: 'Between the notice and the sunset lies the deprecation window.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['governance', 'lifecycle'],
  messages: {
    tooSoon: ({
      noun,
      name,
      sunset,
      days,
      window,
      earliest,
    }: {
      noun: string;
      name: string;
      sunset: string;
      days: number;
      window: string;
      earliest: string;
    }) =>
      `${noun} "${name}" ends on ${sunset}, in ${days} ${days === 1 ? 'day' : 'days'}, without notice: it is not even deprecated, and the window of ${window} allows ${earliest} at the earliest.`,
  },
  check(plan, { today, report }) {
    const window = plan.governance.deprecationWindow;
    const earliest = window === null ? null : addDuration(today, window);
    if (window === null || earliest === null) return;
    const first = firstMeeting();
    for (const { noun, thing } of living(plan)) {
      const { sunset, status } = thing;
      // Once it is deprecated, notice was given on a day that the plan does not know; `diff` does.
      if (
        sunset === null ||
        status === 'deprecated' ||
        status === 'retired' ||
        sunset < today ||
        sunset >= earliest
      )
        continue;
      const at = thing.node.entries.get('sunset')?.value ?? thing.spot;
      if (!first(at)) continue;
      const data = { noun, name: thing.key, sunset, days: daysBetween(today, sunset), window, earliest };
      report({ message: 'tooSoon', data, subject: thing.subject, at });
    }
  },
});
