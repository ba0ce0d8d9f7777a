import { expect, test } from 'vitest';
import { Arrivals } from '../../../src/evidence/arrivals.ts';
import type { Check } from '../../../src/evidence/check.ts';
import { type IdField, idTypeOf } from '../../../src/evidence/identity/id-type.ts';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import { invalidIdentifier } from '../../../src/rules/identity/invalid-identifier.ts';
import { wrongHash } from '../../../src/rules/identity/wrong-hash.ts';
import type { AnyRule } from '../../../src/rules/rule.ts';

const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    customer_no: { of: person, known: true, format: uuid }
    email: { of: person, known: true, format: email, normalize: [lowercase] }
    visitor: { of: device }
  priority: [customer_no, email, visitor]
systems:
  web: { role: source, side: product }
  meta-ads: { vendor: meta, role: advertising, side: marketing, identity: { em: email, external_id: customer_no } }
  braze: { role: engagement, side: marketing, identity: { user_alias: visitor } }
flows: [{ from: web, to: [meta-ads, braze] }]
events:
  Order Completed: {}
`);

const person = { of: 'person', known: true } as const;
const device = { of: 'device', known: false } as const;

test.each<[string, string | null, IdField, string]>([
  [
    'the plan says it by the vendor’s short name',
    'meta-ads',
    { field: 'user_data.em', kind: 'email_hash', ...person },
    'email',
  ],
  [
    'or by the object that it stands in',
    'braze',
    { field: 'user_alias.alias_name', kind: 'alias', ...person },
    'visitor',
  ],
  ['a type of the same name', null, { field: 'traits.email', kind: 'email', ...person }, 'email'],
  [
    'a user id is what the plan calls it',
    null,
    { field: 'userId', kind: 'user_id', ...person },
    'customer_no',
  ],
  ['and so is a device’s', null, { field: 'anonymousId', kind: 'anonymous_id', ...device }, 'visitor'],
  [
    'the hash of an address is never the user id',
    null,
    { field: 'user_data.em', kind: 'email_hash', ...person },
    'email_hash',
  ],
  [
    'nor is a click id the visitor',
    null,
    { field: 'user_data.fbc', kind: 'click_id', ...device },
    'click_id',
  ],
])('%s', (_, system, field, type) => {
  expect(idTypeOf(plan, system, field, field.field)).toBe(type);
});

function checksOf(rule: AnyRule): readonly Check[] {
  return rule.on === 'sample' ? rule.checks(plan, { options: rule.defaults, today: '2026-11-21' }) : [];
}

test('what a system takes as a hash is asked as one there, and as the raw value elsewhere', () => {
  const email = checksOf(invalidIdentifier).find(({ path }) => path[0] === 'email');
  const number = checksOf(invalidIdentifier).find(({ path }) => path[0] === 'customer_no');
  const [hash] = checksOf(wrongHash);
  if (!email || !number || !hash) throw new Error('not asked at all');
  const asked = (system: string) =>
    [email, number, hash].map((check) => Arrivals.at(plan, system)?.asks(check) ?? true);
  expect(asked('meta-ads')).toEqual([false, true, true]);
  expect(asked('braze')).toEqual([true, true, true]);
  expect(hash).toMatchObject({ systems: ['meta-ads'], operation: { algorithm: 'sha256', encoding: 'hex' } });
});
