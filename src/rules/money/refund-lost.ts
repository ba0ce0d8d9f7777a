import { businessEvent, standardEvents } from '../../catalogue/index.ts';
import type { Event, Plan, System } from '../../plan/types.ts';
import { cite, factOf, sourceOf, title } from '../facts.ts';
import { type RoutedEvent, routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const refundLost = defineRule({
  id: 'money/refund-lost',
  summary: 'A system that counts orders hears of refunds, too.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'refunds', 'drift'],
  messages: {
    absent: (data: { order: string; refund: string; system: string; source: string; checked: string }) =>
      `${data.system} counts "${data.order}" and has no event for "${data.refund}": its revenue stays as if nobody sent anything back${cite(data)}.`,
    missing: (data: {
      order: string;
      refund: string;
      system: string;
      name: string;
      source: string;
      checked: string;
    }) =>
      `${data.system} counts "${data.order}" and "${data.refund}" never reaches it, although it has an event for refunds (${data.name})${cite(data)}.`,
  },
  check(plan, { report }) {
    const refund = [...plan.events.values()].find(
      (event) =>
        event.status !== 'retired' &&
        event.status !== 'proposed' &&
        businessEvent(event.name)?.canonical === 'order_refunded',
    );
    const business = standardEvents().find(({ canonical }) => canonical === 'order_refunded');
    if (refund === undefined || business === undefined) return;
    for (const { system, event } of firstOrders(plan)) {
      const vendor = system.vendor ?? '';
      const standard =
        factOf(system, 'standard_events') ?? factOf(system, 'event_name') ?? factOf(system, 'identity');
      if (standard === null) continue;
      const data = { order: event.key, refund: refund.key, system: title(system), ...sourceOf(standard) };
      const place = {
        subject: refund.subject,
        at: refund.spot,
        related: [event.spot],
        severity: 'warn' as const,
        discriminator: system.key,
        owners: [refund.owner, system.owner],
      };
      const name = Object.hasOwn(business.names, vendor) ? business.names[vendor] : undefined;
      if (business.absent_in?.includes(vendor)) report({ message: 'absent', data, ...place });
      else if (name !== undefined && !reaches(plan, refund, system))
        report({ message: 'missing', data: { ...data, name }, ...place });
    }
  },
});

/** The first order event at each system that receives one. */
function firstOrders(plan: Plan): RoutedEvent[] {
  const found = new Map<System, RoutedEvent>();
  for (const each of routedEvents(plan)) {
    if (each.business?.canonical === 'order_completed' && !found.has(each.system))
      found.set(each.system, each);
  }
  return [...found.values()];
}

function reaches(plan: Plan, event: Event, system: System): boolean {
  return routedEvents(plan).some((each) => each.event === event && each.system === system);
}
