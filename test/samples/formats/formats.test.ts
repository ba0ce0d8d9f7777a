import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/samples/formats/index.ts';
import { snowplowColumns } from '../../../src/samples/formats/snowplow-columns.ts';
import { isObject, type JsonObject } from '../../../src/text/json.ts';
import { brief, fixture, formatNamed, read, recognised } from './read.ts';

/** `fixtures/samples/<format>.ndjson` beside `<format>.events.ndjson`: what the vendor writes, what we read. */
const recorded = formats.filter(({ id }) => id !== 'segment');

describe.each(recorded)('$title', (format) => {
  const records = fixture(`${format.id}.ndjson`).map((line): JsonObject => JSON.parse(line));

  it('is recognised by itself', () => {
    expect(records.map(recognised)).toEqual(records.map(() => format.id));
  });

  it('is read as its events', () => {
    const events = records.flatMap((record) => {
      const result = read(format, record);
      return typeof result === 'string' ? [result] : result.map(brief);
    });
    expect(events).toEqual(fixture(`${format.id}.events.ndjson`).map((line) => JSON.parse(line)));
  });

  it('says where it is documented', () => {
    expect(format.source).toMatch(format.id === 'plain' ? /./ : /^https:\/\//);
  });

  it('never throws, changes no record, and explains what it is not', () => {
    const others: unknown[] = [
      {},
      { event: 1 },
      { events: [1, null] },
      { data: 'x' },
      { type: [] },
      { properties: 7, event: 'x' },
    ];
    for (const other of others) {
      if (!isObject(other)) continue;
      const before = JSON.stringify(other);
      expect(format.recognise(other)).toBeGreaterThanOrEqual(0);
      const result = read(format, other);
      if (typeof result === 'string') expect(result).not.toBe('');
      expect(JSON.stringify(other)).toBe(before);
    }
  });
});

describe('particulars', () => {
  it('Snowplow: a row of the TSV is read like the JSON', () => {
    const values = fixture('snowplow.tsv')[0]?.split('\t') ?? [];
    expect(values).toHaveLength(131);
    const row = Object.fromEntries(snowplowColumns.map((column, i) => [column, values[i] ?? '']));
    expect(recognised(row)).toBe('snowplow');
    const [event] = read(formatNamed('snowplow'), row);
    expect(typeof event === 'object' && brief(event)).toMatchObject({
      call: 'track',
      name: 'order_completed',
      version: '1-0-2',
      time: '2026-11-21T13:05:00.000Z',
      properties: { order_id: '10023417', total: 19.9 },
      context: { store: { country: 'DE' } },
    });
  });

  it('plain: a map says where our words stand, for rows of a table too', () => {
    const row = { name: 'Order Completed', uid: 'u-1', when: '2026-11-21T13:05:00Z', total: '19.90' };
    const map = new Map([
      ['event', 'name'],
      ['user', 'uid'],
      ['time', 'when'],
    ]);
    const [event] = read(formatNamed('plain'), row, map);
    expect(typeof event === 'object' && brief(event)).toEqual({
      call: 'track',
      name: 'Order Completed',
      time: '2026-11-21T13:05:00.000Z',
      ids: { user_id: 'u-1' },
      properties: { total: '19.90' },
    });
    expect(read(formatNamed('plain'), { total: 1 }, map)).toBe('no event name at name');
  });

  it('RudderStack’s and Segment’s calls are told apart', () => {
    const call = {
      type: 'track',
      event: 'Order Completed',
      userId: 'u',
      messageId: 'm',
      context: {},
      properties: {},
    };
    expect(recognised(call)).toBe('segment');
    expect(recognised({ ...call, channel: 'web', rudderId: 'r' })).toBe('rudderstack');
    expect(recognised({ ...call, context: { library: { name: 'RudderLabs JavaScript SDK' } } })).toBe(
      'rudderstack',
    );
  });

  it('Amplitude: a type of event alone is no mark of it', () => {
    expect(recognised({ event_type: 'create', meta: { stream: 'page' } })).toBe('none');
  });

  it('takes __proto__ as a name like any other', () => {
    const record: JsonObject = JSON.parse(
      '{"event":"x","distinct_id":"u","properties":{"$lib":"web","__proto__":{"a":1}}}',
    );
    const [event] = read(formatNamed('posthog'), record);
    expect(typeof event === 'object' && Object.keys(event.properties)).toEqual(['__proto__']);
  });
});
