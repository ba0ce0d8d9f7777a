import type { Sighting } from './sighting.ts';

type Outcome = Sighting['outcome'] | null;

const JWT = /^ey[\w-]{8,}\.ey[\w-]{2,}\.[\w-]*$/;

/** Three base64url parts, of which the first decodes to a header that names its algorithm. */
export function jwtOutcome(text: string): Outcome {
  if (!JWT.test(text)) return null;
  try {
    const header: unknown = JSON.parse(
      Buffer.from(text.slice(0, text.indexOf('.')), 'base64url').toString('utf8'),
    );
    return typeof header === 'object' && header !== null && 'alg' in header ? 'hit' : null;
  } catch {
    return null;
  }
}

/** Prefixes that issuers give their keys so that they can be found; the rest must look random. */
const KEYS: readonly RegExp[] = [
  /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}/, // AWS access key id
  /gh[oprsu]_[A-Za-z0-9]{36,251}/, // GitHub
  /github_pat_[A-Za-z0-9_]{60,255}/,
  /glpat-[\w-]{20,64}/, // GitLab
  /AIza[\w-]{35}/, // Google
  /xox[abeoprs]-[A-Za-z0-9-]{20,255}/, // Slack
  /[rs]k_live_[A-Za-z0-9]{16,255}/, // Stripe
  /SG\.[\w-]{16,32}\.[\w-]{16,64}/, // SendGrid
  /npm_[A-Za-z0-9]{36}/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
];
const WHOLE = new RegExp(`^(?:${KEYS.map((key) => key.source).join('|')})$`);
const ANYWHERE = new RegExp(`(?<![\\w-])(?:${KEYS.map((key) => key.source).join('|')})(?!\\w)`);
/** Every key begins so: nothing else is worth the long expressions. */
const MARKS =
  'A3T|AKIA|ASIA|ABIA|ACCA|gh[oprsu]_|github_pat_|glpat-|AIza|xox|[rs]k_live_|SG\\.|npm_|-----BEGIN';
const MARK_FIRST = new RegExp(`^(?:${MARKS})`);
const MARK_ANYWHERE = new RegExp(MARKS);

/** Codes that a key, a token or a cookie's value begins with. */
const FIRST = new Set(Array.from('AgxrsSn-eGf', (char) => char.charCodeAt(0)));

/** False: no secret, token or advertising cookie begins with that character. */
export function beginsLikeSecret(code: number): boolean {
  return FIRST.has(code);
}

export function secretOutcome(text: string, whole: boolean): Outcome {
  if (!(whole ? MARK_FIRST : MARK_ANYWHERE).test(text)) return null;
  const found = (whole ? WHOLE : ANYWHERE).exec(text)?.[0];
  if (found === undefined) return null;
  if (/example/i.test(found)) return 'test';
  return found.startsWith('-----') || entropy(found) >= 3 ? 'hit' : 'shape';
}

export function jwtInText(text: string): Outcome {
  const found = /(?<![\w.-])ey[\w-]{8,}\.ey[\w-]{2,}\.[\w-]*/.exec(text)?.[0];
  return found === undefined ? null : jwtOutcome(found);
}

/** Bits a character, from the characters' own frequencies. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

/** Values that analytics and ad tags write into first-party cookies: `GA1.2.…`, `fb.1.…`. */
const COOKIE = /^(?:GA1\.[12]\.\d{6,12}\.\d{10}|fb\.[12]\.\d{13}\.[\w.-]{6,})$/;

export function cookieOutcome(text: string): Outcome {
  return COOKIE.test(text) ? 'hit' : null;
}
