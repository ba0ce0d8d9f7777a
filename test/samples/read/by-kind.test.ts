import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByKind } from '../../../src/samples/read/by-kind.ts';
import { LineSplitter } from '../../../src/samples/read/lines.ts';

/** Lines by number in the order in which they are handed on, the bytes coming in pieces of a size. */
function handedOn(lines: readonly string[], size = 1 << 16): [number, string][] {
  const taken: [number, string][] = [];
  const byKind = new ByKind('event', (bytes, start, end, number) => {
    taken.push([number, bytes.toString('utf8', start, end)]);
  });
  const splitter = new LineSplitter(
    {
      line: (bytes, start, end, number) => byKind.line(bytes, start, end, number),
      flush: () => byKind.flush(),
      tooLong: () => {},
    },
    1 << 20,
  );
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  splitter.end();
  return taken;
}

test('lines of one name come together, each name in its order', () => {
  const order = handedOn([
    '{"event":"Cart Viewed"}',
    '{"event": "Order Completed"}',
    '{"type":"page","name":"Home"}',
    '{"type":"track","event":"Cart Viewed","n":2}',
    '{"event" :"Order Completed","n":2}',
  ]).map(([number]) => number);
  for (const [first, second] of [
    [1, 4],
    [2, 5],
  ]) {
    expect(order.indexOf(second ?? 0)).toBe(order.indexOf(first ?? 0) + 1);
  }
});

test('every line is handed on once, with its number, whatever it is and however it is cut', () => {
  const line = fc.oneof(
    fc.constantFrom('{"event":"A"}', '{"event":"B","x":1}', '"event"', '{"event":', '"event":"\u00e9'),
    fc.string({ minLength: 1 }).map((text) => text.replace(/\s/g, '_')),
  );
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 64 }),
      (lines, size) => {
        const taken = handedOn(lines, size).sort((a, b) => a[0] - b[0]);
        expect(taken).toEqual(lines.map((text, i) => [i + 1, text]));
      },
    ),
  );
});

test('more lines in a chunk than may wait', () => {
  const lines = Array.from({ length: 10_000 }, (_, i) => `{"event":"${i % 7}"}`);
  expect(new Set(handedOn(lines, 1 << 20).map(([number]) => number)).size).toBe(10_000);
});
