import fc from 'fast-check';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { ProfileBuilder, type ProfileOptions } from '../../../src/evidence/profile/builder.ts';
import type { EventFacts } from '../../../src/evidence/profile/event.ts';
import { flagFor } from '../../../src/evidence/profile/identifier.ts';
import { createHasher } from '../../../src/evidence/sketch/hash.ts';
import type { JsonObject } from '../../../src/text/json.ts';

/** A shop event with only what a test cares about. */
export function event(parts: Partial<SampleEvent> & { properties?: JsonObject } = {}): SampleEvent {
  return {
    call: 'track',
    name: 'Order Completed',
    version: null,
    system: 'web',
    time: Date.UTC(2026, 10, 1, 13, 5),
    receivedAt: null,
    messageId: null,
    ids: {},
    properties: {},
    traits: {},
    context: {},
    raw: null,
    ...parts,
  };
}

export const noFacts: EventFacts = {
  invalid: false,
  consent: new Map(),
  eligible: false,
  passes: [],
  slice: null,
  pairs: new Map(),
};

export function facts(parts: Partial<EventFacts>): EventFacts {
  return { ...noFacts, ...parts };
}

const planned = new Set(['order_id', 'total', 'currency', 'products', 'products[]', 'products[].sku']);
const shown = new Set(['currency', 'total']);

export function options(key: string | null = 'a secret of sixteen bytes'): ProfileOptions {
  return {
    head: {
      system: 'web',
      plan: { name: 'acme-shop', version: '2.1.0', hash: '9f' },
      made: { tool: '0.1.0', engine: 'stream', format: 'segment' },
      sketch: { hash: 'sha256/48', key_id: createHasher(key).keyId, k: 16 },
      forms: { user_id: 'raw', email: 'email/std', anonymous_id: 'raw' },
      sampling: { rate: 1, by: 'none' },
      parts: [],
      reaches: [],
    },
    hasher: createHasher(key),
    identifiers: [
      {
        type: 'user_id',
        form: 'raw',
        tie: 'known',
        flag: flagFor('raw', 'known'),
        misplaced: (value) => (value.includes('@') ? 'email' : null),
      },
      {
        type: 'email',
        form: 'email/std',
        tie: 'contact',
        flag: flagFor('email/std', 'contact'),
        misplaced: () => null,
      },
      {
        type: 'anonymous_id',
        form: 'raw',
        tie: 'anonymous',
        flag: flagFor('raw', 'anonymous'),
        misplaced: () => null,
      },
    ],
    event: (name) => ({
      planned: name === 'Order Completed',
      eligible: true,
      path: (path) => ({ planned: planned.has(path), shown: shown.has(path) }),
    }),
  };
}

export function profileOf(
  list: readonly (readonly [SampleEvent, EventFacts])[],
  digest = '',
  key?: string | null,
) {
  const builder = new ProfileBuilder(options(key));
  for (const [sample, known] of list) builder.add(sample, known);
  return builder.build(digest === '' ? [] : [{ name: `${digest}.ndjson`, size: 1, digest }]);
}

/** Any shop traffic: odd values, missing ids, consent of all kinds. */
export const traffic = fc.array(
  fc
    .record({
      name: fc.constantFrom('Order Completed', 'Cart Viewed', 'purchase_v2'),
      user: fc.constantFrom(null, 'u1', 'u2', 'u3', 'guest', 'jane@acme.example'),
      email: fc.constantFrom(null, 'Jane@acme.example', 'joe@acme.example'),
      device: fc.integer({ min: 0, max: 40 }),
      time: fc.integer({ min: Date.UTC(2026, 9, 30), max: Date.UTC(2026, 10, 3) }),
      consent: fc.constantFrom(true, false, null),
      slice: fc.constantFrom('ios', 'web'),
      invalid: fc.boolean(),
      properties: fc.record(
        {
          total: fc.oneof(
            fc.double({ min: -100, max: 1000, noNaN: true }),
            fc.constantFrom('19.90', 0, null),
          ),
          currency: fc.constantFrom('EUR', 'USD', 7, true),
          products: fc.array(fc.record({ sku: fc.constantFrom('A1', 'B2') }), { maxLength: 3 }),
          note: fc.string({ maxLength: 4 }),
          'odd.name': fc.constantFrom<JsonObject>({ a: 1 }, { '[]': [[]] }),
          __proto__: fc.constant(1),
        },
        { requiredKeys: ['currency'], noNullPrototype: false },
      ),
    })
    .map(({ name, user, email, device, time, consent, slice, invalid, properties }) => {
      const ids: Record<string, string> = { anonymous_id: `d${device}` };
      if (user !== null) ids['user_id'] = user;
      if (email !== null) ids['email'] = email;
      const sample = event({
        name,
        time,
        ids,
        properties: properties as JsonObject,
        receivedAt: time + 1000,
      });
      const entry = {
        minute: Math.floor(time / 60_000),
        name,
        values: [],
        currency: 'EUR',
        slice: 1,
        reach: 1,
      };
      return [
        sample,
        facts({
          invalid,
          slice,
          consent: new Map([['marketing', consent]]),
          eligible: consent === true,
          passes: consent === true ? ['braze'] : [],
          pairs: new Map([['order_id', { id: `o${device}`, entry }]]),
        }),
      ] as const;
    }),
  { maxLength: 30 },
);
