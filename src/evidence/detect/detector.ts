import { personalName } from '../../catalogue/personal-names.ts';
import {
  AT,
  COLON,
  count,
  countDigits,
  DIGIT,
  kindsOf,
  LETTER,
  LOOKED_AT,
  LOWER,
  PERCENT,
  PLUS,
  QUERY,
  SPACE,
} from '../../text/characters.ts';
import { Memo } from '../sketch/memo.ts';
import { CARD_GROUPS, cardOutcome } from './card.ts';
import { emailInText, emailOutcome } from './email.ts';
import { nationalId } from './national-id.ts';
import { ipv4Outcome, ipv6Outcome, macOutcome } from './network.ts';
import { phoneInText, phoneOutcome } from './phone.ts';
import { birthOutcome, coordinateOutcome, pairOutcome } from './place-and-birth.ts';
import { beginsLikeSecret, cookieOutcome, jwtInText, jwtOutcome, secretOutcome } from './secret.ts';
import { type DetectorId, type Sighting, sighting } from './sighting.ts';
import { urlSighting } from './url.ts';

/** Tables that others keep; see `loadDetector`. */
export interface Libraries {
  isDomain(host: string): boolean;
  /** `country` null: an international number, which starts with `+`. */
  isPhone(text: string, country: string | null): boolean;
  isIban(text: string): boolean;
}

export interface DetectorOptions {
  /** Countries whose national numbers are looked for among bare digits too (`US`, `BR`, …). */
  readonly countries?: readonly string[];
}

/** What the name of a place says about its values. Made once a path. */
export interface Hint {
  /** Category that the name suggests; null: none. */
  readonly category: string | null;
  /** A version: four numbers with dots are no address there. */
  readonly version: boolean;
}

/** `path` from the outside in: `['context', 'app', 'version']`. */
export function hintOf(path: readonly string[]): Hint {
  const names = path.filter((step) => step !== '[]');
  const version = names.some((name) => /version|build|sdk|firmware|release/i.test(name));
  return { category: personalName(names)?.category ?? null, version };
}

export const noHint: Hint = { category: null, version: false };

export interface Detector {
  /** What the value looks like; null for nearly all. Looks at the first 4,096 characters. */
  look(value: unknown, hint: Hint): Sighting | null;
  /** The same for a text whose kinds of characters are known. */
  lookAtText(text: string, kinds: number, hint: Hint): Sighting | null;
}

/** Loads the tables (about 30 ms, once) and makes a detector. */
export async function loadDetector(options: DetectorOptions = {}): Promise<Detector> {
  const { libraries } = await import('./libraries.ts');
  return createDetector(libraries, options);
}

/** Shorter texts are never personal by their form. */
export const SHORTEST = 6;
/** Of national numbers, cards and accounts. */
const SHORTEST_NUMERAL = 9;
const SHORTEST_SECRET = 16;
const REMEMBERED = 4096;
const PHONE = 'user.contact.phone_number';
const NATIONAL_ID = 'user.government_id.national_identification_number';
const LOCATION = 'user.location.precise';
const BIRTH = 'user.demographic.date_of_birth';

