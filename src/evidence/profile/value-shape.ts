import { AT, DIGIT, kindsOf } from '../../text/characters.ts';
import { isUsualDateTime } from '../../text/formats.ts';

/** What a string looks like, for the formats a profile counts; null for anything else. Cheap: length decides first. */
export function shapeOf(text: string, kinds = kindsOf(text)): string | null {
  // Letters and marks alone are no shape of ours but a hash or a key.
  if ((kinds & (DIGIT | AT)) === 0 && text.length < 32) return null;
  const { length } = text;
  switch (length) {
    case 10:
      if (DATE.test(text)) return 'date';
      if (DIGITS.test(text)) return 'epoch-s';
      break;
    case 13:
      if (DIGITS.test(text)) return 'epoch-ms';
      break;
    case 16:
      if (DIGITS.test(text)) return 'epoch-us';
      break;
    case 32:
      if (HEX.test(text)) return 'hex-32';
      break;
    case 36:
      if (UUID.test(text)) return 'uuid';
      break;
    case 40:
      if (HEX.test(text)) return 'hex-40';
      break;
    case 44:
      if (BASE64_32.test(text)) return 'base64-32';
      break;
    case 64:
      if (HEX.test(text)) return UPPER.test(text) ? 'HEX-64' : 'hex-64';
      break;
  }
  if (length >= 16 && length <= 35 && text.charCodeAt(4) === 45) {
    if ((length <= 30 && isUsualDateTime(text)) || DATE_TIME.test(text)) return 'date-time';
  }
  return emailLike(text);
}

/** Numbers that are instants by their size: 2001 to 2033 in seconds, milliseconds or microseconds. */
export function epochOf(value: number): string | null {
  if (value < 1e9 || value >= 2e15) return null;
  if (value < 2e9) return 'epoch-s';
  if (value >= 1e12 && value < 2e12) return 'epoch-ms';
  return value >= 1e15 ? 'epoch-us' : null;
}

const DATE = /^\d{4}-[01]\d-[0-3]\d$/;
const DATE_TIME = /^\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;
const DIGITS = /^[12]\d+$/;
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const UPPER = /[A-F]/;
const UUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const BASE64_32 = /^[A-Za-z0-9+/]{43}=$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

function emailLike(text: string): string | null {
  return text.length <= 254 && text.includes('@') && EMAIL.test(text) ? 'email' : null;
}
