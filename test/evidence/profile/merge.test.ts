import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProfileBuilder } from '../../../src/evidence/profile/builder.ts';
import { mergeProfiles } from '../../../src/evidence/profile/merge.ts';
import { readProfile, writeProfile } from '../../../src/evidence/profile/save.ts';
import { event, noFacts, options, profileOf, traffic } from './shop.ts';

const some = { numRuns: 60 };

describe('profiles merge', () => {
  it('to the same bytes in any order and grouping, the same as counting everything at once', () => {
    fc.assert(
      fc.property(traffic, traffic, traffic, (a, b, c) => {
        const [pa, pb, pc] = [profileOf(a, 'a'), profileOf(b, 'b'), profileOf(c, 'c')];
        const left = mergeProfiles([mergeProfiles([pa, pb]), pc]);
        const right = mergeProfiles([pc, mergeProfiles([pb, pa])]);
        expect(JSON.stringify(right)).toBe(JSON.stringify(left));
        const whole = { ...profileOf([...b, ...c, ...a]), parts: left.parts };
        expect(JSON.stringify(left)).toBe(JSON.stringify(whole));
      }),
      some,
    );
  });

  it('when saved, with a key and without', () => {
    fc.assert(
      fc.property(traffic, traffic, fc.constantFrom(null, 'a secret of sixteen bytes'), (a, b, key) => {
        const saved = (profile: ReturnType<typeof profileOf>) =>
          readProfile(writeProfile(profile), 'web.profile.json');
        const [sa, sb] = [saved(profileOf(a, 'a', key)), saved(profileOf(b, 'b', key))];
        expect(writeProfile(mergeProfiles([sa, sb]))).toBe(writeProfile(mergeProfiles([sb, sa])));
        expect(writeProfile(sa)).toBe(writeProfile(profileOf(a, 'a', key)));
      }),
      some,
    );
  });

  it('from workers: a builder takes in what the others counted', () => {
    fc.assert(
      fc.property(traffic, traffic, (a, b) => {
        const builder = new ProfileBuilder(options());
        for (const [sample, facts] of a) builder.add(sample, facts);
        builder.absorb(profileOf(b));
        expect(JSON.stringify(builder.build())).toBe(JSON.stringify(profileOf([...a, ...b])));
      }),
      some,
    );
  });

  it('keep the same names when there are far too many, however they arrive', () => {
    const names = Array.from({ length: 12_000 }, (_, i) => event({ name: `purchase_${i}` }));
    const count = (list: typeof names) => profileOf(list.map((sample) => [sample, noFacts] as const));
    const whole = count(names);
    const merged = mergeProfiles([count(names.slice(7000).reverse()), count(names.slice(0, 7000))]);
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
    expect(Object.keys(whole.events)).toHaveLength(5000);
    expect(whole.other_events.n).toBe(7000);
    expect(whole.totals.events).toBe(12_000);
  }, 60_000);

  it('keep the same paths when one event has thousands of keys', () => {
    const wide = (from: number, to: number) =>
      event({
        properties: Object.fromEntries(
          Array.from({ length: to - from }, (_, i) => [
            `product_${from + i}`,
            { sku: 'A1', stock: { left: i } },
          ]),
        ),
      });
    const [a, b] = [wide(0, 900), wide(600, 1500)];
    const merged = mergeProfiles([profileOf([[b, noFacts]]), profileOf([[a, noFacts]])]);
    const whole = profileOf([
      [a, noFacts],
      [b, noFacts],
    ]);
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
    const paths = Object.keys(whole.events['Order Completed']?.properties ?? {});
    expect(paths.length).toBeLessThanOrEqual(500);
    expect(paths.length).toBeGreaterThan(400);
  });
});

describe('profiles that would not mean the same are refused', () => {
  const one = profileOf([[event(), noFacts]], 'a');

  it('with the reason and the way out', () => {
    expect(() => mergeProfiles([one, profileOf([], 'b', 'another secret')])).toThrow(
      /sketch key.*DATAPLAN_SKETCH_KEY/,
    );
    expect(() => mergeProfiles([one, { ...one, system: 'ios', parts: [] }])).toThrow(
      /different system \(web and ios\)/,
    );
    expect(() => mergeProfiles([one, one])).toThrow('a.ndjson is in more than one of the profiles');
  });

  it('and so is a file that is no profile', () => {
    expect(() => readProfile('{"a":1}', 'x.json')).toThrow('x.json is no profile: it lacks "profile"');
    expect(() => readProfile('nope', 'x.json')).toThrow('it is not JSON');
    expect(() => readProfile('{"profile":2}', 'x.json')).toThrow('this version reads 1');
  });
});
