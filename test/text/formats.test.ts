import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatChecks, isUsualDateTime } from '../../src/text/formats.ts';

function original(name: keyof typeof fullFormats): (text: string) => boolean {
  const format: unknown = fullFormats[name];
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => Boolean(format(text));
  if (typeof format === 'object' && format && 'validate' in format && typeof format.validate === 'function') {
    const { validate } = format;
    return (text) => Boolean(validate(text));
  }
  throw new Error(`${name} is no check of strings`);
}

function ours(name: string): (text: string) => boolean {
  const check = formatChecks.get(name);
  if (typeof check !== 'function') throw new Error(name);
  return check;
}

/** A valid value, then a few characters changed, dropped or added: most of them right at the edge. */
function nearly(valid: fc.Arbitrary<string>, characters: string): fc.Arbitrary<string> {
  const edit = fc.tuple(
    fc.nat(),
    fc.constantFrom('change', 'drop', 'add', 'none'),
    fc.constantFrom(...characters),
  );
  return fc.tuple(valid, fc.array(edit, { maxLength: 2 })).map(([text, edits]) =>
    edits.reduce((value, [where, what, character]) => {
      const at = value.length ? where % value.length : 0;
      if (what === 'none') return value;
      return (
        value.slice(0, at) + (what === 'drop' ? '' : character) + value.slice(what === 'add' ? at : at + 1)
      );
    }, text),
  );
}

const instants = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString());
const numbers = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const written = fc
  .tuple(
    numbers(99),
    numbers(99),
    numbers(13),
    numbers(32),
    fc.constantFrom('T', 't', ' '),
    numbers(24),
    numbers(60),
    numbers(60),
    fc.constantFrom('Z', 'z', '', '.5Z', '.Z', '+02:00', '-0530', '+24:00', '.123456789Z'),
  )
  .map(([c, y, mo, d, t, h, mi, s, zone]) => `${c}${y}-${mo}-${d}${t}${h}:${mi}:${s}${zone}`);

test.each([
  ['date-time', nearly(fc.oneof(instants, written), '0123456789-:.TtZz +\n')],
  [
    'date',
    nearly(
      fc.oneof(instants, written).map((t) => t.slice(0, 10)),
      '0123456789-',
    ),
  ],
  [
    'time',
    nearly(
      instants.map((t) => t.slice(11)),
      '0123456789-:.Zz+',
    ),
  ],
  ['uuid', nearly(fc.uuid(), '0123456789abcdefABCDEFg-:u')],
  ['email', nearly(fc.oneof(fc.emailAddress(), fc.constant('jane.doe@shop.acme.example')), 'aZ0._-+@!é ')],
  ['hostname', nearly(fc.domain(), 'aZ0.-_')],
  ['uri', nearly(fc.webUrl(), 'a0./:@?#%[] é')],
  ['ipv4', nearly(fc.ipV4(), '0123456789.')],
] as const)('%s: the verdict of ajv-formats', (name, values) => {
  const [check, oracle] = [ours(name), original(name)];
  fc.assert(
    fc.property(values, (value) => {
      expect(check(value)).toBe(oracle(value));
    }),
    { numRuns: 2000 },
  );
});

test('every day of four hundred years', () => {
  for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2300, 0, 1); day += 86_400_000) {
    const text = new Date(day).toISOString();
    if (!isUsualDateTime(text)) expect.fail(`${text} refused`);
  }
  expect(isUsualDateTime('2100-02-29T00:00:00Z')).toBe(false);
  expect(isUsualDateTime('2000-02-29T00:00:00Z')).toBe(true);
});

describe('all formats of ajv-formats are there', () => {
  test.each(Object.keys(fullFormats))('%s', (name) => {
    expect(formatChecks.has(name)).toBe(true);
  });
});

test('a text that would make a regular expression backtrack is quick, and no URL', () => {
  const start = performance.now();
  expect(ours('url')(`http://${':'.repeat(3_000_000)}`)).toBe(false);
  expect(ours('email')(`${'a.'.repeat(2_000_000)}@`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
