import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { cutOut } from '../../../src/samples/run/cut.ts';
import type { JsonObject } from '../../../src/text/json.ts';
import { brief, fixture, formatNamed, read } from '../formats/read.ts';

const eventOf = (record: JsonObject, properties: JsonObject): SampleEvent => ({
  call: 'track',
  name: 'Order Completed',
  version: null,
  system: null,
  time: null,
  receivedAt: null,
  messageId: null,
  ids: {},
  properties,
  traits: {},
  context: {},
  raw: record,
});

test.each([
  ['the only one', '{"properties":{ "note":1 }}', ['note'], '{"properties":{ }}'],
  ['the first', '{"properties":{"note":1, "total":1.50}}', ['note'], '{"properties":{"total":1.50}}'],
  ['the last', '{"properties":{"total":1.50 , "note":{"a":[1]}}}', ['note'], '{"properties":{"total":1.50}}'],
  [
    'inside a list',
    '{"properties":{"lines":[{"sku":"A","note":1}]}}',
    ['lines', '0', 'note'],
    '{"properties":{"lines":[{"sku":"A"}]}}',
  ],
  ['a name with signs', '{"properties":{"a/b~c":1,"d":2}}', ['a/b~c'], '{"properties":{"d":2}}'],
  [
    'a number that no double holds stays',
    '{"properties":{"id":12345678901234567890,"note":1}}',
    ['note'],
    '{"properties":{"id":12345678901234567890}}',
  ],
])('%s', (_, text, at, rest) => {
  const record = JSON.parse(text);
  const event = eventOf(record, record.properties);
  expect(cutOut(text, record, [{ event, part: 'properties', at }])).toBe(rest);
});

test('a name that stands twice goes twice: readers differ in which they take', () => {
  const text = '{"properties":{"note":1,"total":2,"note":3}}';
  const record = JSON.parse(text);
  const event = eventOf(record, record.properties);
  expect(cutOut(text, record, [{ event, part: 'properties', at: ['note'] }])).toBe(
    '{"properties":{"total":2}}',
  );
});

test('a text may hold any number of blanks', () => {
  const text = `{"properties":{"title":"a${' '.repeat(200_000)}b" , "note":1}}`;
  const record = JSON.parse(text);
  const event = eventOf(record, record.properties);
  const rest = cutOut(text, record, [{ event, part: 'properties', at: ['note'] }]);
  expect(rest === text.replace(' , "note":1', '')).toBe(true);
});

test('what is inside of what goes, goes with it', () => {
  const text = '{"properties":{"note":{"a":1,"b":2},"total":3}}';
  const record = JSON.parse(text);
  const event = eventOf(record, record.properties);
  const cuts = [['note'], ['note', 'a']].map((at) => ({ event, part: 'properties' as const, at }));
  expect(cutOut(text, record, cuts)).toBe('{"properties":{"total":3}}');
});

test('any members of any record are cut, and nothing else changes', () => {
  const object = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 3 }), {
    minKeys: 1,
    maxKeys: 8,
  });
  fc.assert(
    fc.property(
      object,
      fc.integer({ min: 1, max: 255 }),
      fc.constantFrom(0, 1),
      (properties, mask, indent) => {
        const text = JSON.stringify({ event: 'Order Completed', properties, messageId: 'm-1' }, null, indent);
        const record = JSON.parse(text);
        const names = Object.keys(record.properties).filter((_, at) => (mask >> at) & 1);
        const event = eventOf(record, record.properties);
        const rest = cutOut(
          text,
          record,
          names.map((name) => ({ event, part: 'properties', at: [name] })),
        );
        for (const name of names) delete record.properties[name];
        expect(JSON.parse(rest ?? 'null')).toEqual(record);
      },
    ),
  );
});

/** What of the fixtures' properties can be cut out of each vendor's records; the rest stands in texts and lists of pairs. */
test.each([
  ['rudderstack', 'all'],
  ['amplitude', 'all'],
  ['mixpanel', 'all'],
  ['posthog', 'all'],
  ['mparticle', 'all'],
  ['meta', 'all'],
  ['cloudevents', 'all'],
  ['braze', 'most'],
  ['ga4', 'some'],
])('%s: %s', (id, share) => {
  let cuts = 0;
  let properties = 0;
  for (const text of fixture(`${id}.ndjson`)) {
    const record: JsonObject = JSON.parse(text);
    const events = read(formatNamed(id), record);
    if (typeof events === 'string') continue;
    for (const [index, event] of events.entries()) {
      for (const name of Object.keys(event.properties)) {
        properties++;
        const rest = cutOut(text, record, [{ event, part: 'properties', at: [name] }]);
        if (rest === null) continue;
        cuts++;
        const after = read(formatNamed(id), JSON.parse(rest));
        if (typeof after === 'string') throw new Error(after);
        const { [name]: _, ...left } = event.properties;
        expect(brief(after[index] as SampleEvent)).toEqual(brief({ ...event, properties: left }));
      }
    }
  }
  expect(properties).toBeGreaterThan(0);
  expect(cuts === properties ? 'all' : cuts * 2 > properties ? 'most' : 'some').toBe(share);
});
