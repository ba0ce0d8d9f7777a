import { businessEvent } from '../../catalogue/index.ts';
import { deliveries } from '../../plan/deliveries.ts';
import type { Event, Plan, System } from '../../plan/types.ts';
import { dedupeFields, dedupeHours, eventIdFields } from '../dedupe.ts';
import { cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const noDedupeKey = defineRule({
  id: 'flows/no-dedupe-key',
  summary: 'An event that browser and server both send carries an id by which each system knows its copies.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'duplicates', 'drift'],
  messages: {
    missing: (data: {
      event: string;
      client: string;
      server: string;
      systems: readonly string[];
      fields: readonly string[];
      source: string;
      checked: string;
    }) =>
      `${data.client} and ${data.server} both send "${data.event}", and nothing arrives in ${data.systems.join(', ')} that tells the copies apart (${data.fields.map((name) => `"${name}"`).join(', ')}): each counts${cite(data)}.`,
    windows: (data: { event: string; short: string; shortHours: number; long: string; longHours: number }) =>
      `${data.short} knows the copies of "${data.event}" for ${hours(data.shortHours)} and ${data.long} for ${hours(data.longHours)}: a copy that comes between counts in ${data.short} alone.`,
  },
  check(plan, { report }) {
    for (const [event, copies] of sentTwice(plan)) {
      const place = { subject: event.subject, at: event.spot, owners: [event.owner] };
      const isOrder = businessEvent(event.name)?.canonical.startsWith('order_') === true;
      const judged = copies.flatMap((copy) => {
        const fields = isOrder ? dedupeFields(copy.system) : eventIdFields(copy.system);
        const fact = factOf(copy.system, 'identity') ?? factOf(copy.system, 'event_name');
        // Where nobody knows how a system tells copies apart, nothing is missing.
        if (fields.length === 0 || fact === null) return [];
        return [{ ...copy, fields, fact, told: fields.some((field) => copy.names.has(field)) }];
      });
      const open = judged.filter(({ told }) => !told);
      const [first] = open;
      if (first !== undefined) {
        report({
          message: 'missing',
          data: {
            event: event.key,
            client: first.client,
            server: first.server,
            systems: open.map(({ system }) => title(system)),
            fields: [...new Set(open.flatMap(({ fields }) => fields))],
            ...sourceOf(first.fact),
          },
          ...place,
        });
      }
      const windows = judged
        .filter(({ told }) => told)
        .flatMap(({ system }) => {
          const own = dedupeHours(system);
          return own === null ? [] : [{ system: title(system), hours: own }];
        })
        .sort((a, b) => a.hours - b.hours);
      const [short, long] = [windows[0], windows.at(-1)];
      if (short === undefined || long === undefined || short.hours === long.hours) continue;
      report({
        message: 'windows',
        data: {
          event: event.key,
          short: short.system,
          shortHours: short.hours,
          long: long.system,
          longHours: long.hours,
        },
        ...place,
        severity: 'info',
        discriminator: 'windows',
      });
    }
  },
});

interface Copies {
  readonly system: System;
  readonly client: string;
  readonly server: string;
  /** Names of everything that either copy brings. */
  readonly names: ReadonlySet<string>;
}

/**
 * Events that a client and a server both send, as the plan says in so many words: where it leaves the senders open,
 * every source may send, and nobody said that two of them do.
 */
function sentTwice(plan: Plan): Map<Event, Copies[]> {
  const found = new Map<Event, Copies[]>();
  for (const [key, list] of deliveries(plan)) {
    const system = plan.systems.get(key);
    if (system === undefined || system.role === 'warehouse') continue;
    const senders = new Map<Event, { client: string | null; server: string | null; names: Set<string> }>();
    for (const { event, path, properties } of list) {
      const source = plan.systems.get(path[0] ?? '');
      if (
        event === null ||
        source === undefined ||
        event.status === 'retired' ||
        !event.node.entries.has('from')
      )
        continue;
      const known = senders.get(event) ?? { client: null, server: null, names: new Set() };
      senders.set(event, known);
      if (isServer(source)) known.server ??= source.key;
      else known.client ??= source.key;
      for (const { name } of properties) known.names.add(name);
    }
    for (const [event, { client, server, names }] of senders) {
      if (client === null || server === null) continue;
      found.set(event, [...(found.get(event) ?? []), { system, client, server, names }]);
    }
  }
  return found;
}

/** A plan has no word for it: the SDK is a server's, or the name says so. */
function isServer({ key, sdk }: System): boolean {
  if (sdk !== null && /-(?:node|python|ruby|go|java|php)$/.test(sdk)) return true;
  return /(?:^|[-_ ])(?:server|backend|api)(?:$|[-_ ])/i.test(key);
}

function hours(count: number): string {
  return count % 24 === 0 && count > 48 ? `${count / 24} days` : `${count} hours`;
}
