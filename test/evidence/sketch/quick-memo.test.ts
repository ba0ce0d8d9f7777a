import { expect, test } from 'vitest';
import { unknownTexts } from '../../../src/evidence/known-texts.ts';
import { QuickMemo } from '../../../src/evidence/sketch/quick-memo.ts';

test('gives what was made of a text, and makes it anew only when its place was taken', () => {
  const dropped: string[] = [];
  let made = 0;
  const memo = new QuickMemo(
    (text) => {
      made++;
      return `of ${text}`;
    },
    1024,
    (value) => dropped.push(value),
    unknownTexts,
  );
  for (let i = 0; i < 300; i++) expect(memo.get(`user-${i}`)).toBe(`of user-${i}`);
  for (let i = 0; i < 300; i++) expect(memo.get(`user-${i}`)).toBe(`of user-${i}`);
  expect(made).toBeLessThan(400);
  for (let i = 0; i < 10_000; i++) memo.get(`device-${i}`);
  expect(memo.kept().length).toBeLessThanOrEqual(1024);
  expect(memo.kept().length + dropped.length).toBe(made);
});
