import { type Delivery, deliveries } from '../../plan/deliveries.ts';
import type { Plan, System } from '../../plan/types.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const consentMissing = defineRule({
  id: 'privacy/consent-missing',
  summary:
    'What people agreed to travels into the consent field that a system has, or decides what is sent there.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'consent', 'drift'],
  messages: {
    unused: (data: {
      system: string;
      fields: readonly string[];
      purpose: string;
      count: number;
      example: string;
      source: string;
      checked: string;
    }) =>
      `"${data.example}"${data.count === 1 ? '' : ` and ${data.count - 1} more`} reach${data.count === 1 ? 'es' : ''} ${data.system} for ${data.purpose} whether or not people agreed: no \`when\` asks for the signal, and nothing fills ${data.fields.map((field) => `"${field}"`).join(', ')}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const fields =
        namesOf(system, 'privacy', 'consent', 'fields') ?? namesOf(system, 'privacy', 'consent', 'keys');
      const asked = signalled(plan, system);
      if (fields === null || asked === null) continue;
      const open = (deliveries(plan).get(system.key) ?? []).filter(
        (delivery) =>
          delivery.event !== null &&
          delivery.event.status !== 'retired' &&
          !asksFirst(delivery, asked.paths) &&
          ![...delivery.properties, ...delivery.context].some(({ name }) => fields.value.includes(name)),
      );
      const events = new Set(open.flatMap(({ event }) => event?.key ?? []));
      const [example] = events;
      if (example === undefined) continue;
      report({
        message: 'unused',
        data: {
          system: title(system),
          fields: fields.value.slice(0, 3),
          purpose: asked.purpose,
          count: events.size,
          example,
          ...sourceOf(fields),
        },
        ...about(fields, system, system),
        severity: 'warn',
      });
    }
  },
});

/** The first purpose of a system that has a signal, and where all its signals stand. */
function signalled(plan: Plan, system: System): { purpose: string; paths: ReadonlySet<string> } | null {
  for (const key of system.purposes) {
    const purpose = plan.privacy.purposes.get(key);
    // Without a signal of its own it is another finding: there is nothing to ask for.
    if (!purpose?.signal) continue;
    const signals = [purpose.signal, ...[...purpose.under.values()].map(({ signal }) => signal)];
    const paths = new Set(signals.flatMap((signal) => signal?.lines.map(({ path }) => path) ?? []));
    if (paths.size > 0) return { purpose: key, paths };
  }
  return null;
}

/** Only what the signal allows takes this way. */
function asksFirst({ when }: Delivery, paths: ReadonlySet<string>): boolean {
  return when.some(({ lines }) => lines.some(({ path }) => paths.has(path)));
}
