import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check, Operation } from '../../../src/evidence/check.ts';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { streamHit } from '../../../src/evidence/identity/hit.ts';
import { OneToMany } from '../../../src/evidence/identity/one-to-many.ts';
import { placeholderOf } from '../../../src/evidence/identity/placeholder.ts';
import { IdentityWatcher } from '../../../src/evidence/identity/watcher.ts';
import { nameHash } from '../../../src/evidence/sketch/hash.ts';
import type { Place } from '../../../src/evidence/watcher.ts';
import { event } from '../profile/shop.ts';

const check = (operation: Operation): Check => ({
  rule: 'identity/too-many',
  subject: 'plan:acme-shop',
  event: null,
  call: null,
  variant: null,
  part: 'stream',
  path: [],
  verdict: null,
  operation,
});
const checks = [
  check({ op: 'one-to-many', of: 'email', per: 'user_id', max: 1 }),
  check({ op: 'one-to-many', of: 'user_id', per: 'anonymous_id', max: 2 }),
  check({ op: 'linked', from: 'anonymous_id', to: 'user_id', at: ['identify', 'Account Created'] }),
  check({ op: 'duplicate', cap: 1000 }),
  check({ op: 'time', maxAgeDays: null, futureMs: 0, skewMs: 60_000 }),
];

function watcher() {
  return new IdentityWatcher({
    checks,
    isPlaceholder: (_, value) => placeholderOf(value) !== null,
    senders: ['anonymous_id', 'user_id'],
  });
}

const line = (i: number): Place => ({ source: 0, line: i + 1, index: 0 });

function watched(events: readonly SampleEvent[]) {
  const state = watcher();
  for (const [i, each] of events.entries()) state.watch(each, each.name, null, line(i));
  return state.findings();
}

/** What was found, in words: `2 user_id at most 1 email … line 3`. */
function said(events: readonly SampleEvent[]) {
  return watched(events).map((found) => {
    const hit = streamHit(checks[found.check] as Check, found);
    return [hit.keyword, hit.expected, hit.seen, `lines ${found.places.map(({ line }) => line).join(', ')}`]
      .filter((text) => text !== null && text !== '')
      .join(' | ');
  });
}

const by = (ids: SampleEvent['ids'], parts: Partial<SampleEvent> = {}) =>
  event({ ids, time: null, ...parts });

describe('identity across events', () => {
  it('counts people with more addresses than allowed, and shows the event that broke it', () => {
    expect(
      said([
        by({ user_id: 'u1', email: 'jane@acme.example' }),
        by({ user_id: 'u2', email: 'joe@acme.example' }),
        by({ user_id: 'u1', email: 'jane@acme.example' }),
        by({ user_id: 'u1', email: 'jane.doe@acme.example' }),
      ]),
    ).toEqual(['at most 1 email for one user_id | 1 of 2 | lines 4']);
  });

  it('does not take stand-ins for people', () => {
    const guests = ['a', 'b', 'c', 'd'].map((name) =>
      by({ user_id: 'guest', email: `${name}@acme.example` }),
    );
    expect(said(guests)).toEqual([]);
  });

  it('finds known ids that are used before their link, or never linked', () => {
    const at = (minute: number) => ({ time: Date.UTC(2026, 10, 1, 12, minute) });
    expect(
      said([
        by({ anonymous_id: 'd1', user_id: 'u1' }, at(5)),
        by({ anonymous_id: 'd1', user_id: 'u1' }, { ...at(9), call: 'identify', name: null }),
        by({ anonymous_id: 'd2', user_id: 'u2' }, { ...at(3), name: 'Account Created' }),
        by({ anonymous_id: 'd2', user_id: 'u2' }, at(4)),
        by({ anonymous_id: 'd3', user_id: 'u3' }, at(6)),
      ]),
    ).toEqual([
      'before | anonymous_id and user_id tied by identify or Account Created | 1 of 3 | lines 1',
      'never | anonymous_id and user_id tied by identify or Account Created | 1 of 3 | lines 5',
    ]);
  });

  it('goes by time where events have one: files are rarely in order', () => {
    const late = { time: Date.UTC(2026, 10, 1, 14), call: 'track' as const };
    const early = { time: Date.UTC(2026, 10, 1, 12), call: 'identify' as const, name: null };
    const ids = { anonymous_id: 'd1', user_id: 'u1' };
    // The lines are in the wrong order, so the sender is found to be out of order, but not unlinked.
    expect(said([by(ids, late), by(ids, early)])).toEqual(['disorder | 1 of 2 | lines 2']);
  });

  it('tells one clock that was set from a file in no order', () => {
    const at = (hour: number) => by({ anonymous_id: 'd1' }, { time: Date.UTC(2026, 10, 1, hour) });
    expect(said([8, 9, 10, 6, 11, 12].map(at))).toEqual(['disorder | 1 of 6 | lines 4']);
    expect(said([10, 8, 12, 6, 11, 9].map(at))).toEqual([]);
  });

  it('finds shared devices', () => {
    const users = ['u1', 'u2', 'u3'].map((user_id) =>
      by({ anonymous_id: 'kiosk', user_id }, { call: 'identify', name: null }),
    );
    expect(said(users)).toEqual(['at most 2 user_id for one anonymous_id | 1 of 1 | lines 3']);
  });

  it('finds messages that come again', () => {
    const messages = ['m1', 'm2', 'm1', 'm1'].map((messageId) => by({}, { messageId }));
    expect(said(messages)).toEqual(['2 of 4 | lines 3']);
  });
});

describe('bounded memory', () => {
  it('beyond the cap counts are estimates from the smallest hashes, and say so', () => {
    const table = new OneToMany(1, 100);
    for (let i = 0; i < 20_000; i++) {
      const one = nameHash(`user-${i}`);
      table.add(one, i, line(i));
      if (i % 10 === 0) table.add(one, i + 1e6, line(i));
    }
    const { count, of, exact } = table.finding();
    expect(exact).toBe(false);
    expect(Math.abs(of / 20_000 - 1)).toBeLessThan(0.3);
    expect(count / of).toBeLessThan(0.3);
    expect(table.toJSON().ones).toHaveLength(100);
  });
});

const traffic = fc.array(
  fc.record({
    user: fc.constantFrom(null, 'u1', 'u2', 'u3', 'guest'),
    email: fc.constantFrom(null, 'jane@acme.example', 'joe@acme.example', 'jim@acme.example'),
    device: fc.constantFrom('d1', 'd2', 'd3'),
    call: fc.constantFrom('track' as const, 'identify' as const),
    minute: fc.option(fc.integer({ min: 0, max: 300 })),
    message: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
  }),
  { maxLength: 40 },
);

describe('workers', () => {
  it('come to the same however the input is split and in whatever order its parts are joined', () => {
    fc.assert(
      fc.property(traffic, fc.nat(), fc.nat(), (records, cut, flip) => {
        const events = records.map(({ user, email, device, call, minute, message }) =>
          by(
            { anonymous_id: device, user_id: user, email },
            { call, messageId: message, time: minute === null ? null : Date.UTC(2026, 10, 1, 0, minute) },
          ),
        );
        const parts = [watcher(), watcher(), watcher()];
        for (const [i, each] of events.entries()) {
          parts[(i * (cut % 7) + flip) % 3]?.watch(each, each.name, null, line(i));
        }
        const [a, b, c] = parts.map((part) => structuredClone(part.save()));
        const joined = watcher();
        for (const saved of flip % 2 === 0 ? [a, b, c] : [c, a, b]) if (saved) joined.merge(saved);
        expect(joined.findings()).toEqual(watched(events));
      }),
    );
  });
});
