import { type Delivery, deliveries } from '../../plan/deliveries.ts';
import type { Condition, ConditionLine, Purpose } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';

export const signalNotCarried = defineRule({
  id: 'privacy/signal-not-carried',
  summary: 'What reaches a system carries the signals of that system’s purposes.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'purpose', 'consent', 'drift'],
  messages: {
    nowhere: ({ purpose, path }: { purpose: string; path: string }) =>
      `The signal of purpose "${purpose}" is "${path}", which nothing in the plan carries: add it to \`context\`.`,
    event: (data: { event: string; system: string; purpose: string; path: string }) =>
      `"${data.event}" reaches ${data.system} for ${data.purpose}, but does not carry "${data.path}", the signal that says it may.`,
  },
  check(plan, { report }) {
    const absent = new Set<ConditionLine>();
    for (const purpose of plan.privacy.purposes.values()) {
      for (const line of lines(purpose)) {
        const carried = [...deliveries(plan).values()].flat().some((each) => carries(each, line));
        const planned = carried || line.root !== 'context' || plan.context.has(nameOf(line));
        if (planned || !isTested(line)) continue;
        absent.add(line);
        report({
          message: 'nowhere',
          data: { purpose: purpose.key, path: line.path },
          subject: purpose.subject,
          at: purpose.signal?.node ?? purpose.spot,
          discriminator: line.path,
          owners: [purpose.owner],
        });
      }
    }
    for (const [key, list] of deliveries(plan)) {
      const seen = new Set<string>();
      for (const name of plan.systems.get(key)?.purposes ?? []) {
        const purpose = plan.privacy.purposes.get(name);
        if (!purpose) continue;
        for (const line of lines(purpose)) {
          if (absent.has(line) || !isTested(line)) continue;
          for (const delivery of list) {
            const { event } = delivery;
            if (event === null || event.status === 'retired' || carries(delivery, line)) continue;
            const once = JSON.stringify([event.key, purpose.key, line.path]);
            if (seen.has(once)) continue;
            seen.add(once);
            report({
              message: 'event',
              data: { event: event.key, system: key, purpose: name, path: line.path },
              subject: event.subject,
              at: event.spot,
              discriminator: `${key}|${name}|${line.path}`,
              owners: [event.owner],
            });
          }
        }
      }
    }
  },
});

function lines(purpose: Purpose): ConditionLine[] {
  const signals: (Condition | null)[] = [
    purpose.signal,
    ...[...purpose.under.values()].map((each) => each.signal),
  ];
  return signals.flatMap((signal) => signal?.lines ?? []);
}

/** Identifiers and traits are the call's own; `system` and `version` are always there. */
function isTested(line: ConditionLine): boolean {
  return line.root === 'context' || line.root === 'properties';
}

function nameOf(line: ConditionLine): string {
  return line.steps.join('.');
}

function carries(delivery: Delivery, line: ConditionLine): boolean {
  const list = line.root === 'context' ? delivery.context : delivery.properties;
  const name = nameOf(line);
  if (list.some((each) => each.path === name || name.startsWith(`${each.path}.`))) return true;
  return line.root === 'context' && (delivery.event?.context.has(name) ?? false);
}