export function createDetector(libraries: Libraries, options: DetectorOptions = {}): Detector {
  const { isDomain } = libraries;
  const countries = new Set(options.countries);
  // Titles and browsers are long, dear to look through, and the same again and again.
  const texts = new Memo((text) => lookInText(text, kindsOf(text)), REMEMBERED);

  function look(value: unknown, hint: Hint): Sighting | null {
    if (typeof value === 'string') return value.length < SHORTEST ? null : lookAt(value, hint);
    if (typeof value === 'number' || typeof value === 'bigint') return lookAtNumber(value, hint);
    return null;
  }

  function lookAtNumber(value: number | bigint, hint: Hint): Sighting | null {
    if (hint.category === null && (value < 1e11 || value > 1e19)) return null;
    return lookAt(String(value), hint);
  }

  function lookAt(text: string, hint: Hint): Sighting | null {
    return lookAtText(text, kindsOf(text), hint);
  }

  function lookAtText(full: string, kinds: number, hint: Hint): Sighting | null {
    const text = full.length > LOOKED_AT ? full.slice(0, LOOKED_AT) : full;
    if (hint.category !== null) {
      const named = lookByName(text, hint.category);
      if (named !== null) return named;
    }
    // Digits and a few marks: numbers of all kinds.
    if ((kinds & (LETTER | AT)) === 0) return (kinds & DIGIT) === 0 ? null : lookAtDigits(text, hint);
    if ((kinds & SPACE) !== 0) return texts.get(text);
    if ((kinds & COLON) !== 0 && text.includes('://')) return lookInUrl(text);
    if ((kinds & AT) !== 0) return result('email', emailOutcome(text, text.indexOf('@'), isDomain), true);
    if ((kinds & PERCENT) !== 0 && text.includes('%40')) {
      return result('email', emailInText(decoded(text), isDomain), true);
    }
    return lookAtWord(text, kinds);
  }

  /** Letters and digits without a space. */
  function lookAtWord(text: string, kinds: number): Sighting | null {
    const { length } = text;
    if (length >= SHORTEST_SECRET) {
      const secret = secretOutcome(text, true);
      if (secret !== null) return result('secret', secret, true);
      if (text.startsWith('ey')) return result('jwt', jwtOutcome(text), true);
      if (text.startsWith('GA1.') || text.startsWith('fb.'))
        return result('cookie-id', cookieOutcome(text), true);
    }
    if ((kinds & DIGIT) === 0 && (kinds & COLON) === 0) return null;
    if ((kinds & COLON) !== 0) return length <= 39 ? lookAtAddress(text) : null;
    if (length === 17 || length === 14) {
      const mac = macOutcome(text);
      if (mac !== null) return result('mac-address', mac, true);
    }
    if (length >= 15 && length <= 42 && isDigit(text, 2) && isDigit(text, 3) && IBAN.test(text)) {
      return result('iban', ibanOutcome(text), false);
    }
    return length >= 9 && length <= 18 && countDigits(text) >= 7 ? lookAtNationalId(text, false) : null;
  }

  function lookAtAddress(text: string): Sighting | null {
    const mac = text.length === 17 ? macOutcome(text) : null;
    if (mac !== null) return result('mac-address', mac, mac === 'hit');
    return result('ip-address', ipv6Outcome(text), true);
  }

  function lookAtDigits(text: string, hint: Hint): Sighting | null {
    const { length } = text;
    if (text.charCodeAt(0) === 43) return result('phone', phoneOutcome(text, null, libraries.isPhone), true);
    const digits = countDigits(text);
    if (digits === length) return lookAtNumerals(text);
    if (length > 42) return null;
    if (text.includes(':')) return lookAtAddress(text);
    const dots = count(text, '.');
    if (dots === 3 && length <= 15 && digits + dots === length) {
      return hint.version ? null : result('ip-address', ipv4Outcome(text), false);
    }
    if (dots === 2) {
      const pair = pairOutcome(text);
      if (pair !== null) return result('coordinates', pair, false);
    }
    if (digits >= 12 && digits <= 19 && CARD_GROUPS.test(text)) {
      const card = cardOutcome(text.replace(/\D/g, ''));
      if (card !== null) return result('card', card, true);
    }
    if (length === 17 && count(text, '-') === 5) return result('mac-address', macOutcome(text), false);
    return length >= 11 && length <= 21 ? lookAtNationalId(text, false) : null;
  }

  /** Digits alone: cards, and national numbers of a country that was asked for, or the 18 of a Chinese one. */
  function lookAtNumerals(text: string): Sighting | null {
    const { length } = text;
    if (length >= 12 && length <= 19) {
      const card = cardOutcome(text);
      if (card !== null) return result('card', card, false);
    }
    return length === 18 || (countries.size > 0 && length >= 9 && length <= 13)
      ? lookAtNationalId(text, false)
      : null;
  }

  function lookAtNationalId(text: string, named: boolean): Sighting | null {
    const found = nationalId(text, named, countries);
    return found === null ? null : result('national-id', found.outcome, found.sure);
  }

  /** What only a name tells: dates of birth, coordinates one by one, numbers without a country. */
  function lookByName(text: string, category: string): Sighting | null {
    if (category === PHONE)
      return result('phone', phoneOutcome(text, 'anywhere', libraries.isPhone), text.startsWith('+'));
    if (category === BIRTH) return result('birth-date', birthOutcome(text), false);
    if (category === LOCATION) return result('coordinates', coordinateOutcome(text), false);
    if (category === NATIONAL_ID || category.startsWith('user.government_id'))
      return lookAtNationalId(text, true);
    return null;
  }

  function lookInUrl(text: string): Sighting | null {
    return urlSighting(text, (part, category) => {
      if (part.length < SHORTEST && category === null) return null;
      return lookAt(part, { category, version: false });
    });
  }

  /** Text with spaces: anything may stand anywhere in it. */
  function lookInText(text: string, kinds: number): Sighting | null {
    const { length } = text;
    const digits = (kinds & DIGIT) === 0 ? 0 : countDigits(text);
    if (length <= 42 && digits >= 10 && IBAN.test(text)) {
      const iban = ibanOutcome(text);
      if (iban === 'hit' || iban === 'test') return result('iban', iban, true);
    }
    let best: Sighting | null = null;
    const take = (detector: DetectorId, outcome: Sighting['outcome'] | null, sure: boolean) => {
      if (outcome === null || best?.outcome === 'hit') return;
      if (best === null || outcome === 'hit') best = sighting(detector, outcome, sure, 'text');
    };
    if ((kinds & AT) !== 0) take('email', emailInText(text, isDomain), true);
    if (length >= SHORTEST_SECRET) {
      take('secret', secretOutcome(text, false), true);
      if (text.includes('ey')) take('jwt', jwtInText(text), true);
    }
    if ((kinds & PLUS) !== 0 && digits >= 8) take('phone', phoneInText(text, libraries.isPhone), true);
    if (digits >= 12) {
      for (const [found] of text.matchAll(CARDS_IN_TEXT)) {
        take('card', cardOutcome(found.replace(/\D/g, '')), CARD_GROUPS.test(found));
      }
      for (const [found] of text.matchAll(IBANS_IN_TEXT))
        take('iban', ibanOutcome(found), found.includes(' '));
    }
    if ((kinds & COLON) !== 0 && text.includes('://')) {
      for (const [url] of text.matchAll(URLS_IN_TEXT)) {
        const seen = lookInUrl(url);
        if (seen !== null && (best === null || seen.outcome === 'hit')) best = seen;
      }
    }
    return best;
  }

  function ibanOutcome(text: string): Sighting['outcome'] | null {
    const plain = text.replace(/[ -]/g, '').toUpperCase();
    if (!libraries.isIban(plain)) return 'shape';
    return TEST_IBANS.has(plain) ? 'test' : 'hit';
  }

  return { look, lookAtText };
}

