import type { Sighting } from './sighting.ts';

type Outcome = Sighting['outcome'] | null;

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u;
const HOST =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}]{2,63}|xn--[a-z0-9-]{2,59})$/iu;
/** `icon@2x.png`, `shop-kit@1.2.3`, `build@v2.sh`: a size or a version, not a host. */
const VERSION = /^(?:\d+x\.|v?\d+(?:\.\d+)*\.|latest\.|next\.)/i;
/** RFC 2606 and RFC 6761: nobody's. */
const RESERVED = /(?:^|\.)(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost)$/i;
const MACHINES = /^(?:no-?reply|do-?not-?reply|mailer-daemon|bounces?)$/i;

/** The whole value is an address; null: it has not the shape of one. */
export function emailOutcome(text: string, at: number, isDomain: (host: string) => boolean): Outcome {
  const local = text.slice(0, at);
  const host = text.slice(at + 1);
  if (text.length > 254 || !LOCAL.test(local) || local.startsWith('.') || local.endsWith('.')) return null;
  if (!HOST.test(host) || VERSION.test(host)) return null;
  if (RESERVED.test(host)) return 'test';
  if (!isDomain(host)) return null;
  return MACHINES.test(local) ? 'shape' : 'hit';
}

/** Bounded pieces, no nesting: linear in the text. */
const IN_TEXT =
  /(?<![@\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}(?![@\p{L}\p{N}:/-])/gu;

/** The best of all addresses in a text. */
export function emailInText(text: string, isDomain: (host: string) => boolean): Outcome {
  let best: Outcome = null;
  for (const [found] of text.matchAll(IN_TEXT)) {
    const outcome = emailOutcome(found, found.indexOf('@'), isDomain);
    if (outcome === 'hit') return 'hit';
    best = outcome ?? best;
  }
  return best;
}
