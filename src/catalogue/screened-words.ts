import { words } from '../text/words.ts';
import data from './screened-words.yaml';

const lists = data as { readonly health: readonly string[]; readonly finance: readonly string[] };

/** What a name hints at in the eyes of an advertiser's screening, with the words that do; null: nothing. */
export function screenedWords(
  name: string,
): { readonly hint: 'health' | 'finance'; readonly words: string } | null {
  const own = ` ${words(name).join(' ').toLowerCase()} `;
  for (const hint of ['health', 'finance'] as const) {
    const found = lists[hint].find((each) => own.includes(` ${each} `));
    if (found !== undefined) return { hint, words: found };
  }
  return null;
}
