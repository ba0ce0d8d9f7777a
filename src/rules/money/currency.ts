import { standardProperties } from '../../catalogue/index.ts';
import { about, cite, namesOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { type Worth, worths } from '../worth.ts';

export const currency = defineRule({
  id: 'money/currency',
  summary: 'An amount arrives together with the currency that the system asks for.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    missing: (data: {
      name: string;
      value: string;
      currency: string;
      system: string;
      assumed: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" brings ${data.system} "${data.value}" without "${data.currency}"; an amount without its currency is ${data.assumed === '' ? 'counted wrong or not at all' : `taken for ${data.assumed}`}${cite(data)}.`,
  },
  check(plan, { report }) {
    const reported = new Set<string>();
    for (const each of worths(plan)) {
      const { system, event, name, field, from } = each;
      const wanted = textOf(system, 'commerce', 'currency_field');
      // What any other property may be, it may also be this one.
      if (from === null || wanted === null || event.additional !== false || isSent(each, wanted.value))
        continue;
      const once = `${system.key}|${event.key}`;
      if (reported.has(once)) continue;
      reported.add(once);
      const required = namesOf(system, 'commerce', 'currency_required_on');
      const fact = required?.value.includes(name) ? required : wanted;
      report({
        message: 'missing',
        data: {
          name,
          value: field,
          currency: wanted.value,
          system: title(system),
          assumed: assumed(each),
          ...sourceOf(fact),
        },
        ...about(fact, system, event),
        severity: fact === required ? 'error' : 'warn',
      });
    }
  },
});

/** Under the system's own name, or under the one that a router takes for it. */
function isSent({ delivery, router }: Worth, field: string): boolean {
  return delivery.properties.some(
    ({ name, path }) => name === field || (router !== null && path === name && name === 'currency'),
  );
}

/** What is taken for the currency when there is none: the system's default, else that of the router. */
function assumed({ system, router }: Worth): string {
  const defaults = standardProperties().find(({ canonical }) => canonical === 'currency')?.defaults ?? {};
  return (
    textOf(system, 'commerce', 'currency_default')?.value ??
    defaults[system.vendor ?? ''] ??
    (router === null ? undefined : defaults[router]) ??
    ''
  );
}
