import { luhn } from './card.ts';

/** One country's number. `formatted` is written as only such numbers are; `bare` is digits, told by name or country. */
interface NationalId {
  readonly country: string;
  /** Of the formatted and the bare form: nothing else is worth an expression. */
  readonly lengths: readonly number[];
  readonly formatted?: RegExp;
  readonly bare?: RegExp;
  /** Proves so little that a name or the country must say so even of the formatted number. */
  readonly told?: boolean;
  /** On the value without separators. */
  readonly valid: (text: string) => boolean;
  /** Fewer than one in a thousand random values of the formatted shape pass. */
  readonly sure?: boolean;
  /** Value without separators that issuers document as an example. */
  readonly tests?: readonly string[];
}

const IDS: readonly NationalId[] = [
  {
    country: 'US', // Social Security number: ranges (ssa.gov/employer/randomizationfaqs.html) and no check digit
    lengths: [9, 11],
    told: true,
    formatted: /^\d{3}-\d{2}-\d{4}$/,
    bare: /^\d{9}$/,
    valid: (d) => !/^(?:000|666|9)|^...00|0000$|^(\d)\1{8}$|^078051120$|^123456789$|^219099999$/.test(d),
  },
  {
    country: 'CA',
    lengths: [9, 11],
    formatted: /^[1-79]\d{2}([ -])\d{3}\1\d{3}$/,
    bare: /^[1-79]\d{8}$/,
    valid: luhn,
    tests: ['046454286'],
  },
  {
    country: 'BR', // CPF
    lengths: [11, 14],
    formatted: /^\d{3}\.\d{3}\.\d{3}-\d{2}$/,
    bare: /^\d{11}$/,
    valid: (d) => !same(d) && cpf(d, 9) && cpf(d, 10),
    sure: true,
  },
  {
    country: 'ES', // DNI and NIE
    lengths: [9, 10, 11],
    formatted: /^(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z]$/i,
    valid(text) {
      const digits = text.slice(0, -1).replace(/^[XYZ]/i, (c) => String('XYZ'.indexOf(c.toUpperCase())));
      return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === text.slice(-1).toUpperCase();
    },
    tests: ['12345678Z'],
  },
  {
    country: 'IT', // codice fiscale
    lengths: [16],
    formatted: /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/i,
    valid: codiceFiscale,
    sure: true,
  },
  {
    country: 'FR', // NIR: sex, year, month, place, order, key
    lengths: [15, 21],
    formatted: /^[12] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[AB]) \d{3} \d{3} \d{2}$/,
    bare: /^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/,
    valid(text) {
      const number = BigInt(text.slice(0, 13).replace('2A', '19').replace('2B', '18'));
      return 97n - (number % 97n) === BigInt(text.slice(13));
    },
    sure: true,
  },
  {
    country: 'DE', // tax identification number: ISO 7064 mod 11,10, one digit twice or thrice among the first ten
    lengths: [11, 14],
    bare: /^[1-9]\d{10}$/,
    formatted: /^[1-9]\d \d{3} \d{3} \d{3}$/,
    valid: (d) => repeatsOne(d.slice(0, 10)) && iso7064(d),
  },
  {
    country: 'PL', // PESEL
    lengths: [11],
    bare: /^\d{11}$/,
    valid: (d) =>
      weighted(d, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 && day(d.slice(4, 6)) && peselMonth(d),
  },
  {
    country: 'NL', // BSN
    lengths: [9],
    bare: /^\d{9}$/,
    valid: (d) => !same(d) && weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    country: 'BE',
    lengths: [11, 15],
    formatted: /^\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}$/,
    bare: /^\d{11}$/,
    valid: (d) =>
      [d.slice(0, 9), `2${d.slice(0, 9)}`].some((n) => 97 - (Number(n) % 97) === Number(d.slice(9))),
  },
  {
    country: 'SE', // personnummer
    lengths: [10, 11, 12, 13],
    formatted: /^(?:19|20)?\d{6}[-+]\d{4}$/,
    bare: /^(?:(?:19|20)\d{10}|\d{10})$/,
    valid: (d) => luhn(d.slice(-10)) && month(d.slice(-8, -6)) && day(d.slice(-6, -4)),
  },
  {
    country: 'NO', // fødselsnummer
    lengths: [11],
    bare: /^\d{11}$/,
    valid: (d) =>
      weighted(d, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
      weighted(d, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  {
    country: 'FI', // henkilötunnus
    lengths: [11],
    formatted: /^\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]$/i,
    valid(text) {
      const number = Number(text.slice(0, 6) + text.slice(-4, -1));
      const known = '0123456789ABCDEFHJKLMNPRSTUVWXY'[number % 31] === text.slice(-1).toUpperCase();
      return known && day(text.slice(0, 2)) && month(text.slice(2, 4));
    },
  },
  {
    country: 'CH', // AHV
    lengths: [13, 16],
    formatted: /^756\.\d{4}\.\d{4}\.\d{2}$/,
    bare: /^756\d{10}$/,
    valid: (d) => weighted(d, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
    sure: true,
    tests: ['7569217076985'],
  },
  {
    country: 'GB', // NHS number; the national insurance number has no checksum
    lengths: [10, 12],
    formatted: /^\d{3} \d{3} \d{4}$/,
    bare: /^\d{10}$/,
    valid: (d) => (11 - (weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(d[9]),
  },
  {
    country: 'IN', // Aadhaar
    lengths: [12, 14],
    formatted: /^[2-9]\d{3} \d{4} \d{4}$/,
    bare: /^[2-9]\d{11}$/,
    valid: verhoeff,
  },
  {
    country: 'CN', // resident identity: place, date, order, ISO 7064 mod 11-2
    lengths: [18],
    formatted: /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i,
    valid: (text) =>
      '10X98765432'[weighted(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] ===
      text.slice(-1).toUpperCase(),
  },
  {
    country: 'ZA',
    lengths: [13],
    bare: /^\d{13}$/,
    valid: (d) => luhn(d) && month(d.slice(2, 4)) && day(d.slice(4, 6)) && /^[01]$/.test(d[10] ?? ''),
  },
  {
    country: 'TR',
    lengths: [11],
    bare: /^[1-9]\d{10}$/,
    valid(d) {
      const n = [...d].map(Number);
      const odd = (n[0] ?? 0) + (n[2] ?? 0) + (n[4] ?? 0) + (n[6] ?? 0) + (n[8] ?? 0);
      const even = (n[1] ?? 0) + (n[3] ?? 0) + (n[5] ?? 0) + (n[7] ?? 0);
      const ten = n.slice(0, 10).reduce((sum, digit) => sum + digit, 0);
      return (((odd * 7 - even) % 10) + 10) % 10 === n[9] && ten % 10 === n[10];
    },
  },
  {
    country: 'AU', // tax file number
    lengths: [9, 11],
    formatted: /^\d{3} \d{3} \d{3}$/,
    bare: /^\d{9}$/,
    valid: (d) => weighted(d, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  },
];

export interface NationalIdFound {
  readonly outcome: 'hit' | 'shape' | 'test';
  readonly sure: boolean;
}

/**
 * The best that any country makes of the value. Digits alone are looked at only where the name says so
 * (`named`) or for countries that were asked for.
 */
export function nationalId(
  text: string,
  named: boolean,
  countries: ReadonlySet<string>,
): NationalIdFound | null {
  let best: NationalIdFound | null = null;
  for (const id of BY_LENGTH[text.length] ?? NONE) {
    const told = named || countries.has(id.country);
    const formatted = (told || id.told !== true) && id.formatted?.test(text) === true;
    if (!formatted && !(told && id.bare?.test(text) === true)) continue;
    const plain = text.replace(/[ .+-]/g, '');
    if (id.tests?.includes(plain)) best ??= { outcome: 'test', sure: false };
    else if (id.valid(plain)) return { outcome: 'hit', sure: formatted && id.sure === true };
    else best ??= { outcome: 'shape', sure: false };
  }
  return best;
}

const NONE: readonly NationalId[] = [];
const BY_LENGTH: readonly (readonly NationalId[])[] = Array.from({ length: 22 }, (_, length) =>
  IDS.filter(({ lengths }) => lengths.includes(length)),
);

function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (text.charCodeAt(i) - 48), 0);
}

function same(digits: string): boolean {
  return /^(\d)\1+$/.test(digits);
}

function day(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 31;
}

function month(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

/** The century is added to the month in steps of twenty. */
function peselMonth(digits: string): boolean {
  const value = Number(digits.slice(2, 4)) % 20;
  return value >= 1 && value <= 12;
}

function cpf(digits: string, at: number): boolean {
  let sum = 0;
  for (let i = 0; i < at; i++) sum += (digits.charCodeAt(i) - 48) * (at + 1 - i);
  return ((sum * 10) % 11) % 10 === digits.charCodeAt(at) - 48;
}

const ODD: Readonly<Record<string, number>> = Object.fromEntries(
  [...'0123456789']
    .map((c, i) => [c, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21][i] ?? 0])
    .concat(
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((c, i) => [
        c,
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23][i] ??
          0,
      ]),
    ),
);

function codiceFiscale(text: string): boolean {
  const code = text.toUpperCase();
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const char = code[i] ?? '';
    const even = char <= '9' ? Number(char) : char.charCodeAt(0) - 65;
    sum += i % 2 === 0 ? (ODD[char] ?? 0) : even;
  }
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

/** Of the first ten digits of a German tax id, exactly one occurs twice or three times. */
function repeatsOne(digits: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((n) => n > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}

function iso7064(digits: string): boolean {
  let product = 10;
  for (let i = 0; i < 10; i++) {
    let sum = (digits.charCodeAt(i) - 48 + product) % 10;
    if (sum === 0) sum = 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(10) - 48;
}

const D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const P = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Check digit over the dihedral group D5. */
function verhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    check = Number(D[check]?.[Number(P[i % 8]?.[digit])]);
  }
  return check === 0;
}
