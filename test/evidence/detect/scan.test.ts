import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDetector } from '../../../src/evidence/detect/detector.ts';
import { type Allowance, PersonalScan } from '../../../src/evidence/detect/scan.ts';
import type { JsonObject } from '../../../src/text/json.ts';

const detector = await loadDetector();

const line = (i: number) => ({ source: 0, line: i + 1, index: 0 });

function scan(parts: readonly JsonObject[], allowances: readonly Allowance[] = []) {
  const state = new PersonalScan(detector, () => allowances);
  for (const [i, part] of parts.entries()) state.look('Order Completed', part, line(i));
  return state;
}

const said = (parts: readonly JsonObject[], allowances?: readonly Allowance[]) =>
  scan(parts, allowances)
    .findings()
    .map(({ path, detector: id, kind, count }) => `${path.join('.')}: ${id} ${kind} ${count}`);

/** Well-formed card numbers that nobody owns. */
function cards(n: number): string[] {
  const found: string[] = [];
  for (let i = 0; found.length < n; i++) {
    const number = `45395787${String(i).padStart(8, '0')}`;
    if (detector.look(number, { category: null, version: false })?.outcome === 'hit') found.push(number);
  }
  return found;
}

describe('personal values in events', () => {
  it('says where one was seen, at any depth, and shows it masked', () => {
    const found = scan([{ products: [{ engraving: 'for jane.doe@gmail.com' }] }]).findings();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      group: 'Order Completed',
      path: ['products', '[]', 'engraving'],
      detector: 'email',
      category: 'user.contact.email',
      kind: 'personal',
      count: 1,
    });
    expect(JSON.stringify(found)).not.toContain('jane.doe');
  });

  it('leaves alone what the plan tags for it, whether wider or narrower', () => {
    const event = { gift_email: 'jane@gmail.com', buyer: { mail: 'joe@gmail.com' }, note: 'jim@gmail.com' };
    expect(
      said(
        [event],
        [
          { path: [], allow: [] },
          { path: ['gift_email'], allow: ['user.contact.email.work'] },
          { path: ['buyer'], allow: ['user.contact'] },
        ],
      ),
    ).toEqual(['note: email personal 1']);
  });

  it('asks for a column of cards before it believes in one: 3 % of random ids are well-formed', () => {
    const ids = Array.from({ length: 400 }, (_, i) => ({ order_ref: String(4539578763600000 + i * 7919) }));
    expect(said(ids)).toEqual([]);
    expect(said(cards(30).map((number) => ({ order_ref: number })))).toEqual(['order_ref: card personal 30']);
    expect(said(cards(5).map((number) => ({ order_ref: number })))).toEqual([]);
    expect(said(cards(5).map((number) => ({ card_number: number })))).toEqual([
      'card_number: card personal 5',
    ]);
    expect(said([{ note: 'card 4539578763621486 please' }])).toEqual(['note: card personal 1']);
  });

  it('tells test data apart', () => {
    expect(said([{ contact: 'jane@example.com' }, { contact: 'joe@example.org' }])).toEqual([
      'contact: email test 2',
    ]);
  });

  it('masks names that are personal themselves', () => {
    const found = scan([{ clicks: { 'jane.doe@gmail.com': 3 } }]).findings();
    expect(found.map(({ path }) => path)).toEqual([['clicks', 'j***@g***.com']]);
  });

  it('comes to the same in any order and split', () => {
    const value = fc.constantFrom(
      'jane@gmail.com',
      'joe@example.com',
      '4539578763621486',
      '4539578763621487',
      'EUR',
      'x +44 20 7946 1234',
    );
    const events = fc.array(fc.record({ a: value, b: fc.record({ c: fc.array(value, { maxLength: 3 }) }) }));
    fc.assert(
      fc.property(events, events, (a, b) => {
        const whole = new PersonalScan(detector, () => []);
        const [left, right] = [new PersonalScan(detector, () => []), new PersonalScan(detector, () => [])];
        for (const [i, event] of [...a, ...b].entries()) {
          whole.look('Order Completed', event, line(i));
          (i < a.length ? left : right).look('Order Completed', event, line(i));
        }
        right.absorb(structuredClone(left.toJSON()));
        expect(right.findings()).toEqual(whole.findings());
      }),
    );
  });

  it('keeps its memory however many names events come with', () => {
    const state = scan(Array.from({ length: 6000 }, (_, i) => ({ [`note_${i}`]: 'jane@gmail.com' })));
    expect(state.findings().length).toBe(2000);
  });

  it('takes __proto__ and deep nesting', () => {
    let deep: JsonObject = { mail: 'jane@gmail.com' };
    for (let i = 0; i < 5000; i++) deep = { deep };
    expect(said([deep, JSON.parse('{"__proto__":{"mail":"jane@gmail.com"}}')])).toEqual([
      '__proto__.mail: email personal 1',
    ]);
  });
});
