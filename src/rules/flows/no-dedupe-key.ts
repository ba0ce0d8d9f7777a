import { deliveries } from '../../plan/deliveries.ts';
import type { Event, Plan, System } from '../../plan/types.ts';
import { dedupeFields, dedupeHours } from '../dedupe.ts';
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
      system: string;
      fields: readonly string[];
      source: string;
      checked: string;
    }) =>
      `${data.client} and ${data.server} both send "${data.event}" to ${data.system}, and no property arrives as ${data.fields.map((name) => `"${name}"`).join(' or ')}: each copy counts${cite(data)}.`,
    windows: (data: { event: string; short: string; shortHours: number; long: string; longHours: number }) =>
      `${data.short} knows the copies of "${data.event}" for ${hours(data.shortHours)} and ${data.long} for ${hours(data.longHours)}: a copy that comes between counts in ${data.short} alone.`,
  },
  check(plan, { report }) {
    const windows = new Map<Event, { system: System; hours: number }>();
    for (const { system, event, client, server, names } of sentTwice(plan)) {
      const fields = dedupeFields(system);
      const fact = factOf(system, 'identity') ?? factOf(system, 'event_name');
      if (fields.length === 0 || fact === null) continue;
      const place = {
        subject: event.subject,
        at: event.spot,
        severity: 'warn' as const,
        owners: [event.owner],
      };
      if (!fields.some((field) => names.has(field))) {
        report({
          message: 'missing',
          data: { event: event.key, client, server, system: title(system), fields, ...sourceOf(fact) },
          ...place,
          discriminator: system.key,
        });
      }
      const own = dedupeHours(system);
      if (own === null) continue;
      const known = windows.get(event);
      windows.set(event, known ?? { system, hours: own });
      if (known === undefined || known.hours === own) continue;
      const [short, long] = [known, { system, hours: own }].sort((a, b) => a.hours - b.hours);
      if (short === undefined || long === undefined) continue;
      report({
        message: 'windows',
        data: {
          event: event.key,
          short: title(short.system),
          shortHours: short.hours,
          long: title(long.system),
          longHours: long.hours,
        },
        ...place,
        severity: 'info',
        discriminator: `${short.system.key}|${long.system.key}`,
      });
    }
  },
});

interface Twice {
  readonly system: System;
  readonly event: Event;
  readonly client: string;
  readonly server: string;
  /** Names of everything that both copies bring. */
  readonly names: ReadonlySet<string>;
}

/** Events that a client and a server both bring to one system. */
function* sentTwice(plan: Plan): Generator<Twice> {
  for (const { system, deliveries } of everyDelivery(plan)) {
    if (system.role === 'warehouse') continue;
    const senders = new Map<Event, { client: string | null; server: string | null; names: Set<string> }>();
    for (const { event, path, properties } of deliveries) {
      const source = plan.systems.get(path[0] ?? '');
      if (event === null || source === undefined) continue;
      const known = senders.get(event) ?? { client: null, server: null, names: new Set() };
      senders.set(event, known);
      if (isServer(source)) known.server ??= source.key;
      else known.client ??= source.key;
      for (const { name } of properties) known.names.add(name);
    }
    for (const [event, { client, server, names }] of senders)
      if (client !== null && server !== null) yield { system, event, client, server, names };
  }
}

function everyDelivery(plan: Plan) {
  return [...plan.systems.values()].map((system) => ({
    system,
    deliveries: (deliveries(plan).get(system.key) ?? []).filter(({ event }) => event?.status !== 'retired'),
  }));
}

/** A plan has no word for it: the SDK is a server's, or the name says so. */
function isServer({ key, sdk }: System): boolean {
  if (sdk !== null && /-(?:node|python|ruby|go|java|php)$/.test(sdk)) return true;
  return /(?:^|[-_ ])(?:server|backend|api)(?:$|[-_ ])/i.test(key);
}

function hours(count: number): string {
  return count % 24 === 0 && count > 48 ? `${count / 24} days` : `${count} hours`;
}
