import { personalName } from '../../catalogue/personal-names.ts';
import { type Sighting, sighting } from './sighting.ts';

/** Parameters that hold a way in, beside those that the catalogue of personal names has. */
const WAYS_IN = /^(?:token|auth|authorization|secret|session|sessionid|sid|jwt|otp|reset_?token|magic)$/i;
const MOST_PARAMETERS = 50;

/** Looks at a value as if it stood alone under that name. */
export type Look = (text: string, category: string | null) => Sighting | null;

/**
 * Personal values in a URL: behind a parameter's name that says so, any value that a detector knows in query,
 * fragment or path, and a password before the host. The first one that is found.
 */
export function urlSighting(url: string, look: Look): Sighting | null {
  const start = url.indexOf('://') + 3;
  const hostEnd = start + url.slice(start).search(/[/?#]|$/);
  const user = url.slice(start, hostEnd).split('@');
  if (user.length > 1 && /:.{3}/.test(user[0] ?? '')) return found('user.authorization.password', null);
  const [path = '', ...rest] = url.slice(hostEnd).split(/[?#]/);
  let best: Sighting | null = null;
  for (const part of rest) {
    for (const pair of part.split('&', MOST_PARAMETERS)) {
      const equals = pair.indexOf('=');
      if (equals <= 0) continue;
      const sighted = parameter(decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)), look);
      if (sighted?.outcome === 'hit') return sighted;
      best ??= sighted;
    }
  }
  for (const segment of path.split('/')) {
    // Digits in a path are ids of pages and products far more often than anything else.
    if (!segment.includes('@') && !segment.includes('%40')) continue;
    const seen = look(decode(segment), null);
    if (seen?.outcome === 'hit') return found(seen.category, null);
  }
  return best;
}

function parameter(name: string, value: string, look: Look): Sighting | null {
  if (value === '') return null;
  const category = personalName([name])?.category ?? null;
  const seen = look(value, category);
  // What proves little alone needs the parameter's name to say the same.
  if (seen?.outcome === 'hit' && (seen.sure || category === seen.category)) return found(seen.category, name);
  if (seen?.outcome === 'test' && seen.sure) return { ...found(seen.category, name), outcome: 'test' };
  if (WAYS_IN.test(name) || category?.startsWith('user.authorization')) {
    return value.length >= 8 && /[^a-z_-]/i.test(value)
      ? found(category ?? 'user.authorization.credentials', name)
      : null;
  }
  if (category?.startsWith('user.name') && /^[\p{L}' .-]{2,}$/u.test(value)) return found(category, name);
  return null;
}

function found(category: string, key: string | null): Sighting {
  return { ...sighting('url-value', 'hit', true, 'url'), category, key };
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    // A plus before digits is a phone's as often as a space.
    return decodeURIComponent(/^\+\d/.test(text) ? text : spaced);
  } catch {
    return spaced;
  }
}
