import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareIdentities } from '../../src/drift/identity.ts';
import { oneCauseEach } from '../../src/drift/one-cause.ts';
import type { Difference } from '../../src/evidence/difference.ts';
import { type Customer, customers, inputOf, jane } from './customers.ts';

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const some = 300;

/** `kind of identifier: severity`, in order. */
function found(product: readonly Customer[], marketing: readonly Customer[]): string[] {
  return compareIdentities(inputOf(product, marketing)).differences.map(
    ({ kind, left, severity }) => `${kind} of ${left.name}: ${severity}`,
  );
}

const all = customers(some, jane);
const tenth = (i: number) => i % 10 === 0;
const typed = (i: number): Customer => ({
  ids: { user_id: `user-${1000 + i}`, email: `Jane${i}@Acme.example` },
});
const hashed = (i: number, text: string, algorithm = 'sha256'): Customer => ({
  ids: { email: hash(algorithm, text) },
  orders: 3 + (i % 2),
});

describe('what keeps the people of two systems apart', () => {
  it.each<[string, string[], Customer[], Customer[]]>([
    ['nothing', [], all, all],
    ['nothing, where one side writes addresses its own way', [], customers(some, typed), all],
    [
      'nothing, where the other side hashes them',
      [],
      customers(some, typed),
      customers(some, (i) => hashed(i, `jane${i}@acme.example`)),
    ],
    [
      'addresses hashed as they were typed',
      ['unnormalized-id of email: error'],
      customers(some, (i) => (tenth(i) ? typed(i) : jane(i))),
      customers(some, (i) => hashed(i, tenth(i) ? `Jane${i}@Acme.example` : `jane${i}@acme.example`)),
    ],
    [
      'another algorithm',
      ['hash-form of email: error'],
      all,
      customers(some, (i) => hashed(i, `jane${i}@acme.example`, tenth(i) ? 'md5' : 'sha256')),
    ],
    [
      'hashes of hashes',
      ['hash-form of email: error'],
      all,
      customers(some, (i) =>
        hashed(i, tenth(i) ? hash('sha256', `jane${i}@acme.example`) : `jane${i}@acme.example`),
      ),
    ],
    [
      'a stand-in for a user id',
      ['placeholder-id of user_id: error'],
      all,
      customers(some, (i) =>
        tenth(i) ? { ids: { user_id: 'null', email: `jane${i}@acme.example` } } : jane(i),
      ),
    ],
    [
      'imports without a user id',
      ['missing-id of user_id: error'],
      all,
      customers(some, (i) => (tenth(i) ? { ids: { email: `jane${i}@acme.example` } } : jane(i))),
    ],
    [
      'an address in the field of the user id',
      ['wrong-field of user_id: error'],
      customers(some, (i) => ({ ids: { user_id: `user-${1000 + i}` } })),
      customers(some, (i) => ({ ids: { user_id: tenth(i) ? `jane${i}@acme.example` : `user-${1000 + i}` } })),
    ],
    [
      'a second account from an import',
      ['split-id of user_id: error'],
      all,
      customers(some, (i) =>
        tenth(i) ? [jane(i), { ids: { user_id: `import-${i}`, email: `jane${i}@acme.example` } }] : jane(i),
      ),
    ],
    [
      'a till that many sign in at: worth knowing, not an error',
      ['shared-id of anonymous_id: warn'],
      customers(some, (i) => ({
        ids: { ...jane(i).ids, anonymous_id: i < 100 ? `till-${i % 20}` : `browser-${i}` },
      })),
      all,
    ],
    [
      'people missing whom consent allows',
      ['consent of user_id: error'],
      all,
      customers(some, (i) => (tenth(i) ? null : jane(i))),
    ],
    [
      'people who said no',
      ['consent of user_id: error'],
      customers(some, (i) => ({ ...jane(i), consent: !tenth(i) })),
      all,
    ],
    [
      'user ids of another kind altogether',
      ['identity-join of user_id: error'],
      customers(some, (i) => ({ ids: { user_id: `user-${i}` } })),
      customers(some, (i) => ({
        ids: { user_id: i % 2 === 0 ? `user-${i}` : `crm-${i}` },
        consent: true,
        orders: 1,
      })),
    ],
  ])('%s', (_, expected, product, marketing) => {
    expect(found(product, marketing)).toEqual(expected);
  });

  it('says who has to mend what', () => {
    const marketing = customers(some, (i) =>
      tenth(i) ? { ids: { email: `jane${i}@acme.example` } } : jane(i),
    );
    const [missing] = compareIdentities(inputOf(all, marketing)).differences;
    expect(missing).toMatchObject({
      subject: 'system:braze/identity:user_id',
      right: { systems: ['braze'], n: some },
      needs: ['Big spenders'],
      owners: ['checkout', 'growth'],
      remedy: 'send user_id with everything that goes to braze, imports included',
      detail: { system: 'braze', points: 0.1 },
    });
  });

  it('blames nobody for a handful of people', () => {
    expect(
      found(
        customers(30, jane),
        customers(30, (i) => (i < 3 ? { ids: { email: `jane${i}@acme.example` } } : jane(i))),
      ),
    ).toEqual([]);
  });
});

