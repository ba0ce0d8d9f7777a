import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '../../../src/samples/formats/build.ts';

test('an instant is read the same however it is written', () => {
  const times = fc.integer({ min: Date.UTC(1973, 2, 4), max: Date.UTC(2099, 11, 31) });
  const property = fc.property(times, (time) => {
    const iso = new Date(time).toISOString();
    expect(instantOf(iso)).toBe(time);
    expect(instantOf(iso.replace('T', ' ').replace('Z', ' UTC'))).toBe(time);
    expect(instantOf(iso.replace('T', ' ').replace('Z', ''))).toBe(time);
    expect(instantOf(iso.replace('Z', '+00:00'))).toBe(time);
    expect(instantOf(time)).toBe(time);
    expect(instantOf(String(time))).toBe(time);
  });
  fc.assert(property, { numRuns: 300 });
});

test.each(['', 'soon', '2026-13-45T10:00:00Z', '2026-05-02Tten o-clockZ'])('"%s" is no instant', (text) => {
  expect(instantOf(text)).toBeNull();
});
