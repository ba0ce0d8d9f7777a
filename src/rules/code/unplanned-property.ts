import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import { subject, within } from '../../findings/subject.ts';
import { nearest } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { keyPlace, planned, shapesOf } from './planned.ts';
import { faults } from './properties.ts';

export const unplannedCallProperty = defineRule({
  id: 'code/unplanned-property',
  on: 'call',
  summary: 'Every property that code sends is planned for its event.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'properties'],
  messages: {
    unplanned: ({ event, property, near }: { event: string; property: string; near: string | null }) =>
      `"${event}" is sent with "${property}", which the plan does not have${near === null ? '' : `; did you mean "${near}"?`}`,
    absent: ({ event, property }: { event: string; property: string }) =>
      `"${event}" is sent with "${property}", which the plan takes away.`,
    added: ({ wrapper, property, events }: { wrapper: string; property: string; events: number }) =>
      `${wrapper} adds "${property}" to every call; ${events} of the planned events it sends do not have it.`,
  },
  check(site, plan, { report }) {
    for (const { event, faults: found } of faults(site, plan))
      for (const fault of found) {
        if (fault.kind !== 'unplanned' && fault.kind !== 'absent') continue;
        const { property } = fault;
        report({
          ...(fault.kind === 'absent'
            ? { message: 'absent' as const, data: { event: event.name, property: property.name } }
            : {
                message: 'unplanned' as const,
                data: {
                  event: event.name,
                  property: property.name,
                  near: nearest(property.name, fault.known),
                },
              }),
          subject: within(event.subject, 'property', property.name),
          at: keyPlace(site, property),
          related: [event.spot],
        });
      }
  },
  finish(sites, plan, { report }) {
    // What a wrapper adds is one decision, not one for each of its calls.
    const added = new Map<string, { property: CallProperty; site: CallSite; events: Set<string> }>();
    for (const site of sites)
      for (const property of site.added)
        for (const { events, pattern } of planned(site, plan)) {
          const [event] = events;
          if (!event || pattern || events.length > 1) continue;
          if (plan.context.has(property.name) || plan.identity.types.has(property.name)) continue;
          if (
            shapesOf(event).some((shape) => shape.additional !== false || shape.properties.has(property.name))
          )
            continue;
          const key = `${site.wrapper} ${property.name}`;
          const entry = added.get(key) ?? { property, site, events: new Set() };
          entry.events.add(event.key);
          added.set(key, entry);
        }
    for (const { property, site, events } of added.values())
      report({
        message: 'added',
        data: { wrapper: site.wrapper ?? site.sdk, property: property.name, events: events.size },
        subject: subject(['plan', plan.name], ['property', property.name]),
        at: {
          file: property.file,
          start: { line: property.line, column: property.column },
          end: { line: property.line, column: property.column + property.name.length },
          pointer: null,
        },
        discriminator: site.wrapper ?? site.sdk,
        severity: 'warn',
      });
  },
});
