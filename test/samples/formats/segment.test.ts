import { expect, test } from 'vitest';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import type { Reading } from '../../../src/samples/formats/format.ts';
import { segment } from '../../../src/samples/formats/segment.ts';
import type { JsonObject } from '../../../src/text/json.ts';

const types = new Map([
  ['userId', 'user_id'],
  ['anonymousId', 'anonymous_id'],
  ['groupId', 'account_id'],
  ['previousId', 'alias'],
]);
const reading: Reading = {
  system: 'web',
  traitIds: ({ ids }) => ids,
  idType: (field) => types.get(field) ?? field,
  map: new Map(),
};
const reader = segment.open(reading);

function read(record: JsonObject): { events: SampleEvent[]; why: string | null } {
  const events: SampleEvent[] = [];
  const why = reader(record, (event) => events.push(event));
  return { events, why };
}

test('a track call', () => {
  const { events } = read({
    type: 'track',
    event: 'Order Completed',
    userId: 'u-1',
    anonymousId: 'a-1',
    messageId: 'm-1',
    timestamp: '2026-05-02T10:00:00.000Z',
    context: { groupId: 'acme', protocols: { event_version: 3 }, traits: { plan_tier: 'plus' } },
    properties: { total: 19.9 },
  });
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    call: 'track',
    name: 'Order Completed',
    system: 'web',
    version: '3',
    time: Date.UTC(2026, 4, 2, 10),
    messageId: 'm-1',
    properties: { total: 19.9 },
    traits: { plan_tier: 'plus' },
  });
  expect({ ...events[0]?.ids }).toEqual({ user_id: 'u-1', anonymous_id: 'a-1', account_id: 'acme' });
});

test('page and screen calls take `name`, which may be missing', () => {
  expect(read({ type: 'page', name: 'Home' }).events[0]).toMatchObject({ call: 'page', name: 'Home' });
  expect(read({ type: 'screen' }).events[0]).toMatchObject({ call: 'screen', name: null });
});

test('bodies posted to an address of their own do not say the call', () => {
  const calls = [
    { userId: 'u-1', event: 'Order Completed', properties: { total: 19.9 } },
    { anonymousId: 'a-1', traits: { plan_tier: 'plus' } },
    { userId: 'u-1', groupId: 'acme', traits: { seats: 4 } },
    { userId: 'u-1', previousId: 'a-1' },
  ].map((record) => read(record).events[0]?.call);
  expect(calls).toEqual(['track', 'identify', 'group', 'alias']);
  // Pages and screens have the same fields.
  expect(read({ userId: 'u-1', name: 'Home', properties: {} }).why).toBe('no "type"');
});

test.each([
  [{ event: 'Order Completed' }, 'no "type"'],
  [{ type: 'purchase' }, '"type" is none of track, page, screen, identify, group, alias'],
  [{ type: 'track', event: 7 }, 'its name is not a string'],
  [{ type: 'track', event: 'Order Completed', properties: [1] }, '"properties" is not an object'],
])('%j is no record: %s', (record, why) => {
  expect(read(record)).toEqual({ events: [], why });
});

test('recognises its own records and no others', () => {
  expect(segment.recognise({ type: 'track', event: 'Cart Viewed', anonymousId: 'a' })).toBeGreaterThan(0.6);
  expect(segment.recognise({ type: 'track' })).toBeGreaterThan(0);
  expect(segment.recognise({ type: 'purchase', userId: 'u' })).toBe(0);
  expect(segment.recognise({ event: 'Cart Viewed' })).toBe(0);
});
