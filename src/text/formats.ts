import { fullFormats } from 'ajv-formats/dist/formats.js';

/** A `format` of JSON Schema as ajv takes it; `true` asks nothing. */
export type FormatCheck =
  | true
  | ((text: string) => boolean)
  | { readonly type: 'number'; readonly validate: (value: number) => boolean };

/** Code units. No URL, host or address that works is longer. */
export const longest = 16_384;
const backtracking = new Set([
  'uri',
  'uri-reference',
  'uri-template',
  'url',
  'email',
  'hostname',
  'ipv6',
  'duration',
  'regex',
]);

/**
 * The formats of ajv-formats, with the same verdicts. The ones that every event has are first read character
 * by character: the usual way to write them is accepted there, and only what is left goes to the original.
 * One difference: what its regular expressions would backtrack over is not accepted beyond `longest`.
 */
export const formatChecks: ReadonlyMap<string, FormatCheck> = new Map(
  Object.entries(fullFormats).map(([name, format]) => [name, faster(name, format)]),
);

function faster(name: string, format: (typeof fullFormats)[keyof typeof fullFormats]): FormatCheck {
  const original = plain(format);
  if (typeof original !== 'function') return original;
  switch (name) {
    case 'date-time':
      return (text) => isUsualDateTime(text) || original(text);
    case 'date':
      return (text) => (text.length === 10 && isDate(text)) || original(text);
    case 'uuid':
      return (text) => isUuid(text) || original(text);
    case 'email':
      // Most values that are asked are no addresses at all.
      return (text) =>
        text.includes('@') && (isUsualEmail(text) || (text.length <= longest && original(text)));
    default:
      return backtracking.has(name) ? (text) => text.length <= longest && original(text) : original;
  }
}

/** ajv-formats writes one check in five ways. */
function plain(format: unknown): FormatCheck {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => Boolean(format(text));
  if (typeof format !== 'object' || format === null || !('validate' in format)) return true;
  const { validate } = format;
  if ('type' in format && format.type === 'number' && typeof validate === 'function') {
    return { type: 'number', validate: (value) => Boolean(validate(value)) };
  }
  return plain(validate);
}

/** `2026-05-02T10:00:00Z`, with or without a fraction: no leap second, no other offset. */
export function isUsualDateTime(text: string): boolean {
  const end = text.length - 1;
  if (end < 19 || text.charCodeAt(end) !== 90 || text.charCodeAt(10) !== 84 || !isDate(text)) return false;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false;
  if (two(text, 11) > 23 || two(text, 14) > 59 || two(text, 17) > 59) return false;
  if (end === 19) return true;
  if (end === 20 || text.charCodeAt(19) !== 46) return false;
  for (let i = 20; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

const daysOf = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The first ten characters are a day of the calendar. */
function isDate(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const [century, years, month, day] = [two(text, 0), two(text, 2), two(text, 5), two(text, 8)];
  if (century > 99 || years > 99 || month > 12 || day < 1) return false;
  const year = century * 100 + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && leap ? 29 : (daysOf[month] ?? 0));
}

/** Two digits as a number, 100 when they are not. */
function two(text: string, at: number): number {
  const [a, b] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : 100;
}

/** By character code: 1 for a hexadecimal digit. */
const hex = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[0-9a-fA-F]/.test(String.fromCharCode(code))),
);

function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  let found = 0;
  for (let i = 0; i < 36; i++) found += hex[text.charCodeAt(i)] ?? 0;
  return (
    found === 32 &&
    text.charCodeAt(8) === 45 &&
    text.charCodeAt(13) === 45 &&
    text.charCodeAt(18) === 45 &&
    text.charCodeAt(23) === 45
  );
}

/** `jane.doe@shop.acme.example`: words of letters, digits, `_` and `-` with single dots between them. */
function isUsualEmail(text: string): boolean {
  const at = text.indexOf('@');
  if (at < 1 || text.length > 320) return false;
  let dot = -1;
  let before = 46;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (i === at || code === 46) {
      // Neither at the start of a part nor after another; a host's label does not end with a dash.
      if (before === 46 || (i > at && before === 45)) return false;
      if (i > at) dot = i;
      before = 46;
    } else {
      const word = isDigit(code) || isLetter(code);
      if (!word && code !== 45 && !(code === 95 && i < at)) return false;
      if (i > at && code === 45 && before === 46) return false;
      before = code;
    }
  }
  return dot > at && before !== 46 && before !== 45;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}
