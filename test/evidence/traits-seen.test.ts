import { describe, expect, it } from 'vitest';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { TraitsSeen } from '../../src/evidence/traits-seen.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const plan = await parsePlan(`
dataplan: 1
name: acme-shop
version: 2.1.0
systems: { web: { role: source }, braze: {} }
flows: [{ from: web, to: [braze] }]
traits:
  person: { plan_tier: { type: string, to: { braze: tier } }, email: string, birthday: string }
  account: { seats: integer }
`);

function call(system: string, kind: SampleEvent['call'], traits: object, ids: object = {}): SampleEvent {
  return {
    call: kind,
    name: null,
    version: null,
    system,
    time: null,
    receivedAt: null,
    messageId: null,
    ids: { ...ids },
    properties: {},
    traits: { ...traits },
    context: {},
    raw: null,
  };
}

const seen = (...events: SampleEvent[]) => {
  const watcher = new TraitsSeen(plan);
  for (const event of events) watcher.watch(event);
  return watcher;
};
const bySystem = (watcher: TraitsSeen) =>
  Object.fromEntries([...watcher.bySystem()].map(([key, all]) => [key, [...all].sort()]));

describe('traits that were seen', () => {
  it('are known by the name that each system has for them, and only with a value', () => {
    const watcher = seen(
      call(
        'web',
        'identify',
        { plan_tier: 'plus', birthday: '', nickname: 'x' },
        { email: 'a@shop.example' },
      ),
      call('braze', 'identify', { tier: 'plus' }),
      call('web', 'group', { seats: 3 }),
    );
    expect(bySystem(watcher)).toEqual({
      web: ['account.seats', 'person.email', 'person.plan_tier'],
      braze: ['person.plan_tier'],
    });
  });

  it('are not missed where nobody calls identify', () => {
    expect(bySystem(seen(call('web', 'track', { plan_tier: 'plus' })))).toEqual({});
    expect(bySystem(seen(call('web', 'identify', {})))).toEqual({ web: [] });
  });

  it('come together from several threads, in any order', () => {
    const [a, b] = [
      seen(call('web', 'identify', { plan_tier: 'plus' })),
      seen(call('web', 'group', { seats: 1 })),
    ];
    const [left, right] = [new TraitsSeen(plan), new TraitsSeen(plan)];
    left.merge(structuredClone(a.save()));
    left.merge(structuredClone(b.save()));
    right.merge(b.save());
    right.merge(a.save());
    expect(bySystem(left)).toEqual(bySystem(right));
    expect(bySystem(left)).toEqual({ web: ['account.seats', 'person.plan_tier'] });
  });
});
