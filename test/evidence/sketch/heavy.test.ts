import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHasher } from '../../../src/evidence/sketch/hash.ts';
import { HeavyHitters, heavyHitters } from '../../../src/evidence/sketch/heavy.ts';

const hasher = createHasher(null);
const person = (i: number) => hasher.of('raw', `customer-${i}`);

function counted(hashes: readonly number[]) {
  const sketch = new HeavyHitters();
  for (const h of hashes) sketch.add(h);
  return sketch.encode();
}

describe('heavy hitters', () => {
  it('finds the bot among thousands of customers, and nobody where there is none', () => {
    const customers = Array.from({ length: 20_000 }, (_, i) => person(i % 4000));
    expect(heavyHitters(counted(customers), 0.01)).toEqual([]);
    const bot = hasher.of('raw', 'price-scraper');
    const found = heavyHitters(counted([...customers, ...Array<number>(1500).fill(bot)]), 0.01);
    expect(found.map(({ hash }) => hash)).toEqual([bot]);
    expect(found[0]?.n).toBeGreaterThan(1200);
    expect(found[0]?.n).toBeLessThanOrEqual(1500);
  });

  it('merges by adding: splits do not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300)), fc.array(fc.nat(300)), (a, b) => {
        const sketch = new HeavyHitters();
        sketch.absorb(counted(b.map(person)));
        sketch.absorb(counted(a.map(person)));
        const both = sketch.encode();
        expect(both).toBe(counted([...a, ...b].map(person)));
      }),
    );
  });
});
