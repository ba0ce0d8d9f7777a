import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WrittenKey } from '../../../src/samples/read/written-key.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 24 });
const viewOf = (text: Uint8Array) => new DataView(text.buffer, text.byteOffset, text.length);

test('a key is where its bytes are, whatever its length', () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, (before, key, after) => {
      const line = Uint8Array.from([...before, ...key, ...after]);
      expect(new WrittenKey(key).isAt(viewOf(line), before.length, line.length)).toBe(true);
    }),
  );
});

test('and nowhere where one of them is another', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (key, place, change) => {
      const other = Uint8Array.from(key);
      const at = place % key.length;
      other[at] = (other[at] ?? 0) ^ change;
      expect(new WrittenKey(key).isAt(viewOf(other), 0, other.length)).toBe(false);
    }),
  );
});

test('a key that the bytes end in is not there', () => {
  const key = new TextEncoder().encode('"messageId"');
  const line = key.slice(0, 8);
  expect(new WrittenKey(key).isAt(viewOf(line), 0, line.length)).toBe(false);
});
