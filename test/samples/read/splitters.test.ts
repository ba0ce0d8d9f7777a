import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DocumentSplitter } from '../../../src/samples/read/documents.ts';
import { LineSplitter } from '../../../src/samples/read/lines.ts';

/** The same bytes in any pieces, each in a buffer that is overwritten afterwards, as a reader's is. */
function feed(bytes: Buffer, sizes: readonly number[], push: (chunk: Uint8Array) => void): void {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? bytes.length);
    const chunk = Buffer.from(bytes.subarray(at, at + size));
    push(chunk);
    chunk.fill(0);
    at += size;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

test('lines are the same, however the bytes are cut', () => {
  const line = fc.string({ unit: fc.constantFrom('a', '"', 'é', '🛒', ' '), maxLength: 30 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.boolean(), sizes, (lines, ended, cuts) => {
      const found: (readonly [number, string])[] = [];
      const splitter = new LineSplitter(
        {
          line: (bytes, start, end, number) => found.push([number, bytes.toString('utf8', start, end)]),
          tooLong: (number) => found.push([number, 'too long']),
        },
        40,
      );
      feed(Buffer.from(lines.join('\n') + (ended ? '\n' : '')), cuts, (chunk) => splitter.push(chunk));
      splitter.end();
      const expected = lines
        .map((text, i) => [i + 1, Buffer.byteLength(text) > 40 ? 'too long' : text] as const)
        .filter(([, text]) => !/^[ \t\r]*$/.test(text));
      expect(found).toEqual(expected);
    }),
  );
});

test('the values of a document are the same, however the bytes are cut and the text is laid out', () => {
  const space = fc.constantFrom(undefined, 0, 2);
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 }),
      fc.boolean(),
      space,
      sizes,
      (values, asList, indent, cuts) => {
        // A list on its own is the document's own list: one level of it is taken off.
        const plain = values.map((value) => (Array.isArray(value) && !asList ? { value } : value));
        const text = asList
          ? JSON.stringify(plain, null, indent)
          : plain.map((value) => JSON.stringify(value, null, indent)).join('\n');
        const found: unknown[] = [];
        const wrong: string[] = [];
        const splitter = new DocumentSplitter(
          {
            value: (bytes) => found.push(JSON.parse(bytes.toString())),
            tooLong: () => wrong.push('too long'),
            truncated: () => wrong.push('truncated'),
            stray: () => wrong.push('stray'),
          },
          1 << 20,
        );
        feed(Buffer.from(text), cuts, (chunk) => splitter.push(chunk));
        splitter.end();
        expect(found).toEqual(JSON.parse(JSON.stringify(plain)));
        expect(wrong).toEqual([]);
      },
    ),
  );
});

test('any bytes at all: no crash, and the same whichever way they are cut', () => {
  const read = (bytes: Buffer, cuts: readonly number[]) => {
    const found: string[] = [];
    const splitter = new DocumentSplitter(
      {
        value: (value, line) => found.push(`${line} ${value.toString('latin1')}`),
        tooLong: (line, length) => found.push(`${line} long ${length}`),
        truncated: (line) => found.push(`${line} truncated`),
        stray: (line) => found.push(`${line} stray`),
      },
      30,
    );
    feed(bytes, cuts, (chunk) => splitter.push(chunk));
    splitter.end();
    return found;
  };
  const json = fc
    .array(fc.constantFrom(...'{}[]",:\\\n a1'), { maxLength: 60 })
    .map((parts) => Buffer.from(parts.join('')));
  fc.assert(
    fc.property(json, sizes, (bytes, cuts) => {
      expect(read(bytes, cuts)).toEqual(read(bytes, [bytes.length || 1]));
    }),
  );
});