describe('people who are missing because of the evidence', () => {
  const few = customers(some, (i) => (i < 30 ? jane(i) : null));
  it('are not missed where the other side is a sample', () => {
    const sampled = inputOf(all, few, { sampling: { rate: 0.1, by: 'person' } });
    expect(compareIdentities(sampled).differences).toEqual([]);
  });

  it('are not looked up under another key', () => {
    const other = inputOf(all, all, { key: 'another secret of 16 bytes' });
    const { joins, differences, notChecked } = compareIdentities(other);
    expect(differences).toEqual([]);
    expect(joins.every(({ share }) => share === null)).toBe(true);
    expect(notChecked[0]?.why).toContain('DATAPLAN_SKETCH_KEY');
  });

  it('take what they would have done with them, and go with an event that is gone', () => {
    const most = customers(some, (i) => (tenth(i) ? null : jane(i)));
    const people = compareIdentities(inputOf(all, most)).differences;
    const [first] = people;
    if (first === undefined) throw new Error('nobody is missing');
    const event = (kind: string, value: number): Difference => ({
      ...first,
      kind,
      absorbed: [],
      event: 'Order Completed',
      right: { ...first.right, figure: { value, low: value, high: value } },
      detail: { usual: 0.02, lost: 1 - value },
    });
    const kinds = (list: readonly Difference[]) => list.map(({ kind, absorbed }) => [kind, absorbed]);
    expect(kinds(oneCauseEach([event('delivery', 0.88), first]))).toEqual([
      ['consent', ['delivery of Order Completed']],
    ]);
    expect(kinds(oneCauseEach([event('delivery', 0.02), first])).map(([kind]) => kind)).toEqual([
      'delivery',
      'consent',
    ]);
    expect(kinds(oneCauseEach([event('missing-event', 0), first]))).toEqual([['missing-event', ['consent']]]);
  });
});

describe('people who could be found before', () => {
  const some = 900;
  const people = customers(some, jane);
  const without = (nth: number) =>
    customers(some, (i) => (i % nth === 0 ? { ids: { user_id: `crm-${i}` } } : jane(i)));
  const now = inputOf(people, without(12));
  const since = (marketing: Customer[]) => {
    const then = inputOf(people, marketing);
    const systems = now.systems.map((each, i) => ({ ...each, before: then.systems[i]?.profile ?? null }));
    return compareIdentities({ ...now, systems }).differences.map(({ kind, severity, detail }) => [
      kind,
      severity,
      detail['before'],
    ]);
  };

  it('are said to be fewer, where the share itself is still good enough', () => {
    expect(compareIdentities(now).differences).toEqual([]);
    expect(since(people)).toEqual([['identity-join', 'error', true]]);
    expect(since(without(14))).toEqual([]);
  });
});
