import { describe, expect, it } from 'vitest';
import { compareSystems } from '../../src/drift/compare-systems.ts';
import { pairsOf, timePairs } from '../../src/drift/pairs.ts';
import { parsePlan } from '../../src/testing.ts';
import { event, profileOf } from '../evidence/profile/shop.ts';

const plan = await parsePlan(`dataplan: 1
name: shop
version: 2.1.0
systems:
  web: { role: source, side: product }
  ios: { role: source, side: product }
  amplitude: {}
  lake: { role: warehouse, side: storage }
  braze: {}
  meta: {}
flows:
  - { from: [web, ios], to: [amplitude, lake, meta] }
  - { from: lake, to: braze }
events: { Order Completed: { from: [web, ios] }, Cart Viewed: { from: [web, ios] } }
`);

const profile = profileOf([]);
const seen = (systems: readonly string[]) => ({
  plan,
  systems: systems.map((system) => ({ system, profile: { ...profile, system }, before: null })),
  calls: null,
});

describe('what is held against what', () => {
  it.each([
    [['web', 'ios', 'braze'], ['ios+web flow braze']],
    [
      ['web', 'ios', 'lake', 'braze'],
      ['lake flow braze', 'ios+web flow lake'],
    ],
    [
      ['web', 'amplitude', 'meta'],
      ['web flow amplitude', 'web flow meta'],
    ],
    [
      ['amplitude', 'meta', 'braze'],
      ['amplitude siblings braze', 'amplitude siblings meta'],
    ],
    // Two marketing systems alone have no product side to be held against.
    [['meta', 'braze'], []],
    [['web'], []],
  ])('%j: %j', (systems, expected) => {
    const pairs = pairsOf(seen(systems), null);
    expect(pairs.map(({ left, relation, right }) => `${left.join('+')} ${relation} ${right}`)).toEqual(
      expected,
    );
  });

  it('knows which sources of the right side nothing is known of', () => {
    expect(pairsOf(seen(['web', 'meta']), null).map(({ unseen }) => unseen)).toEqual([['ios']]);
  });

  it('is what was asked for, in that direction', () => {
    const [pair] = pairsOf(seen(['amplitude', 'meta', 'braze']), ['meta', 'braze']);
    expect([pair?.left, pair?.right]).toEqual([['meta'], 'braze']);
    expect(pairsOf(seen(['meta']), ['meta', 'braze'])).toEqual([]);
  });

  it('is also a system and its past', () => {
    const systems = [{ system: 'braze', profile, before: profile }];
    expect(timePairs({ plan, systems, calls: null }).map(({ relation }) => relation)).toEqual(['time']);
  });
});

describe('sources that stand together', () => {
  it('are counted as one side', () => {
    const orders = (system: string, n: number) =>
      profileOf(
        Array.from({ length: n }, (_, i) => [
          event({ system, messageId: `${system}${i}`, time: Date.UTC(2026, 10, 1 + (i % 10), 12) }),
          { invalid: false, consent: new Map(), eligible: false, passes: [], slice: null, pairs: new Map() },
        ]),
      );
    const systems = [
      { system: 'web', profile: orders('web', 300), before: null },
      { system: 'ios', profile: orders('ios', 200), before: null },
      { system: 'meta', profile: orders('meta', 500), before: null },
    ];
    const { gaps, differences } = compareSystems({ plan, systems, calls: null });
    expect(differences).toEqual([]);
    expect(gaps.map(({ left, right }) => [left, right])).toEqual([
      [
        { system: 'ios+web', count: 450 },
        { system: 'meta', count: 450 },
      ],
    ]);
  });
});
