import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { doubledKeys } from '../../src/convert/doubled-keys.ts';

const doubled = (text: string) => doubledKeys(parseDocument(text, { uniqueKeys: false, merge: true }));

test('a key that stands twice is told at its second place, in maps of any depth and form', () => {
  const text = 'order: { total: 1, total: 2 }\ncart:\n  sku: A\norder: {}\n';
  expect(doubled(text)).toEqual([
    { key: 'order', offset: text.lastIndexOf('order') },
    { key: 'total', offset: text.lastIndexOf('total') },
  ]);
});

test('the same key in two maps, a number beside its text, and merges are none', () => {
  expect(doubled('a: { k: 1 }\nb: { k: 1 }\n')).toEqual([]);
  expect(doubled('1: a\n"1": b\n')).toEqual([]);
  expect(doubled('x: &x { k: 1 }\ny: &y { l: 1 }\nz: { <<: *x, <<: *y }\n')).toEqual([]);
});
