import type { Sighting } from './sighting.ts';

type Outcome = Sighting['outcome'] | null;
type IsPhone = (text: string, country: string | null) => boolean;

const INTERNATIONAL = /^\+\d[\d ()./-]{6,22}$/;
const NATIONAL = /^(?:tel:)?\(?\d[\d ()./-]{5,20}\d$/;
/** Where a number without a country is tried: the largest numbering plans of the regimes this tool knows. */
const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'ES', 'IT', 'BR', 'IN', 'NL', 'PL', 'AU', 'MX', 'JP'];
/** Set aside for films and documentation: 555-0100 to 555-0199 in North America, Ofcom's ranges in Britain. */
const FICTION = /^(?:\+?1)?\d{3}55501\d{2}$|^\+?44(?:1632960|7700900|2079460)\d{3}$/;

/**
 * With a plus, a number that its country can have given out; digits alone are one only under a name that says
 * phone: 40 % of random ten-digit numbers are valid in the United States.
 */
export function phoneOutcome(text: string, where: 'anywhere' | null, isPhone: IsPhone): Outcome {
  const plain = text.startsWith('tel:') ? text.slice(4) : text;
  const digits = countDigits(plain);
  if (digits < 7 || digits > 15) return null;
  if (INTERNATIONAL.test(plain)) {
    if (!isPhone(plain, null)) return 'shape';
    return FICTION.test(plain.replace(/[^\d+]/g, '')) ? 'test' : 'hit';
  }
  if (where === null || !NATIONAL.test(text)) return null;
  if (FICTION.test(plain.replace(/\D/g, ''))) return 'test';
  const given = isPhone(`+${plain.replace(/\D/g, '').replace(/^00/, '')}`, null);
  return given || COUNTRIES.some((country) => isPhone(plain, country)) ? 'hit' : 'shape';
}

const IN_TEXT = /(?<![\w+])\+\d[\d ()./-]{6,20}\d(?!\w)/g;

export function phoneInText(text: string, isPhone: IsPhone): Outcome {
  let best: Outcome = null;
  for (const [found] of text.matchAll(IN_TEXT)) {
    const outcome = phoneOutcome(found, null, isPhone);
    if (outcome === 'hit') return 'hit';
    best ??= outcome;
  }
  return best;
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
