import { describe, expect, it } from 'vitest';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { mergeProfiles } from '../../../src/evidence/profile/merge.ts';
import { ProfileWatcher } from '../../../src/evidence/profile/watcher.ts';
import {
  type IdEntry,
  idFlags,
  idPayload,
  kindOf,
  reachOnce,
} from '../../../src/evidence/sketch/id-sketch.ts';
import { decodeKmv } from '../../../src/evidence/sketch/kmv.ts';
import { pairPayload } from '../../../src/evidence/sketch/pairs.ts';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import { event } from './shop.ts';

const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 2.1.0
identity:
  types:
    user_id: { of: person, known: true }
    email: { of: person, known: true, format: email }
    anonymous_id: { of: device }
    account_id: { of: account, known: true }
  priority: [user_id, email, anonymous_id]
  never: [Tester]
privacy:
  regimes: { ccpa: { when: { context.country: US } } }
  purposes:
    marketing:
      basis: consent
      signal: { context.consent.marketing: true }
      under: { ccpa: { basis: opt-out, signal: { context.consent.sale_opt_out: [false, null] } } }
systems:
  web: { role: source, side: product }
  amplitude: { role: analytics, side: product }
  braze: { role: engagement, side: marketing, purposes: [marketing], naming: { events: { case: snake } } }
flows:
  - { from: web, to: amplitude }
  - { from: web, to: braze, events: [Order Completed], when: { context.country: [DE, US] } }
events:
  Order Completed:
    identified_by: [user_id]
    to: { braze: { name: order_completed } }
    properties:
      order_id: { type: string, required: true }
      total: { type: number, privacy: none, to: { braze: revenue } }
      currency: { type: string, enum: [EUR, USD] }
      products: { type: array, items: { type: object, properties: { sku: string } } }
  Product Viewed: { properties: { sku: { type: string, privacy: none } } }
  Any page: { call: page, name: "*" }
