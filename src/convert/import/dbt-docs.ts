import type { Document } from '../document.ts';

/** The words of `{% docs name %} … {% enddocs %}`, by name. */
export type DocBlocks = ReadonlyMap<string, string>;

const OPEN = /\{%-?\s*docs\s+(\w+)\s*-?%\}/g;
const CLOSE = /\{%-?\s*enddocs\s*-?%\}/g;
/** The last argument is the block; one before it names a package. */
const REFERENCE = /\{\{-?\s*doc\(\s*(?:["'][^"'{}]*["']\s*,\s*)?["']([^"'{}]*)["']\s*\)\s*-?\}\}/g;

/** True for a markdown file that descriptions are taken from. */
export function hasDocBlocks(text: string): boolean {
  return /\{%-?\s*docs\s/.test(text);
}

export function docBlocks(documents: readonly Document[]): DocBlocks {
  const out = new Map<string, string>();
  for (const { kind, text } of documents) {
    if (kind !== 'markdown') continue;
    for (const [name, words] of blocksIn(text)) if (!out.has(name)) out.set(name, words.trim());
  }
  return out;
}

/** One end is looked for once: a file of beginnings alone would be read to its end for each. */
function* blocksIn(text: string): Generator<readonly [name: string, words: string]> {
  let from = 0;
  for (const end of text.matchAll(CLOSE)) {
    const [open] = text.slice(from, end.index).matchAll(OPEN);
    if (open) yield [open[1] ?? '', text.slice(from + open.index + open[0].length, end.index)];
    from = end.index + end[0].length;
  }
}

/** A description with what it refers to put in place, and the first reference that leads nowhere. */
export function withBlocks(text: string, blocks: DocBlocks): { words: string; missing: string | null } {
  let missing: string | null = null;
  const words = text.replace(REFERENCE, (reference: string, name: string) => {
    const found = blocks.get(name);
    if (found === undefined) missing ??= reference;
    return found ?? '';
  });
  return { words: words.trim(), missing };
}
