import type { Event } from '../../plan/types.ts';
import { cite, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { specMeaning, type Worth, worths } from '../worth.ts';

export const differentSource = defineRule({
  id: 'money/different-source',
  summary: 'Every system gets the worth of an event from the same property.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    parts: (data: { event: string; sources: readonly string[]; source: string; checked: string }) =>
      `"${data.event}" is worth ${data.sources.join('; and ')}: their revenue cannot agree${data.source === '' ? '' : cite(data)}.`,
  },
  check(plan, { report }) {
    const byEvent = new Map<Event, Worth[]>();
    for (const each of worths(plan)) {
      if (each.from === null || each.system.role === 'warehouse') continue;
      byEvent.set(each.event, [...(byEvent.get(each.event) ?? []), each]);
    }
    for (const [event, all] of byEvent) {
      const byPath = new Map<string, Worth[]>();
      for (const each of all) {
        const path = each.from?.path ?? '';
        byPath.set(path, [...(byPath.get(path) ?? []), each]);
      }
      if (byPath.size < 2) continue;
      // Who decides so: the router, where the plan leaves it to one.
      const told = all.find(({ sources }) => sources !== null)?.sources ?? null;
      report({
        message: 'parts',
        data: {
          event: event.key,
          sources: [...byPath].map(([path, list]) => part(path, list)),
          ...(told === null ? { source: '', checked: '' } : sourceOf(told)),
        },
        subject: event.subject,
        at: event.spot,
        owners: [event.owner],
      });
    }
  },
});

/** `"total" (with tax and shipping) in ga4 and braze by segment` */
function part(path: string, list: readonly Worth[]): string {
  const routed = list.some(({ by }) => by === 'router');
  const meaning = routed ? specMeaning(path) : null;
  const bySystem = new Map<string, Set<string>>();
  for (const { system, router } of list) {
    const routers = bySystem.get(title(system)) ?? new Set();
    bySystem.set(title(system), router === null || !routed ? routers : routers.add(router));
  }
  const systems = [...bySystem].map(([system, routers]) =>
    routers.size === 0 ? system : `${system} by ${[...routers].join(' and ')}`,
  );
  return `"${path}"${meaning === null ? '' : ` (${meaning})`} in ${systems.join(', ')}`;
}
