import { singular } from '../text/english.ts';
import { remembered } from '../text/remembered.ts';
import { words } from '../text/words.ts';
import data from './personal-names.yaml';

interface Entry {
  readonly head?: readonly string[];
  readonly whole?: readonly string[];
  readonly alone?: readonly string[];
  readonly not_after?: readonly string[];
  readonly numeric?: boolean;
  readonly closed?: boolean;
  readonly flag?: boolean;
}

interface NameData {
  readonly categories: Readonly<Record<string, Entry>>;
  readonly persons: readonly string[];
  readonly tails: readonly string[];
  readonly vetoes: { readonly first: readonly string[]; readonly any: readonly string[] };
  readonly digests: readonly string[];
  readonly free_text: readonly string[];
}

interface Sequence {
  readonly words: readonly string[];
  readonly category: string;
  readonly entry: Entry;
  readonly where: 'head' | 'whole' | 'alone';
}

const table = data as NameData;
const persons = new Set(table.persons);
const tails = new Set(table.tails);
const first = new Set(table.vetoes.first);
const any = new Set(table.vetoes.any);
const digests = new Set(table.digests);
const freeText = new Set(table.free_text);
/** By first word, longest sequence first. */
const sequences = index();
const vocabulary = new Set([...sequences.values()].flat().flatMap((each) => each.words));

/** A name that personal data goes by. */
export interface PersonalName {
  /** What it is likely to be. */
  readonly category: string;
  /** The words that say so. */
  readonly words: string;
  /** The name says that the value is a hash of it. */
  readonly digest: boolean;
}

export interface NameContext {
  /** The name stands among the traits of a person. */
  readonly person?: boolean;
  /** JSON types that the value may have; empty or absent: any. */
  readonly types?: readonly string[];
  /** The value is one of a list. */
  readonly closed?: boolean;
}

/**
 * What a name suggests that its values are, or null. `path` goes from the outside in:
 * `['customer', 'email']`. Whole words only, in several languages; a type that cannot hold such a value
 * (`email: boolean`) and names about the thing (`email_verified`) say no.
 */
export function personalName(path: readonly string[], context: NameContext = {}): PersonalName | null {
  const own = path.at(-1) ?? '';
  const parent = tokens(path.at(-2) ?? '');
  const found = match(tokens(own), parent, context);
  return found ?? (UMLAUT.test(own) ? match(tokens(transliterate(own)), parent, context) : null);
}

/** True for names of text that people type freely, in which anything may stand. */
export const isFreeText = remembered((name: string): boolean => {
  const own = tokens(name);
  return (
    freeText.has(own.join(' ')) || freeText.has(own.slice(-2).join(' ')) || freeText.has(own.at(-1) ?? '')
  );
});

function match(own: readonly string[], parent: readonly string[], context: NameContext): PersonalName | null {
  for (let at = 0; at < own.length; at++) {
    for (const sequence of sequences.get(own[at] ?? '') ?? []) {
      if (!sequence.words.every((word, offset) => own[at + offset] === word)) continue;
      const others = own.toSpliced(at, sequence.words.length);
      // `has_latitude`, with what it is part of before it or not.
      const asked = at > 0 && (first.has(own[0] ?? '') || first.has(own[at - 1] ?? ''));
      const about = asked || others.some((word) => any.has(word));
      if (about && !sequence.entry.flag) continue;
      if (!fits(sequence, own, at, parent, context)) continue;
      const digest = own.some((word) => digests.has(word));
      return {
        category: digest ? digestOf(sequence.category) : sequence.category,
        words: sequence.words.join(' '),
        digest,
      };
    }
  }
  return null;
}

function fits(
  { entry, where, words: sequence }: Sequence,
  own: readonly string[],
  at: number,
  parent: readonly string[],
  context: NameContext,
): boolean {
  const before = own[at - 1] ?? parent.at(-1);
  const after = own.slice(at + sequence.length);
  if (!after.every((word) => tails.has(word) || persons.has(word))) return false;
  if (before !== undefined && entry.not_after?.includes(before)) return false;
  if (where === 'whole' && (at > 0 || after.length > 0)) return false;
  if (where === 'alone') {
    const ofPerson = before === undefined ? context.person === true : persons.has(before);
    const followed = after.length > 0 && after.every((word) => persons.has(word));
    if (!ofPerson && !(at === 0 && followed)) return false;
  }
  return possible(entry, context);
}

/** A flag, a list of values or a number is rarely the thing itself. */
function possible(entry: Entry, context: NameContext): boolean {
  if (context.closed && !entry.closed) return false;
  const types = context.types ?? [];
  if (types.length === 0) return true;
  return types.some((type) => {
    if (type === 'boolean') return entry.flag === true;
    if (type === 'number' || type === 'integer') return entry.numeric === true;
    return type === 'string' || type === 'array' || type === 'object';
  });
}

function digestOf(category: string): string {
  if (category === 'user.contact.email') return 'user.unique_id.pseudonymous.hashed_email';
  if (category === 'user.contact.phone_number') return 'user.unique_id.pseudonymous.hashed_phone';
  return category;
}

function index(): Map<string, Sequence[]> {
  const found = new Map<string, Sequence[]>();
  for (const [category, entry] of Object.entries(table.categories)) {
    for (const where of ['head', 'whole', 'alone'] as const) {
      for (const text of entry[where] ?? []) {
        const sequence = text.split(' ');
        const start = sequence[0] ?? '';
        const list = found.get(start) ?? [];
        list.push({ words: sequence, category, entry, where });
        found.set(start, list);
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => b.words.length - a.words.length);
  return found;
}

/** A plan says the same names again and again. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 20_000;

/** Words in lower case without accents, digits at their end or plural. */
function tokens(name: string): readonly string[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = tokenize(name);
  if (known.size < MOST_KNOWN) known.set(name, made);
  return made;
}

function tokenize(name: string): string[] {
  return words(name.normalize('NFD').replace(/\p{M}/gu, ''))
    .map((word) => word.toLowerCase().replaceAll('ß', 'ss'))
    .filter((word) => !/^\d+$/.test(word))
    .map((word) => {
      if (vocabulary.has(word) || digests.has(word)) return word;
      const bare = word.replace(/\d+$/, '');
      return vocabulary.has(bare) ? bare : vocabulary.has(singular(bare)) ? singular(bare) : word;
    });
}

const UMLAUT = /[äöü]/i;

/** As people write German without umlauts. */
function transliterate(name: string): string {
  return name.replace(/[äöü]/gi, (letter) => `${letter.toLowerCase().normalize('NFD').charAt(0)}e`);
}
