import { describe, expect, it } from 'vitest';
import { customerView } from '../../src/drift/coverage.ts';
import { joinsOf } from '../../src/drift/joins.ts';
import { type Customer, customers, inputOf, jane } from './customers.ts';

describe('the join matrix', () => {
  it('is exact while all ids are sampled', () => {
    const { joins } = joinsOf(
      inputOf(
        customers(200, jane),
        customers(150, (i) => jane(i + 80)),
      ),
    );
    expect(
      joins.map(({ left, right, identifier, share, low, high }) => [
        left,
        right,
        identifier,
        share,
        low,
        high,
      ]),
    ).toEqual([
      ['amplitude', 'braze', 'user_id', 0.6, 0.6, 0.6],
      ['amplitude', 'braze', 'email', 0.6, 0.6, 0.6],
      ['braze', 'amplitude', 'user_id', 0.8, 0.8, 0.8],
      ['braze', 'amplitude', 'email', 0.8, 0.8, 0.8],
    ]);
  });

  it('asks only about people who should be there', () => {
    const product = customers(200, (i) => ({ ...jane(i), consent: i % 2 === 0 }));
    const marketing = customers(200, (i) => (i % 4 === 0 ? jane(i) : null));
    const [cell] = joinsOf(inputOf(product, marketing)).joins;
    expect(cell).toMatchObject({
      left: 'amplitude',
      right: 'braze',
      share: 0.5,
      sampled: 100,
      leftIds: 200,
      rightIds: 50,
    });
  });

  it('holds an estimate of many ids between bounds', () => {
    const { joins } = joinsOf(
      inputOf(
        customers(9000, one),
        customers(9000, (i) => one(i + 3000)),
      ),
    );
    expect(joins).toHaveLength(2);
    for (const { share, low, high, sampled } of joins) {
      expect(sampled).toBeLessThan(3500);
      expect(low).toBeLessThanOrEqual(2 / 3);
      expect(high).toBeGreaterThanOrEqual(2 / 3);
      expect(Math.abs((share ?? 0) - 2 / 3)).toBeLessThan(0.03);
    }
  });

  it('says how large samples would have to be where one side is far smaller', () => {
    const few = customers(40, one);
    const { joins, notChecked } = joinsOf(inputOf(few, customers(9000, one)));
    expect(joins[0]).toMatchObject({ share: null, low: null, leftIds: 40 });
    expect(notChecked[0]).toEqual({
      what: 'user_id of amplitude in braze',
      why: expect.stringMatching(
        /^\d+ sampled ids can be looked up, 100 are needed; samples of 5\d{5} ids a side would be enough$/,
      ),
    });
  });
});

const one = (i: number): Customer => ({ ids: { user_id: `user-${i}` }, orders: 1 });

describe('single customer view', () => {
  it('counts a person once, whichever identifier brings the sides together', () => {
    const product = customers(100, jane);
    // 50 by user id, 20 more by address alone, 10 whom product does not know.
    const marketing = customers(80, (i) =>
      i < 50 ? jane(i) : i < 70 ? { ids: { email: `jane${i}@acme.example` } } : jane(i + 100),
    );
    expect(customerView(inputOf(product, marketing))).toMatchObject({
      people: 110,
      joinable: 70,
      share: 140 / 180,
      low: expect.closeTo(140 / 180),
    });
  });

  it('does not take two accounts with one address for two people', () => {
    const marketing = customers(100, (i) => [
      jane(i),
      { ids: { user_id: `import-${i}`, email: `jane${i}@acme.example` } },
    ]);
    expect(customerView(inputOf(customers(100, jane), marketing))).toMatchObject({
      people: 100,
      joinable: 100,
      share: 1,
    });
  });

  it('names what keeps the others apart, and what mending it would bring', () => {
    const product = customers(100, (i) => ({ ids: { user_id: `user-${1000 + i}` }, consent: i < 80 }));
    const marketing = customers(80, (i) =>
      i < 60 ? { ids: { user_id: `user-${1000 + i}` } } : { ids: { email: `jane${i}@acme.example` } },
    );
    const view = customerView(inputOf(product, marketing));
    expect(view).toMatchObject({ joinable: 60, share: 120 / 180 });
    expect(
      view?.causes.map(({ cause, identifier, people, gain }) => [cause, identifier, people, gain]),
    ).toEqual([
      ['missing-id', 'user_id', 20, 40 / 180],
      ['no-consent', null, 20, 0],
    ]);
  });

  it('is not guessed from samples, other keys or one side', () => {
    const both = [customers(50, jane), customers(50, jane)] as const;
    expect(customerView(inputOf(...both, { key: 'another secret of 16 bytes' }))).toBeNull();
    expect(customerView(inputOf(...both, { sampling: { rate: 0.01, by: 'event' } }))).toBeNull();
    const { plan, systems } = inputOf(...both);
    expect(customerView({ plan, systems: systems.slice(0, 1), calls: null })).toBeNull();
  });
});
