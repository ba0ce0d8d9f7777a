import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sniff } from '../../../src/samples/read/source.ts';

const lines = '{"type":"track","event":"Cart Viewed"}\n'.repeat(1000);

/** Chunks of a file that says when it is closed. */
function opened(bytes: Uint8Array) {
  const file = { open: false };
  async function* chunks() {
    file.open = true;
    try {
      for (let at = 0; at < bytes.length; at += 512) yield bytes.subarray(at, at + 512);
    } finally {
      file.open = false;
    }
  }
  return { file, chunks: chunks() };
}

test.each([
  ['lines', Buffer.from(lines)],
  ['lines', gzipSync(lines)],
  ['lines', gzipSync(lines).subarray(0, 40)],
  ['parquet', Buffer.from(`PAR1${lines}`)],
  ['binary', Buffer.alloc(5000, 'ab\0')],
])('a source of %s that is looked at and not read is closed again', async (shape, bytes) => {
  const { file, chunks } = opened(bytes);
  const { sniffed, rest } = await sniff(chunks, 'events');
  if (bytes.length > 512) expect(file.open).toBe(true);
  if (bytes.length > 512) expect(sniffed.shape).toBe(shape);
  await rest.return();
  expect(file.open).toBe(false);
});

test('what was looked at is read from its first byte on', async () => {
  const { file, chunks } = opened(Buffer.from(lines));
  const { rest } = await sniff(chunks, 'events');
  let text = '';
  for await (const chunk of rest) text += Buffer.from(chunk).toString();
  expect(text).toBe(lines);
  expect(file.open).toBe(false);
});
