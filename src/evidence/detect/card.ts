import type { Sighting } from './sighting.ts';

/** Issuer ranges (ISO/IEC 7812) by leading digits, with the lengths in use. */
const RANGES: readonly { readonly from: number; readonly to: number; readonly lengths: readonly number[] }[] =
  [
    { from: 4000, to: 4999, lengths: [13, 16, 19] }, // Visa
    { from: 5100, to: 5599, lengths: [16] }, // Mastercard
    { from: 2221, to: 2720, lengths: [16] }, // Mastercard
    { from: 3400, to: 3499, lengths: [15] }, // American Express
    { from: 3700, to: 3799, lengths: [15] },
    { from: 3000, to: 3059, lengths: [14] }, // Diners
    { from: 3600, to: 3699, lengths: [14] },
    { from: 3800, to: 3999, lengths: [14] },
    { from: 6011, to: 6011, lengths: [16, 19] }, // Discover
    { from: 6440, to: 6599, lengths: [16, 19] },
    { from: 3528, to: 3589, lengths: [16, 19] }, // JCB
    { from: 6200, to: 6299, lengths: [16, 17, 18, 19] }, // UnionPay
  ];

/** Numbers that payment providers document for tests (Stripe, Adyen, PayPal). */
const TESTS: ReadonlySet<string> = new Set([
  '4111111111111111',
  '4242424242424242',
  '4000056655665556',
  '4012888888881881',
  '4000000000000002',
  '4000000000003220',
  '4444333322221111',
  '4917610000000000',
  '5555555555554444',
  '5555341244441115',
  '5200828282828210',
  '5105105105105100',
  '5454545454545454',
  '2223003122003222',
  '2222420000001113',
  '378282246310005',
  '371449635398431',
  '370000000000002',
  '6011111111111117',
  '6011000990139424',
  '6011000000000004',
  '3056930009020004',
  '30569309025904',
  '38520000023237',
  '36227206271667',
  '36006666333344',
  '3566002020360505',
  '3569990010095841',
  '3530111333300000',
  '6200000000000005',
]);

/**
 * 12 to 19 digits: `shape` inside an issuer's range and length, `hit` when the check digit (Luhn) is right
 * as well. 3 % of random 16-digit numbers are well-formed cards: one by one no check can tell them apart.
 */
export function cardOutcome(digits: string): Sighting['outcome'] | null {
  const lead = Number(digits.slice(0, 4));
  if (
    !RANGES.some(({ from, to, lengths }) => lead >= from && lead <= to && lengths.includes(digits.length))
  ) {
    return null;
  }
  if (!luhn(digits) || /^(\d)\1+$/.test(digits)) return 'shape';
  return TESTS.has(digits) ? 'test' : 'hit';
}

/** Groups of one separator, as cards are printed: 4-4-4-4, 4-6-5, 4-6-4, 4-4-4-4-3. */
export const CARD_GROUPS = /^\d{4}([ -])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{6}\1\d{4,5})$/;

export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
