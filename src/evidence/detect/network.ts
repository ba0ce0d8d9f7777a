import type { Sighting } from './sighting.ts';

type Outcome = Sighting['outcome'] | null;

/**
 * A public IPv4 address. Null for private and reserved ranges (RFC 6890), for a zeroed last octet (truncated
 * for privacy), and where all parts are below 20, as versions are. `test`: the documentation ranges (RFC 5737).
 */
export function ipv4Outcome(text: string): Outcome {
  const address = addressOf(text);
  if (address < 0) return null;
  const [a, b, c, d] = [
    Math.floor(address / 2 ** 24),
    (address >>> 16) & 255,
    (address >>> 8) & 255,
    address & 255,
  ];
  if ((a < 20 && b < 20 && c < 20 && d < 20) || d === 0) return null;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return null;
  if ((a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)) return null;
  if (a === 100 && b >= 64 && b < 128) return null;
  const documentation =
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113);
  return documentation ? 'test' : 'hit';
}

/** Four numbers up to 255 without leading zeros, as one; -1 for anything else. Every event may carry one: no list is made. */
function addressOf(text: string): number {
  let address = 0;
  let octets = 0;
  let value = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 46;
    if (code === 46) {
      if (value < 0) return -1;
      address = address * 256 + value;
      octets++;
      value = -1;
    } else {
      if (code < 48 || code > 57 || value === 0) return -1;
      value = (value < 0 ? 0 : value * 10) + code - 48;
      if (value > 255) return -1;
    }
  }
  return octets === 4 ? address : -1;
}

/** A global IPv6 address (2000::/3); `test` for 2001:db8::/32. */
export function ipv6Outcome(text: string): Outcome {
  if (text.length > 39 || !/^[23][0-9a-f]{3}:[0-9a-f:]*$/i.test(text)) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  if (halves.length === 2 ? groups.length > 7 : groups.length !== 8) return null;
  return /^2001:0?db8:/i.test(text) ? 'test' : 'hit';
}

const MAC =
  /^(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})$/i;

/** Six octets in one of the three notations; not all zeros or ones. */
export function macOutcome(text: string): Outcome {
  if (!MAC.test(text) || /^[0:.-]+$/.test(text) || /^[f:.-]+$/i.test(text)) return null;
  // A date and time of day in pairs of digits reads the same: hardware has letters, or is told by its column.
  return /[a-f]/i.test(text) ? 'hit' : 'shape';
}
