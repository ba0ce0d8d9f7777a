import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type IdEntry,
  idFlags,
  idPayload,
  idSketch,
  linkOf,
  reachOnce,
} from '../../../src/evidence/sketch/id-sketch.ts';
import { absorbKmv, decodeKmv, encodeKmv } from '../../../src/evidence/sketch/kmv.ts';
import { type PairEntry, pairPayload, pairSample } from '../../../src/evidence/sketch/pairs.ts';

const sightings = fc.array(
  fc.record({
    h: fc.integer({ min: 0, max: 30 }),
    flags: fc.constantFrom(0, idFlags.consentYes, idFlags.hasEmail),
    link: fc.option(fc.integer({ min: 1, max: 12 })),
  }),
);

function ids(list: readonly { h: number; flags: number; link: number | null }[]) {
  const sketch = idSketch(8);
  for (const { h, flags, link } of list) {
    sketch.add(h, {
      flags,
      reach: reachOnce(h % 3),
      first: 20_000 - h,
      last: 20_000,
      links: link === null ? [] : [link],
    } satisfies IdEntry);
  }
  return encodeKmv(sketch, idPayload);
}

describe('the sketch of identifiers', () => {
  it('joins flags and the smallest four links in any order', () => {
    fc.assert(
      fc.property(sightings, sightings, (a, b) => {
        const sketch = idSketch(8);
        absorbKmv(sketch, ids(b), idPayload);
        absorbKmv(sketch, ids(a), idPayload);
        expect(encodeKmv(sketch, idPayload)).toEqual(ids([...a, ...b]));
      }),
    );
  });

  it('says when one device was seen with two users', () => {
    const data = ids([
      { h: 3, flags: idFlags.hasUser, link: linkOf(7 * 2 ** 40, 0) },
      { h: 3, flags: idFlags.hasUser, link: linkOf(8 * 2 ** 40, 0) },
      { h: 5, flags: idFlags.hasUser, link: linkOf(7 * 2 ** 40, 0) },
      { h: 5, flags: idFlags.hasEmail, link: linkOf(9 * 2 ** 40, 1) },
    ]);
    const [first, second, email] = [linkOf(7 * 2 ** 40, 0), linkOf(8 * 2 ** 40, 0), linkOf(9 * 2 ** 40, 1)];
    expect(decodeKmv(data, idPayload)).toEqual([
      [
        3,
        {
          flags: idFlags.hasUser | idFlags.manyLinks,
          reach: 2 * reachOnce(0),
          first: 19_997,
          last: 20_000,
          links: [first, second],
        },
      ],
      [
        5,
        {
          flags: idFlags.hasUser | idFlags.hasEmail,
          reach: 2 * reachOnce(2),
          first: 19_995,
          last: 20_000,
          links: [first, email],
        },
      ],
    ]);
  });
});

const records = fc.array(
  fc.record({
    h: fc.integer({ min: 0, max: 20 }),
    minute: fc.integer({ min: -3, max: 3 }),
    total: fc.constantFrom(19.9, 24.5),
  }),
);

function pairs(list: readonly { h: number; minute: number; total: number }[]) {
  const sample = pairSample(6);
  for (const { h, minute, total } of list) {
    const entry: PairEntry = {
      seen: 1,
      minute,
      name: 'Order Completed',
      values: [['total', total]],
      currency: 'EUR',
      slice: 3,
      reach: 2,
    };
    sample.add(h, entry);
  }
  return encodeKmv(sample, pairPayload);
}

describe('the paired sample', () => {
  it('adds up what was seen and keeps the earliest, in any order', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const sample = pairSample(6);
        absorbKmv(sample, pairs(b), pairPayload);
        absorbKmv(sample, pairs(a), pairPayload);
        expect(encodeKmv(sample, pairPayload)).toEqual(pairs([...a, ...b]));
      }),
    );
  });

  it('reads back what was written', () => {
    expect(decodeKmv(pairs([{ h: 9, minute: -2, total: 19.9 }]), pairPayload)).toEqual([
      [
        9,
        {
          seen: 1,
          minute: -2,
          name: 'Order Completed',
          values: [['total', 19.9]],
          currency: 'EUR',
          slice: 3,
          reach: 2,
        },
      ],
    ]);
  });
});
