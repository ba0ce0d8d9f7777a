import { describe, expect, test } from 'vitest';
import { pastOf, presentOf, singular, tenseOf } from '../../src/text/english.ts';

test.each([
  ['orders', 'order'],
  ['categories', 'category'],
  ['addresses', 'address'],
  ['boxes', 'box'],
  ['searches', 'search'],
  ['purchases', 'purchase'],
  ['IDs', 'id'],
  ['people', 'person'],
  ['status', 'status'],
  ['statuses', 'status'],
  ['address', 'address'],
  ['analysis', 'analysis'],
  ['sms', 'sms'],
  ['order', 'order'],
])('one of %s is %s', (word, expected) => {
  expect(singular(word)).toBe(expected);
});

describe('tense', () => {
  test.each([
    ['Viewed', 'past'],
    ['Sent', 'past'],
    ['Begun', 'past'],
    ['Frobnicated', 'past'],
    ['view', 'present'],
    ['views', 'present'],
    ['viewing', 'present'],
    ['submitting', 'present'],
    ['buy', 'present'],
    ['order', 'present'],
    ['cart', null],
    ['speed', null],
    ['feed', 'present'],
  ])('%s is %s', (word, expected) => {
    expect(tenseOf(word)).toBe(expected);
  });

  test.each([
    ['view', 'viewed'],
    ['complete', 'completed'],
    ['submit', 'submitted'],
    ['apply', 'applied'],
    ['sends', 'sent'],
    ['purchasing', 'purchased'],
    ['see', 'saw'],
    ['viewed', 'viewed'],
    ['cart', null],
  ])('%s, done, is %s', (word, expected) => {
    expect(pastOf(word)).toBe(expected);
  });

  test.each([
    ['viewed', 'view'],
    ['shown', 'show'],
    ['submitted', 'submit'],
    ['tried', 'try'],
    ['cart', null],
  ])('%s, now, is %s', (word, expected) => {
    expect(presentOf(word)).toBe(expected);
  });
});
