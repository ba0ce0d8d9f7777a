import { defineRule } from '../rule.ts';
import { planned } from './planned.ts';

export const neverSentByCode = defineRule({
  id: 'code/never-sent',
  on: 'call',
  summary: 'Code of every system that should send a live event does.',
  severity: 'warn',
  preset: 'recommended',
  tags: ['code', 'events'],
  messages: {
    never: ({ event, system, dynamic }: { event: string; system: string | null; dynamic: number }) =>
      `No code${system === null ? '' : ` of ${system}`} sends "${event}", which is live${dynamic === 0 ? '' : ` (${dynamic} ${dynamic === 1 ? 'call has a name' : 'calls have names'} that reading does not show)`}.`,
  },
  check() {},
  finish(sites, plan, { report }) {
    const systems = [...new Set(sites.map((site) => site.system))].sort();
    for (const system of systems) {
      const own = sites.filter((site) => site.system === system);
      const sent = new Set(
        own.flatMap((site) => planned(site, plan).flatMap(({ events }) => events.map(({ key }) => key))),
      );
      const dynamic = own.filter(
        (site) => site.kind === 'track' && !site.resolved && site.patterns.length === 0,
      ).length;
      for (const event of plan.events.values()) {
        if (event.status !== 'live' || event.glob || sent.has(event.key)) continue;
        if (system !== null && !event.from.includes(system)) continue;
        report({
          message: 'never',
          data: { event: event.name, system, dynamic },
          subject: event.subject,
          at: event.spot,
          discriminator: system ?? '',
          ...(dynamic > 0 ? { severity: 'info' as const } : {}),
        });
      }
    }
  },
});
