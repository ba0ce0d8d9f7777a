import { byteSearch } from './byte-search.ts';

/** Something to look for that begins with one of some words. */
export interface Opening {
  readonly words: readonly string[];
  /** Whether it stands in a text where one of its words was found. */
  readonly holds: (text: string, at: number, word: string) => boolean;
}

/** Words with what must follow them; `apart`: no letter before them either. */
export function opening(words: readonly string[], after: RegExp, apart = false): Opening {
  const follows = new RegExp(after.source, 'y');
  return {
    words,
    holds: (text, at, word) => {
      if (apart && at > 0 && /[\w$]/.test(text.charAt(at - 1))) return false;
      follows.lastIndex = at + word.length;
      return follows.test(text);
    },
  };
}

/** The same in texts of which something else is true, too. */
export function when(one: Opening, too: RegExp): Opening {
  const holds = ofText(too);
  return { ...one, holds: (text, at, word) => one.holds(text, at, word) && holds(text) };
}

/** Whether a text has a pattern: looked for once, however many places of the same text ask. */
export function ofText(pattern: RegExp): (text: string) => boolean {
  let [last, found] = ['', pattern.test('')];
  return (text) => {
    if (text !== last) [last, found] = [text, pattern.test(text)];
    return found;
  };
}

/**
 * Looks for all of them in one pass over the bytes: a regular expression that may begin with many words reads every
 * character some times over, and most files hold none. The text has one character a byte.
 */
export function anyOpening(openings: readonly Opening[]): (bytes: Uint8Array, text: string) => boolean {
  const byWord = new Map<string, Opening[]>();
  for (const one of openings)
    for (const word of one.words) byWord.set(word, [...(byWord.get(word) ?? []), one]);
  const search = byteSearch(byWord.keys());
  return (bytes, text) =>
    search(bytes, (word, at) => byWord.get(word)?.some((one) => one.holds(text, at, word)) ?? false);
}
