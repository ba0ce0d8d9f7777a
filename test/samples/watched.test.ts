import { expect, test } from 'vitest';
import { ndjson, order, validateFiles } from './shop.ts';

const found = async (...records: readonly object[]) => {
  const { findings } = await validateFiles({ '/web.ndjson': ndjson(...records) });
  return findings.map(({ rule, count, subject, related }) => ({
    rule,
    count,
    subject,
    lines: related.map(({ line }) => line),
  }));
};

test('a personal value in a property that is not tagged for it', async () => {
  const cart = (note: string) => ({ type: 'track', event: 'Cart Viewed', properties: { total: 1, note } });
  expect(await found(cart('blue, please'), cart('write to jane.miller@mailbox.org'))).toMatchObject([
    { rule: 'privacy/personal-value', count: 1, lines: [2] },
  ]);
});

test('one message twice', async () => {
  const sent = { ...order, messageId: 'ajs-0c0f5ad4' };
  expect(await found(sent, { ...order, messageId: 'ajs-1' }, sent)).toMatchObject([
    { rule: 'evidence/duplicate-message', lines: [3] },
  ]);
});

test('a stand-in for an identifier, which is then no identifier', async () => {
  const rules = (await found({ ...order, anonymousId: 'null' })).map(({ rule }) => rule);
  expect(rules.toSorted()).toEqual(['identity/missing-identifier', 'identity/placeholder-id']);
});

test('a profile counts which values fail which keyword, and not what is absent', async () => {
  const broken = { ...order, properties: { total: 'much', products: [{ sku: 'A-1' }, { sku: 7 }] } };
  const { profiles } = await validateFiles(
    { '/web.ndjson': ndjson(broken, order, broken) },
    { profile: { key: null } },
  );
  const { properties } = profiles[0]?.events['Order Completed'] ?? {};
  const violations = Object.entries(properties ?? {}).map(([path, { violations }]) => [
    path,
    { ...violations },
  ]);
  expect(Object.fromEntries(violations.filter(([, counts]) => Object.keys(counts ?? {}).length > 0))).toEqual(
    {
      total: { type: 2 },
      'products[].sku': { type: 2 },
    },
  );
});
