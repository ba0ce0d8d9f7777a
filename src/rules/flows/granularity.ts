import { standardEvents } from '../../catalogue/index.ts';
import type { Event, System } from '../../plan/types.ts';
import { cite, factOf, sourceOf, title } from '../facts.ts';
import { type RoutedEvent, routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const granularity = defineRule({
  id: 'flows/granularity',
  summary: 'An event is counted by the same thing everywhere: by the order, the cart, or the line.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'counts', 'drift'],
  messages: {
    lines: (data: { event: string; system: string; list: string; other: string }) =>
      `"${data.event}" becomes one record for each element of "${data.list}" in ${data.system} and stays one in ${data.other}: their counts differ by the lines of the basket.`,
    cart: (data: {
      event: string;
      system: string;
      name: string;
      other: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" in ${data.system} is the whole cart, while ${data.other} gets the line that "${data.event}" is about: neither counts nor quantities can be compared${cite(data)}.`,
  },
  check(plan, { report }) {
    const byEvent = new Map<Event, RoutedEvent[]>();
    for (const each of routedEvents(plan)) {
      byEvent.set(each.event, [...(byEvent.get(each.event) ?? []), each]);
    }
    for (const [event, all] of byEvent) {
      const reported = new Set<System>();
      for (const each of all) {
        const { system, delivery, name } = each;
        if (reported.has(system)) continue;
        const place = {
          subject: event.subject,
          at: event.spot,
          discriminator: system.key,
          owners: [event.owner],
        };
        const whole = all.find((one) => one.system !== system && !isByLine(one) && !isCart(one));
        if (whole === undefined) continue;
        if (delivery.per !== null) {
          reported.add(system);
          const data = {
            event: event.key,
            system: title(system),
            list: delivery.per,
            other: title(whole.system),
          };
          report({ message: 'lines', data, ...place });
        } else if (isCart(each)) {
          const standard = factOf(system, 'standard_events') ?? factOf(system, 'identity');
          if (standard === null) continue;
          reported.add(system);
          report({
            message: 'cart',
            data: {
              event: event.key,
              system: title(system),
              name,
              other: title(whole.system),
              ...sourceOf(standard),
            },
            ...place,
          });
        }
      }
    }
  },
});

function isByLine({ delivery }: RoutedEvent): boolean {
  return delivery.per !== null;
}

/** The system's event is the state of the cart after it, whatever was put in or taken out. */
function isCart({ system, business, name }: RoutedEvent): boolean {
  const adds = standardEvents().find(({ canonical }) => canonical === 'product_added_to_cart');
  const vendor = system.vendor ?? '';
  if (business === null || adds?.names[vendor] !== name) return false;
  if (business.canonical !== adds.canonical && business.canonical !== 'product_removed_from_cart')
    return false;
  return adds.whole_cart_in?.includes(vendor) ?? false;
}
