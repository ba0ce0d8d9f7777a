import type { Delivery } from '../../plan/deliveries.ts';
import type { Event, Plan, PropertyUse } from '../../plan/types.ts';
import { livingDeliveries } from '../arrivals.ts';
import { defineRule } from '../rule.ts';

export const propertyDropped = defineRule({
  id: 'flows/property-dropped',
  summary: 'What one side keeps of an event, the other side gets too.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['flows', 'properties', 'drift'],
  messages: {
    dropped: (data: { event: string; property: string; kept: string; lost: string; need: string }) =>
      `"${data.property}" of "${data.event}" reaches ${data.kept} and is left out for ${data.lost}${data.need === '' ? '' : `, although "${data.need}" is made of it`}.`,
  },
  check(plan, { report }) {
    for (const [event, sides] of bySides(plan)) {
      const lacking = (['product', 'marketing'] as const).map((side) => {
        const other = side === 'product' ? 'marketing' : 'product';
        return { has: sides[side], lacks: sides[other] };
      });
      for (const { has, lacks } of lacking) {
        if (lacks.length === 0) continue;
        for (const { path, use, system } of properties(has)) {
          // What is personal is kept back on purpose: the policy has its own findings.
          if (isPersonal(use) || path !== use.name) continue;
          const gets = lacks.some(({ delivery }) => delivery.properties.some((each) => each.path === path));
          if (gets) continue;
          const need = needOf(plan, event, path);
          report({
            message: 'dropped',
            data: { event: event.key, property: path, kept: system, lost: names(lacks), need: need ?? '' },
            subject: use.subject,
            at: use.property.spot,
            discriminator: lacks[0]?.system ?? '',
            owners: [event.owner],
            ...(need === null ? {} : { severity: 'warn' as const }),
          });
        }
      }
    }
  },
});

interface Arrived {
  readonly system: string;
  readonly delivery: Delivery;
}

type Sides = Record<'product' | 'marketing', Arrived[]>;

/** Where each event arrives, by side; events of one side alone are left out. */
function bySides(plan: Plan): Map<Event, Sides> {
  const found = new Map<Event, Sides>();
  for (const { system, deliveries } of livingDeliveries(plan)) {
    const { side } = system;
    if (system.role === 'source' || (side !== 'product' && side !== 'marketing')) continue;
    for (const delivery of deliveries) {
      if (delivery.event === null) continue;
      const sides = found.get(delivery.event) ?? { product: [], marketing: [] };
      sides[side].push({ system: system.key, delivery });
      found.set(delivery.event, sides);
    }
  }
  return found;
}

function properties(arrived: readonly Arrived[]) {
  const met = new Map<string, { path: string; use: PropertyUse; system: string }>();
  for (const { system, delivery } of arrived) {
    for (const { path, use } of delivery.properties) {
      if (!met.has(path) && use.property.status !== 'retired') met.set(path, { path, use, system });
    }
  }
  return met.values();
}

function isPersonal({ property }: PropertyUse): boolean {
  return property.privacy.category !== null && property.privacy.category !== 'none';
}

function needOf(plan: Plan, event: Event, path: string): string | null {
  for (const need of plan.needs.values()) {
    if (
      need.status !== 'retired' &&
      need.uses.some((use) => use.event === event.key && use.property === path)
    )
      return need.key;
  }
  return null;
}

function names(arrived: readonly Arrived[]): string {
  return [...new Set(arrived.map(({ system }) => system))].join(' and ');
}
