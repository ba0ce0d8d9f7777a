import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/evidence/check.ts';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { watchersFor } from '../../src/evidence/watchers.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { event } from './profile/shop.ts';

const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true }
    email: { of: person, known: true }
    anonymous_id: { of: device }
  priority: [user_id, email]
`);
const about = {
  subject: 'plan:acme-shop',
  event: null,
  call: null,
  variant: null,
  path: [],
  verdict: null,
} as const;
const checks: Check[] = [
  {
    ...about,
    rule: 'identity/placeholder-id',
    part: 'ids',
    path: ['user_id'],
    operation: { op: 'placeholder', values: ['tester'], exact: [] },
  },
  {
    ...about,
    rule: 'identity/too-many',
    part: 'stream',
    operation: { op: 'one-to-many', of: 'email', per: 'user_id', max: 1 },
  },
  { ...about, rule: 'privacy/personal-value', part: 'properties', operation: { op: 'personal', allow: [] } },
];

const events: SampleEvent[] = [
  event({ ids: { user_id: 'u1', email: 'a@acme.com' }, properties: { note: 'jane@gmail.com' } }),
  event({ ids: { user_id: 'u1', email: 'b@acme.com' }, properties: { contact: 'jane@example.com' } }),
  event({ ids: { user_id: 'Tester', email: 'c@acme.com' } }),
  event({ ids: { user_id: 'Tester', email: 'd@acme.com' } }),
];

async function found(split: (i: number) => number) {
  const threads = [await watchersFor(plan, checks), await watchersFor(plan, checks)];
  for (const [i, each] of events.entries()) {
    const place = { source: 0, line: i + 1, index: 0 };
    for (const watcher of threads[split(i)]?.watchers ?? [])
      watcher.watch(each, 'Order Completed', null, place);
  }
  const whole = await watchersFor(plan, checks);
  for (const thread of threads) {
    for (const [i, watcher] of thread.watchers.entries())
      whole.watchers[i]?.merge(structuredClone(watcher.save()));
  }
  return whole.findings();
}

describe('what is watched over a whole stream', () => {
  it('becomes findings of the rules that asked, each with its places', async () => {
    const all = await found(() => 0);
    expect(
      all.map(({ rule, message, count, rate, places }) => [
        rule,
        message,
        count,
        rate,
        places.map(({ line }) => line),
      ]),
    ).toEqual([
      ['identity/too-many', 'one-to-many', 1, 1, [2]],
      ['evidence/test-data', 'personal', 1, null, [2]],
      ['privacy/personal-value', 'personal', 1, null, [1]],
    ]);
    expect(all[0]?.data).toMatchObject({
      path: 'user_id',
      expected: 'at most 1 email for one user_id',
      seen: '1 of 1',
    });
    expect(await found((i) => i % 2)).toEqual(all);
  });

  it('costs nothing where no check asks', async () => {
    expect((await watchersFor(plan, checks.slice(0, 1))).watchers).toEqual([]);
  });
});
