import { describe, expect, it } from 'vitest';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { ELEMENT, pathSteps } from '../../../src/evidence/profile/path.ts';
import { forSaving, writeProfile } from '../../../src/evidence/profile/save.ts';
import { event, facts, noFacts, profileOf } from './shop.ts';

const order = (properties: SampleEvent['properties'], ids: SampleEvent['ids'] = {}) =>
  event({ properties, ids });
const counted = (list: readonly SampleEvent[], key?: string | null) =>
  profileOf(
    list.map((sample) => [sample, noFacts] as const),
    '',
    key,
  );

describe('a profile', () => {
  it('counts events by day, hour, version, validity and what the plan lets through', () => {
    const profile = profileOf([
      [event({ version: '3' }), facts({ passes: ['braze'], consent: new Map([['marketing', true]]) })],
      [
        event({ version: '3', time: Date.UTC(2026, 10, 2, 13) }),
        facts({ invalid: true, consent: new Map([['marketing', null]]) }),
      ],
      [event({ name: 'purchase_v2', time: null }), noFacts],
    ]);
    expect(profile.totals).toMatchObject({
      events: 3,
      invalid: 1,
      unplanned: 1,
      hours: { '2026-11-01T13': 1, '2026-11-02T13': 1 },
    });
    expect(profile.events['Order Completed']).toMatchObject({
      n: 2,
      planned: true,
      days: { '2026-11-01': 1, '2026-11-02': 1 },
      versions: { '3': 2 },
      passes: { braze: 1 },
      consent: { marketing: [1, 0, 1] },
    });
    expect(profile.events['purchase_v2']).toMatchObject({ n: 1, planned: false, first: null });
  });

  it('says which types a property has, numeric strings apart, at every depth', () => {
    const { events } = counted([
      order({ total: 19.9, products: [{ sku: 'A1' }, { sku: 7 }] }),
      order({ total: '19.90', products: [] }),
      order({ total: null }),
    ]);
    const properties = events['Order Completed']?.properties ?? {};
    expect(properties['total']).toMatchObject({
      present: 3,
      null: 1,
      types: { number: 1, 'string:number': 1, null: 1 },
    });
    expect(properties['products[].sku']).toMatchObject({ present: 2, types: { string: 1, integer: 1 } });
    expect(Object.keys(properties)).toEqual(['products', 'products[]', 'products[].sku', 'total']);
  });

  it('reads identifiers: placeholders, other fields, forms, and who an event is tied to', () => {
    const profile = counted([
      order({}, { user_id: 'u1', email: 'Jane@Acme.example' }),
      order({}, { user_id: 'guest', anonymous_id: 'd1' }),
      order({}, { user_id: 'joe@acme.example', email: 'not an address' }),
      order({}, {}),
    ]);
    expect(profile.identifiers['user_id']).toMatchObject({
      seen: 3,
      missing: 1,
      placeholder: { guest: 1 },
      wrong_field: { email: 1 },
    });
    expect(profile.identifiers['email']).toMatchObject({
      seen: 2,
      malformed: 1,
      unnormalized: 1,
      forms: { raw: 2 },
    });
    expect(profile.events['Order Completed']?.tied).toEqual({ known: 2, contact: 0, anonymous: 1, none: 1 });
  });

  it('joins raw and hashed values of one address', () => {
    const digest = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f'; // Meta's vector
    const ids = (email: string) => counted([order({}, { email })]).identifiers['email']?.ids;
    expect(ids(' John_Smith@gmail.com ')).toEqual(ids(digest));
    expect(ids(digest.toUpperCase())).toEqual(ids(digest));
    expect(ids(Buffer.from(digest, 'hex').toString('base64'))).toEqual(ids(digest));
  });

  it('takes __proto__ as a name like any other', () => {
    const properties = JSON.parse('{"__proto__":{"a":1},"constructor":"x"}');
    expect(Object.keys(counted([order(properties)]).events['Order Completed']?.properties ?? {})).toEqual([
      '__proto__',
      '__proto__.a',
      'constructor',
    ]);
  });
});

describe('a saved profile', () => {
  const customers = Array.from({ length: 40 }, (_, i) =>
    order({ currency: 'EUR', note: `for ${i}`, total: i }, { user_id: `u${i}`, email: `c${i}@acme.example` }),
  );
  const rare = order({ currency: 'XAU', total: 1e6 }, { user_id: 'u1' });

  it('names a value only when it is common and may be shown', () => {
    const text = writeProfile(counted([...customers, rare]));
    const { currency, note } = JSON.parse(text).events['Order Completed'].properties;
    expect(currency.top).toEqual({ EUR: [40, expect.any(Number)] });
    expect(note.top).toEqual({});
    expect(Buffer.from(currency.distinct.rows, 'base64').toString()).not.toContain('XAU');
    expect(text).not.toContain('acme.example');
  });

  it('holds no samples without a key', () => {
    const saved = forSaving(counted(customers, null));
    expect(saved.identifiers['email']?.ids).toMatchObject({ rows: null });
    expect(saved.events['Order Completed']?.people.rows).toBeNull();
    expect(saved.totals.heavy).toBe('');
    expect(forSaving(saved)).toEqual(saved);
  });
});

describe('paths', () => {
  it.each([
    ['products[].sku', ['products', ELEMENT, 'sku']],
    ['a\\.b.c', ['a.b', 'c']],
    ['\\[\\][][]', ['[]', ELEMENT, ELEMENT]],
    ['back\\\\slash', ['back\\slash']],
  ])('%s', (path, steps) => {
    expect(pathSteps(path)).toEqual(steps);
  });
});
