import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/evidence/check.ts';
import { loadDetector } from '../../../src/evidence/detect/detector.ts';
import { personalHit } from '../../../src/evidence/detect/hit.ts';
import { PersonalWatcher } from '../../../src/evidence/detect/watcher.ts';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import { identityStreamRules } from '../../../src/rules/evidence/identity.ts';
import { privacyStreamRules } from '../../../src/rules/evidence/privacy.ts';
import { event } from '../../evidence/profile/shop.ts';

const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true, format: uuid, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
    anonymous_id: { of: device, privacy: user.unique_id.pseudonymous }
  priority: [user_id, email, anonymous_id]
  never: [Tester]
  link: { from: anonymous_id, to: user_id, at: [identify] }
  limits: [{ of: email, per: user_id, max: 3 }]
privacy:
  purposes:
    marketing: { basis: consent, signal: { context.consent.marketing: true } }
systems:
  web: { role: source }
  braze: { role: engagement, purposes: [marketing] }
context:
  page.title: { type: string, privacy: none }
traits: { person: { email: { type: string, privacy: user.contact.email } } }
events:
  Order Completed:
    properties:
      order_id: { type: string, privacy: none }
      gift_email: { type: string, privacy: user.contact.email }
      channel: { type: string, enum: [sales@acme.com, web] }
`);

function checksOf(id: string): readonly Check[] {
  const rule = [...identityStreamRules, ...privacyStreamRules].find((each) => each.id === id);
  if (rule === undefined || rule.on !== 'sample') throw new Error(`no sample rule ${id}`);
  return rule.checks(plan, { options: rule.defaults, today: '2026-11-21' });
}

const brief = (id: string) =>
  checksOf(id).map(({ part, path, operation }) => ({ at: [part, ...path].join('.'), ...operation }));

describe('what the plan asks of identifiers', () => {
  it('stand-ins: those of receiving systems, and the plan’s own', () => {
    const [first] = brief('identity/placeholder-id');
    expect(first).toMatchObject({ at: 'ids.user_id', op: 'placeholder' });
    expect(first).toMatchObject({ values: expect.arrayContaining(['', 'guest', 'undefined', 'tester']) });
  });

  it('normal forms, only where one is asked for', () => {
    expect(brief('identity/unnormalized-id')).toEqual([
      { at: 'ids.email', op: 'normalized', steps: ['trim', 'lowercase'] },
    ]);
  });

  it('no address in another identifier’s field', () => {
    const asked = checksOf('identity/wrong-field').map(({ path, operation }) => [
      ...path,
      ...(operation.op === 'wrong-field' ? operation.others.map(({ type }) => type) : []),
    ]);
    expect(asked).toEqual([
      ['user_id', 'e-mail address', 'phone number'],
      ['email', 'phone number'],
      ['anonymous_id', 'e-mail address', 'phone number'],
    ]);
  });

  it('limits, shared devices, merges and links', () => {
    expect(brief('identity/too-many')).toEqual([
      { at: 'ids.user_id', op: 'one-to-many', of: 'email', per: 'user_id', max: 3 },
    ]);
    expect(brief('identity/shared-device')).toEqual([
      { at: 'ids.anonymous_id', op: 'one-to-many', of: 'user_id', per: 'anonymous_id', max: 3 },
    ]);
    expect(brief('identity/merged-twice')).toEqual([
      { at: 'ids.user_id', op: 'one-to-many', of: 'user_id', per: 'alias', max: 1 },
    ]);
    expect(checksOf('identity/used-before-link').map(({ operation }) => operation)).toEqual([
      { op: 'linked', from: 'anonymous_id', to: 'user_id', at: ['identify'] },
    ]);
  });
});

describe('what is asked of every stream', () => {
  it('that messages come once, and times are plausible', () => {
    expect(brief('evidence/duplicate-message')).toEqual([{ at: 'stream', op: 'duplicate', cap: 100_000 }]);
    expect(brief('evidence/implausible-time')).toEqual([
      { at: 'event', op: 'time', maxAgeDays: null, futureMs: 3_600_000, skewMs: 3_600_000 },
    ]);
  });

  it('test data is listed as what the run itself finds', () => {
    expect(privacyStreamRules.find(({ id }) => id === 'evidence/test-data')?.on).toBe('run');
  });
});

describe('what the plan asks of consent', () => {
  it('is asked of samples of each system whose purposes have a signal', () => {
    expect(checksOf('privacy/no-consent')).toMatchObject([
      { systems: ['braze'], operation: { op: 'consent', purpose: 'marketing', system: 'braze' } },
    ]);
  });
});

describe('personal values', async () => {
  const detector = await loadDetector();
  const checks = checksOf('privacy/personal-value');

  function found(events: readonly SampleEvent[]) {
    const watcher = new PersonalWatcher(detector, checks);
    for (const [i, each] of events.entries()) {
      watcher.watch(each, each.name === 'Order Completed' ? each.name : null, null, {
        source: 0,
        line: i + 1,
        index: 0,
      });
    }
    return watcher
      .findings()
      .map(
        (each) =>
          `${checks[each.check]?.subject} ${each.part} ${personalHit(each).path}: ${each.detector} ${each.kind}`,
      );
  }

  it('are found where they are not tagged, and point at the nearest thing in the plan', () => {
    const properties = {
      order_id: 'jane@gmail.com',
      gift_email: 'joe@gmail.com',
      channel: 'sales@acme.com',
      note: { to: 'x@gmail.com' },
    };
    expect(found([event({ properties })])).toEqual([
      'event:Order Completed properties note.to: email personal',
      'event:Order Completed/property:order_id properties order_id: email personal',
    ]);
  });

  it('are looked for in unplanned events and in the context, and in traits where they are set', () => {
    const traits = { email: 'jane@gmail.com', note: 'call +44 20 7946 1234 now' };
    expect(
      found([
        event({ name: 'purchase_v2', properties: { who: 'jane@gmail.com' } }),
        event({
          call: 'identify',
          name: null,
          traits,
          context: { traits, ip: '84.17.63.201', page: { title: 'jane@gmail.com' } },
        }),
        event({ traits }),
      ]),
    ).toEqual([
      'plan:acme-shop context context.ip: ip-address personal',
      'context:page.title context context.page.title: email personal',
      'plan:acme-shop properties who: email personal',
      'plan:acme-shop traits traits.note: phone personal',
    ]);
  });

  it('come with what speaks for them, masked', () => {
    const watcher = new PersonalWatcher(detector, checks);
    const page = 'https://acme.com/thanks?email=jane%40gmail.com';
    watcher.watch(event({ properties: { page } }), 'Order Completed', null, { source: 0, line: 1, index: 0 });
    const [first] = watcher.findings();
    expect(first && personalHit(first)).toEqual({
      event: 'Order Completed',
      path: 'page',
      keyword: 'url-value',
      expected: 'user.contact.email',
      seen: 'personal value in a URL in the parameter "email" (https://acme.com/***?email=***): its form leaves no doubt',
      nearest: null,
    });
  });
});