`);

function fail(): never {
  throw new Error('the profile lacks it');
}

const setup = {
  plan,
  planHash: '9f',
  key: 'a secret of sixteen bytes',
  tool: '0.1.0',
  format: 'segment',
  sampling: { rate: 1, by: 'none' as const },
};

function profileOf(system: string, events: readonly SampleEvent[], keyOf = (each: SampleEvent) => each.name) {
  const watcher = new ProfileWatcher({ ...setup, system });
  for (const [i, each] of events.entries()) {
    watcher.watch(each, keyOf(each), null, { source: 0, line: i + 1, index: 0 }, each.name !== 'Broken');
  }
  return watcher.profile([{ name: 'a.ndjson', size: 1, digest: 'a' }]);
}

const order = (context: SampleEvent['context'], parts: Partial<SampleEvent> = {}) =>
  event({
    context,
    messageId: 'm1',
    ids: { user_id: 'u1' },
    properties: { order_id: 'o1', total: 19.9, currency: 'EUR', products: [{ sku: 'A1' }], note: 'x' },
    ...parts,
  });

describe('the profile of a system', () => {
  it('counts consent, and what it and the flows let through', () => {
    const { events } = profileOf('web', [
      order({ country: 'DE', consent: { marketing: true } }),
      order({ country: 'DE', consent: { marketing: false } }),
      order({ country: 'DE' }),
      order({ country: 'US' }),
      order({ country: 'FR', consent: { marketing: true } }),
      order({ country: 'DE', consent: { marketing: true } }, { ids: { anonymous_id: 'd1' } }),
    ]);
    const profile = events['Order Completed'];
    // Under CCPA silence is consent; without a regime that holds, a missing answer is not known.
    expect(profile?.consent).toEqual({ marketing: [4, 1, 1] });
    expect(profile?.passes).toEqual({ amplitude: 5, braze: 2 });
    // As many as the only marketing system gets: consent alone would let four through, the condition two of them.
    expect(profile?.eligible?.n).toBe(2);
  });

  it('counts what should be in a system beside this one, fed by the same sources', () => {
    const yes = { country: 'DE', consent: { marketing: true } };
    const profile = profileOf('amplitude', [order(yes), order({ ...yes, consent: { marketing: false } })]);
    expect(profile.events['Order Completed']?.passes).toEqual({ braze: 1 });
    expect(profile.reaches).toEqual(['amplitude', 'braze']);
    const [[, user]] = decodeKmv(profile.identifiers['user_id']?.ids ?? fail(), idPayload) as [
      [number, IdEntry],
    ];
    expect(user).toMatchObject({ reach: reachOnce(1) });
  });

  it('ties each identifier to the best one of its event, and says where a stand-in took its place', () => {
    const { identifiers } = profileOf('web', [
      order({}, { ids: { user_id: 'u1', email: 'a@acme.example', anonymous_id: 'd1' } }),
      order({}, { ids: { email: 'a@acme.example', anonymous_id: 'd1' } }),
      order({}, { ids: { user_id: 'tester', email: 'b@acme.example' } }),
    ]);
    const entries = (type: string) =>
      decodeKmv(identifiers[type]?.ids ?? fail(), idPayload).map(([, entry]) => entry);
    const [device] = entries('anonymous_id');
    expect(device?.links.map(kindOf).sort()).toEqual([0, 1]);
    expect((device?.flags ?? 0) & idFlags.manyLinks).toBe(0);
    const standIn = entries('email').map(({ flags }) => (flags & idFlags.hasPlaceholder) > 0);
    expect(standIn.sort()).toEqual([false, true]);
  });

  it('knows planned names and paths under the names that the system has', () => {
    const properties = { order_id: 'o1', revenue: 19.9, extra: 1 };
    const { events } = profileOf(
      'braze',
      [event({ name: 'order_completed', properties })],
      () => 'Order Completed',
    );
    const profile = events['order_completed'];
    expect(profile?.planned).toBe(true);
    expect(Object.entries(profile?.properties ?? {}).map(([path, { planned }]) => [path, planned])).toEqual([
      ['extra', false],
      ['order_id', true],
      ['revenue', true],
    ]);
    expect(profileOf('web', [event({ name: 'order_completed' })]).events['order_completed']?.planned).toBe(
      false,
    );
    expect(profileOf('web', [event({ call: 'page', name: 'Home' })]).events['page:Home']?.planned).toBe(true);
  });

  it('keeps extremes and values only where they may be shown', () => {
    const { events } = profileOf('web', [order({})]);
    const { total, order_id: id, currency } = events['Order Completed']?.properties ?? {};
    expect(total?.num).toMatchObject({ min: 19.9, max: 19.9, sum: [19, 900_000] });
    expect(currency?.top).toEqual({ EUR: [1, expect.any(Number)] });
    expect(id?.top).toEqual({});
  });

  it('pairs orders with the other side by what both have', () => {
    const { events } = profileOf('web', [order({}), event({ name: 'Product Viewed', messageId: 'm2' })]);
    const pairs = events['Order Completed']?.pairs ?? {};
    expect(Object.keys(pairs)).toEqual(['message_id', 'order_id']);
    const [row] = pairs['order_id'] ? decodeKmv(pairs['order_id'], pairPayload) : [];
    expect(row?.[1]).toMatchObject({
      seen: 1,
      name: 'Order Completed',
      values: [['total', 19.9]],
      currency: 'EUR',
    });
    // Only orders reach both sides.
    expect(events['Product Viewed']?.pairs).toEqual({});
    const braze = profileOf(
      'braze',
      [event({ name: 'order_completed', properties: { order_id: 'o1' } })],
      () => 'Order Completed',
    );
    const [there] = braze.events['order_completed']?.pairs['order_id']
      ? decodeKmv(braze.events['order_completed'].pairs['order_id'], pairPayload)
      : [];
    expect(there?.[0]).toBe(row?.[0]);
  });

  it('counts identifiers of people and devices, the plan’s stand-ins apart', () => {
    const { identifiers, forms } = profileOf('web', [
      order({}, { ids: { user_id: 'tester', email: 'Jane@acme.example', account_id: 'a' } }),
    ]);
    expect(forms).toEqual({ user_id: 'raw', email: 'email/std', anonymous_id: 'raw' });
    expect(identifiers['user_id']).toMatchObject({ seen: 1, placeholder: { tester: 1 } });
    expect(identifiers['email']).toMatchObject({ seen: 1, unnormalized: 1, ids: { n: 1 } });
  });

  it('is the same from two threads as from one', () => {
    const events = Array.from({ length: 60 }, (_, i) =>
      order({ country: 'DE' }, { ids: { user_id: `u${i}` }, messageId: `m${i}` }),
    );
    const [left, right] = [
      new ProfileWatcher({ ...setup, system: 'web' }),
      new ProfileWatcher({ ...setup, system: 'web' }),
    ];
    for (const [i, each] of events.entries()) {
      (i % 3 === 0 ? left : right).watch(each, each.name, null, { source: 0, line: i + 1, index: 0 });
    }
    left.merge(structuredClone(right.save()));
    const parts = [{ name: 'a.ndjson', size: 1, digest: 'a' }];
    expect(JSON.stringify(left.profile(parts))).toBe(JSON.stringify(profileOf('web', events)));
    expect(mergeProfiles([left.profile(parts)]).totals.events).toBe(60);
  });
});
