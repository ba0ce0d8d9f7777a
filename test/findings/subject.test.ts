import { expect, test } from 'vitest';
import { parseSubject, subject, within } from '../../src/findings/subject.ts';

test('names a property inside an event, escaping what separates', () => {
  const event = subject(['event', 'Cart / Viewed~']);
  expect(within(event, 'property', 'total')).toBe('event:Cart ~1 Viewed~0/property:total');
});

test('reads its own subjects back', () => {
  const text = subject(['event', 'a/b~c'], ['property', 'x:y']);
  expect(parseSubject(text)).toEqual([
    { kind: 'event', name: 'a/b~c' },
    { kind: 'property', name: 'x:y' },
  ]);
});