/**
 * True for texts of which their kinds of characters, length and first character tell that none of the detectors that
 * need no name knows them: nearly all. False says nothing.
 */
export function isOrdinary(text: string, kinds: number): boolean {
  const { length } = text;
  if (length < SHORTEST) return true;
  if ((kinds & ~DIGIT) === 0) return length < SHORTEST_NUMERAL;
  if ((kinds & SPACE) !== 0)
    return (
      (kinds & ~(LOWER | SPACE)) === 0 || (length < SHORTEST_SECRET && (kinds & ~(LETTER | SPACE)) === 0)
    );
  if ((kinds & LETTER) === 0 || (kinds & (AT | PERCENT)) !== 0) return false;
  if ((kinds & COLON) !== 0) {
    // An instant, `2026-05-02T10:00:00Z`: too long for a MAC address, and no IPv6 address has a dash.
    if ((kinds & DIGIT) !== 0 && text.charCodeAt(4) === 45) return isDigit(text, 0) && length > 17;
    return (kinds & QUERY) === 0 && text.startsWith('http');
  }
  if ((kinds & DIGIT) !== 0) return length < SHORTEST_NUMERAL;
  return length < SHORTEST_SECRET || !beginsLikeSecret(text.charCodeAt(0));
}

const IBAN = /^[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}$/;
const IBANS_IN_TEXT =
  /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;
const CARDS_IN_TEXT = /(?<![\w.+-])\d(?:[ -]?\d){11,18}(?![\w-])/g;
const URLS_IN_TEXT = /https?:\/\/[^\s<>"']{4,2000}/g;

/** Examples from the IBAN registry and from payment providers' documentation. */
const TEST_IBANS: ReadonlySet<string> = new Set([
  'AT611904300234573201',
  'BE68539007547034',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'ES9121000418450200051332',
  'FR1420041010050500013M02606',
  'GB29NWBK60161331926819',
  'GB82WEST12345698765432',
  'IE29AIBK93115212345678',
  'IT60X0542811101000000123456',
  'NL91ABNA0417164300',
  'NL39RABO0300065264',
]);

function result(detector: DetectorId, outcome: Sighting['outcome'] | null, sure: boolean): Sighting | null {
  return outcome === null ? null : sighting(detector, outcome, sure);
}

/** True for a digit at that place. */
function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function decoded(text: string): string {
  return text.replace(/%40/gi, '@').replace(/%2B/gi, '+');
}
