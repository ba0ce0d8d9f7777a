import { defineRule } from '../rule.ts';

export const identifyMissing = defineRule({
  id: 'code/identify-missing',
  on: 'call',
  summary: 'Where events must carry a known identifier, the code says who the person is somewhere.',
  severity: 'warn',
  preset: 'recommended',
  tags: ['code', 'identity'],
  messages: {
    missing: ({ system, events, example }: { system: string | null; events: number; example: string }) =>
      `${system === null ? 'The code' : system} sends ${events} ${events === 1 ? 'event' : 'events'} that must carry a known identifier, such as "${example}", and has no identify call.`,
  },
  check() {},
  finish(sites, plan, { report }) {
    const known = new Set(
      [...plan.identity.types.values()].filter((type) => type.known).map(({ key }) => key),
    );
    for (const system of [...new Set(sites.map((site) => site.system))].sort()) {
      const own = sites.filter((site) => site.system === system);
      // A server passes the identifier with each call.
      if (own.some((site) => site.kind === 'identify' || site.ids.length > 0)) continue;
      const names = new Set(own.flatMap((site) => site.events));
      const needing = [...plan.events.values()].filter(
        ({ name, identifiedBy }) =>
          names.has(name) &&
          identifiedBy.kind === 'all' &&
          identifiedBy.types.some((type) => known.has(type)),
      );
      const [first] = needing;
      if (!first) continue;
      report({
        message: 'missing',
        data: { system, events: needing.length, example: first.name },
        subject: first.subject,
        at: first.spot,
        discriminator: system ?? '',
      });
    }
  },
});
