import { cite, sourceOf, title } from '../facts.ts';
import { routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const routerDefaultName = defineRule({
  id: 'flows/router-default-name',
  summary:
    'The plan names an event where a router would give it an old name, or another than a second router.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'routers', 'drift'],
  messages: {
    old: (data: {
      event: string;
      system: string;
      router: string;
      name: string;
      now: string;
      source: string;
      checked: string;
    }) =>
      `${data.router} hands "${data.event}" to ${data.system} as "${data.name}" unless it is told otherwise; ${data.system} calls it "${data.now}" today: write the name into \`to\`${cite(data)}.`,
    differ: (data: {
      event: string;
      system: string;
      first: string;
      firstName: string;
      second: string;
      secondName: string;
      source: string;
      checked: string;
    }) =>
      `"${data.event}" arrives in ${data.system} as "${data.firstName}" by ${data.first} and as "${data.secondName}" by ${data.second}: one event is counted as two${cite(data)}.`,
  },
  check(plan, { report }) {
    const first = new Map<string, ReturnType<typeof routedEvents>[number]>();
    for (const each of routedEvents(plan)) {
      const { event, system, mapped, router, name } = each;
      if (router === null) continue;
      const place = {
        subject: event.subject,
        at: event.spot,
        severity: 'warn' as const,
        owners: [event.owner],
      };
      if (mapped?.value.vendorNow != null && mapped.value.vendorNow !== name) {
        report({
          message: 'old',
          data: {
            event: event.key,
            system: title(system),
            router,
            name,
            now: mapped.value.vendorNow,
            ...sourceOf(mapped),
          },
          ...place,
          discriminator: `${system.key}|${router}`,
        });
      }
      const key = `${system.key}|${event.key}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, each);
      else if (known.name !== name && mapped !== null && known.mapped !== null) {
        // What one of them does is not known: no difference is, either.
        report({
          message: 'differ',
          data: {
            event: event.key,
            system: title(system),
            first: known.router ?? '',
            firstName: known.name,
            second: router,
            secondName: name,
            ...sourceOf(mapped),
          },
          ...place,
          discriminator: system.key,
        });
      }
    }
  },
});
