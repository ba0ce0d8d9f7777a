import { words } from './words.ts';

/** Spellings that a plan can ask for. */
export type CaseName =
  | 'title'
  | 'sentence'
  | 'snake'
  | 'camel'
  | 'pascal'
  | 'kebab'
  | 'constant'
  | 'lower'
  | 'dot';

/** How each case is written, for messages. */
export const CASE_EXAMPLES: Readonly<Record<CaseName, string>> = {
  title: 'Title Case',
  sentence: 'Sentence case',
  snake: 'snake_case',
  camel: 'camelCase',
  pascal: 'PascalCase',
  kebab: 'kebab-case',
  constant: 'CONSTANT_CASE',
  lower: 'lower case',
  dot: 'dot.case',
};

const LOW = '[\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]';
const UP = '[\\p{Lu}\\p{Lt}\\p{Lo}\\p{N}]';
const REST = "[\\p{L}\\p{M}\\p{N}'’]*";
const joined = (part: string, by: string) => new RegExp(`^${part}(?:${by}${part})*$`, 'u');

/** Small words that stay lower-case inside a title. */
const SMALL = new Set('a an and as at by for from in into of on or per the to via vs with'.split(' '));
const CAPITALISED = new RegExp(`^${UP}${REST}$`, 'u');
/** iOS, eBook: a brand that begins small. */
const BRAND = /^\p{Ll}\p{Lu}[\p{L}\p{N}]*$/u;
const LOWER_WORD = new RegExp(`^${LOW}(?:[\\p{Ll}\\p{Lo}\\p{M}\\p{N}'’])*$`, 'u');
/** PayPal, SKU, GA4: capitals inside are a brand's or an acronym's. */
const PROPER = /^(?:\p{Lu}[\p{Lu}\p{N}]*s?|\p{L}*\p{Ll}\p{Lu}\p{L}*)$/u;
const HUMP = /\p{Ll}\p{Lu}/u;

// Made once: the bundler turns a literal of this kind into a call, which costs more than the test.
const SNAKE = joined(`${LOW}+`, '_');
const KEBAB = joined(`${LOW}+`, '-');
const DOT = joined(`(?:${LOW}|_)+`, '\\.');
const CONSTANT = joined('[\\p{Lu}\\p{Lo}\\p{N}]+', '_');
const CAMEL = /^[\p{Ll}\p{Lo}][\p{L}\p{M}\p{N}]*$/u;
const PASCAL = /^[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}]*$/u;
const SOME_LOWER = /\p{Ll}|\p{Lo}/u;
const LOWER = /\p{Ll}/u;
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}]*s?$/u;

const CHECKS: Readonly<Record<CaseName, (name: string) => boolean>> = {
  title: (name) =>
    spaced(name, (word, first) => (!first && SMALL.has(word)) || CAPITALISED.test(word) || BRAND.test(word)),
  sentence: (name) =>
    spaced(name, (word, first) =>
      first ? CAPITALISED.test(word) || BRAND.test(word) : LOWER_WORD.test(word) || PROPER.test(word),
    ),
  lower: (name) => spaced(name, (word) => LOWER_WORD.test(word)),
  snake: (name) => SNAKE.test(name),
  kebab: (name) => KEBAB.test(name),
  dot: (name) => DOT.test(name),
  constant: (name) => CONSTANT.test(name),
  camel: (name) => CAMEL.test(name),
  pascal: (name) => PASCAL.test(name) && (name.length <= 4 || SOME_LOWER.test(name)),
};

/** Words set apart by single spaces; a lone word with humps (`OrderPaid`) is no spaced name. */
function spaced(name: string, accepts: (word: string, first: boolean) => boolean): boolean {
  const parts = name.split(' ');
  if (parts.length === 1 && HUMP.test(name) && !BRAND.test(name)) return false;
  return parts.every((word, index) => accepts(word, index === 0));
}

/** True when the name is written in that case. Digits, acronyms and scripts without case fit any. */
export function matchesCase(name: string, wanted: CaseName): boolean {
  return CHECKS[wanted](name);
}

/** The cases a name fits: a single lower-case word fits several, `Order_paid` none. */
export function casesOf(name: string): CaseName[] {
  return (Object.keys(CASE_EXAMPLES) as CaseName[]).filter((each) => matchesCase(name, each));
}

/** The name in another case; unchanged when it has no words. Acronyms keep their capitals where the case allows. */
export function toCase(name: string, wanted: CaseName): string {
  const shouting = !LOWER.test(name);
  const all = words(name);
  if (all.length === 0) return name;
  const proper = (word: string) => !shouting && word.length > 1 && ACRONYM.test(word);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  const lower = all.map((word) => word.toLowerCase());
  switch (wanted) {
    case 'snake':
      return lower.join('_');
    case 'kebab':
      return lower.join('-');
    case 'dot':
      return lower.join('.');
    case 'lower':
      return lower.join(' ');
    case 'constant':
      return all.map((word) => word.toUpperCase()).join('_');
    case 'camel':
      return all.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word))).join('');
    case 'pascal':
      return all.map((word) => (proper(word) && all.length === 1 ? word : capital(word))).join('');
    case 'title':
      return all
        .map((word, index) =>
          proper(word)
            ? word
            : index > 0 && SMALL.has(word.toLowerCase())
              ? word.toLowerCase()
              : capital(word),
        )
        .join(' ');
    case 'sentence':
      return all
        .map((word, index) => (proper(word) ? word : index === 0 ? capital(word) : word.toLowerCase()))
        .join(' ');
  }
}
