import { type Comment, type ParserOptions, type Program, parseSync } from 'oxc-parser';
import { loadMemoryParser, type Parse } from './memory-parser.ts';

export type Lang = 'js' | 'jsx' | 'ts' | 'tsx' | 'dts';

/** A syntax tree with what the parser says beside it. */
export interface Tree {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly errors: readonly {
    readonly severity: string;
    readonly message: string;
    readonly labels: readonly { readonly start: number }[];
  }[];
}

/** Finding memory costs what twenty files cost less, as a collection of garbage comes with it. */
const WORTH_CHARACTERS = 1 << 17;

let parsed = 0;
let prepared = false;
let find: (() => Parse | null) | null = null;
let memory: Parse | null = null;

/** Loads the faster way to read trees, for a project that may have many: once, as what was refused is refused again. */
export async function prepareTrees(): Promise<void> {
  if (prepared) return;
  prepared = true;
  find = await loadMemoryParser();
}

/** Parses a text: as JSON, or through the parser's memory once there was enough to parse. The trees are the same. */
export function parseTree(text: string, lang: Lang): Tree {
  const name = `block.${lang === 'dts' ? 'd.ts' : lang}`;
  const options: ParserOptions = { lang, sourceType: 'module', preserveParens: false };
  parsed += text.length;
  if (find && parsed > WORTH_CHARACTERS) {
    memory = find();
    find = null;
  }
  if (memory)
    try {
      return memory(name, text, options);
    } catch {
      // What it cannot read has another way.
    }
  return parseSync(name, text, options);
}
