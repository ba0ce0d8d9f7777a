import type { Document } from '../document.ts';

/** The words of `{% docs name %} … {% enddocs %}`, by name. */
export type DocBlocks = ReadonlyMap<string, string>;

const BLOCK = /\{%-?\s*docs\s+(\w+)\s*-?%\}([\s\S]*?)\{%-?\s*enddocs\s*-?%\}/g;
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
    for (const [, name = '', words = ''] of text.matchAll(BLOCK)) {
      if (!out.has(name)) out.set(name, words.trim());
    }
  }
  return out;
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
