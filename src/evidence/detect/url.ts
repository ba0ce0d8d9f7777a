import { personalName } from '../../catalogue/personal-names.ts';
import { Memo } from '../sketch/memo.ts';
import { type Sighting, sighting } from './sighting.ts';

/** Parameters that hold a way in, beside those that the catalogue of personal names has. */
const WAYS_IN = /^(?:token|auth|authorization|secret|session|sessionid|sid|jwt|otp|reset_?token|magic)$/i;
const MOST_PARAMETERS = 50;
/** The same few parameters come again and again. */
const categories = new Memo((name) => personalName([name])?.category ?? null);

/** Looks at a value as if it stood alone under that name. */
export type Look = (text: string, category: string | null) => Sighting | null;

/**
 * Personal values in a URL: behind a parameter's name that says so, any value that a detector knows in query,
 * fragment or path, and a password before the host. The first one that is found.
 */
export function urlSighting(url: string, look: Look): Sighting | null {
  const start = url.indexOf('://') + 3;
  const at = url.indexOf('@', start);
  const slash = url.indexOf('/', start);
  if (at >= 0 && (slash < 0 || at < slash) && /:[^:]{3}/.test(url.slice(start, at))) {
    return found('user.authorization.password', null);
  }
  const end = url.slice(start).search(/[?#]/);
  let best: Sighting | null = null;
  if (end >= 0) {
    for (const pair of url.slice(start + end + 1).split(/[&#?]/, MOST_PARAMETERS)) {
      const equals = pair.indexOf('=');
      if (equals <= 0) continue;
      const sighted = parameter(decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)), look);
      if (sighted?.outcome === 'hit') return sighted;
      best ??= sighted;
    }
  }
  const path = end < 0 ? url.slice(start) : url.slice(start, start + end);
  // Digits in a path are ids of pages and products far more often than anything else.
  if (!path.includes('@') && !path.includes('%40')) return best;
  for (const segment of path.split('/').slice(1)) {
    const seen = segment === '' ? null : look(decode(segment), null);
    if (seen?.detector === 'email' && seen.outcome === 'hit') return found(seen.category, null);
  }
  return best;
}

function parameter(name: string, value: string, look: Look): Sighting | null {
  if (value === '') return null;
  const category = categories.get(name);
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
  if (!text.includes('%') && !text.includes('+')) return text;
  const spaced = text.replaceAll('+', ' ');
  try {
    // A plus before digits is a phone's as often as a space.
    return decodeURIComponent(/^\+\d/.test(text) ? text : spaced);
  } catch {
    return spaced;
  }
}
