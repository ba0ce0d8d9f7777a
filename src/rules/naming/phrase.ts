import { tenseOf } from '../../text/english.ts';
import { words } from '../../text/words.ts';

/** Words that follow a verb and belong to it: Signed Up, Logged In. */
const PARTICLES = new Set('up in out off on down back over away in again forward'.split(' '));
/** What opens an addition after the action: Added to Wishlist. */
const PREPOSITIONS = new Set(
  'to from with by for in on of as at via into onto without after before during per'.split(' '),
);

/** An event's name as object and action. */
export interface Phrase {
  readonly words: readonly string[];
  readonly object: readonly string[];
  /** Empty: no verb was found where the form has it. */
  readonly action: readonly string[];
  /** The verb itself, the first word of `action`. */
  readonly verb: string | null;
  /** False where the verb is only a guess: a word in the present, such as "order", is often a noun. */
  readonly sure: boolean;
}

/**
 * Reads "Product List Viewed", "Product Added to Wishlist" or "User Signed Up" as object and action. The last
 * past-tense word that ends the name, or is followed only by a particle, an adverb or a prepositional
 * addition, is the verb; failing that a known verb in the present. `actions` are words that the plan itself
 * settles as actions.
 */
export function objectAction(name: string, actions: readonly string[] = []): Phrase {
  const all = words(name);
  const settled = new Set(actions.map((action) => action.toLowerCase()));
  const isSettled = (word: string) => settled.has(word.toLowerCase());
  const past = (word: string) => tenseOf(word) === 'past';
  const present = (word: string) => tenseOf(word) === 'present';
  const position = [isSettled, past, present]
    .map((accepts) => findVerb(all, accepts))
    .find((index) => index >= 0);
  if (position === undefined) return { words: all, object: all, action: [], verb: null, sure: false };
  const verb = all[position] ?? '';
  const sure = isSettled(verb) || past(verb);
  return { words: all, object: all.slice(0, position), action: all.slice(position), verb, sure };
}

/** "Viewed Cart": a past-tense word at the start, and no verb at the end. */
export function startsWithAction(name: string): boolean {
  const all = words(name);
  return all.length > 1 && tenseOf(all[0] ?? '') === 'past' && !objectAction(name).sure;
}

function findVerb(all: readonly string[], accepts: (word: string) => boolean): number {
  for (let index = all.length - 1; index >= 0; index--) {
    if (accepts(all[index] ?? '') && endsPhrase(all.slice(index + 1))) return index;
  }
  return -1;
}

function endsPhrase(rest: readonly string[]): boolean {
  const lower = rest.map((word) => word.toLowerCase());
  const after = PARTICLES.has(lower[0] ?? '') ? lower.slice(1) : lower;
  const [first] = after;
  if (first === undefined) return true;
  return PREPOSITIONS.has(first) || (after.length === 1 && /ly$|^(?:again|twice|once)$/.test(first));
}
