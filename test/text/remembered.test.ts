import { expect, test } from 'vitest';
import { remembered } from '../../src/text/remembered.ts';

function counting() {
  let asked = 0;
  const find = remembered((name: string) => {
    asked++;
    return name === 'none' ? null : [name];
  });
  return { find, asked: () => asked };
}

test('what was found once is not looked for again, nothing included', () => {
  const { find, asked } = counting();
  expect(find('order')).toBe(find('order'));
  expect([find('none'), find('none')]).toEqual([null, null]);
  expect(asked()).toBe(2);
});

test('what is kept is bounded, in number and in length', () => {
  const { find, asked } = counting();
  const long = 'x'.repeat(200);
  expect(find(long)).toEqual(find(long));
  expect(asked()).toBe(2);
  for (let index = 0; index < 20_001; index++) find(`order ${index}`);
  const before = asked();
  find('order 0');
  expect(asked()).toBe(before);
  find('order 20000');
  expect(asked()).toBe(before + 1);
});
