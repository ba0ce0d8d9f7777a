import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import { traitIds } from '../../../src/samples/formats/trait-ids.ts';

const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true, privacy: user.unique_id }
    email: { of: person, known: true, format: email, privacy: user.contact.email }
    account_id: { of: account, known: true, privacy: user.account }
  priority: [user_id, email]
systems: { web: { role: source }, braze: { role: engagement }, amplitude: { role: product } }
traits:
  person:
    email: { to: { braze: email_address, amplitude: false } }
    plan_tier: { type: string, privacy: none }
  account: { account_id: {} }
`);
const ids = { user_id: 'u-1' };

describe('identifiers among the traits', () => {
  test.each<[string, string | null, 'identify' | 'group' | 'track', object, object]>([
    ['an e-mail address', 'web', 'identify', { email: 'jane@acme.example' }, { email: 'jane@acme.example' }],
    [
      'repeated beside an event',
      'web',
      'track',
      { email: 'jane@acme.example' },
      { email: 'jane@acme.example' },
    ],
    [
      'under the name it has there',
      'braze',
      'identify',
      { email_address: 'j@acme.example' },
      { email: 'j@acme.example' },
    ],
    ['not under another', 'braze', 'identify', { email: 'jane@acme.example' }, {}],
    ['not where it does not go', 'amplitude', 'identify', { email: 'jane@acme.example' }, {}],
    ['not what is none', 'web', 'identify', { email: 'unknown' }, {}],
    ['not what is no identifier', 'web', 'identify', { plan_tier: 'plus' }, {}],
    [
      'of an account, in a group call',
      'web',
      'group',
      { account_id: 'a-1', email: 'x@acme.example' },
      { account_id: 'a-1' },
    ],
  ])('%s', (_, system, call, traits, found) => {
    expect({ ...traitIds(plan, system)({ call, ids, traits: { ...traits } }) }).toEqual({ ...ids, ...found });
  });

  test("the vendor's own field comes first", () => {
    const own = { email: 'jane@acme.example' };
    const traits = { email: 'joe@acme.example' };
    expect(traitIds(plan, 'web')({ call: 'identify', ids: own, traits })).toBe(own);
  });
});
