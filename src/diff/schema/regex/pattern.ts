import { type Automaton, automatonOf, run, TooLarge } from './automaton.ts';
import { costOf, NotRegular, parsePattern, type Tree } from './parse.ts';

/** A `pattern` of a schema: as JavaScript runs it, and as a regular language where it is one. */
export interface Pattern {
  readonly source: string;
  /** Null with `why` when it is no regular language, or too large a one. */
  readonly automaton: Automaton | null;
  readonly why: string | null;
  readonly regExp: RegExp;
  /** Null where running it could take too long. */
  test(text: string): boolean | null;
  /** The same, by JavaScript's own engine wherever that is sure to end soon. */
  bounded(text: string): boolean | null;
}

/** Steps allowed to one run of an expression. */
const MOST_STEPS = 5e6;

/** Throws SyntaxError for what is no regular expression in JavaScript, with or without its `u` flag. */
export function compilePattern(source: string, ignoreCase = false): Pattern {
  const key = `${ignoreCase ? 'i' : ''}/${source}`;
  let pattern = compiled.get(key);
  if (pattern === undefined) {
    pattern = compile(source, ignoreCase);
    if (compiled.size >= MOST_KEPT) compiled.clear();
    compiled.set(key, pattern);
  }
  return pattern;
}

/** The same few patterns stand all over a registry. */
const compiled = new Map<string, Pattern>();
const MOST_KEPT = 500;

function compile(source: string, ignoreCase: boolean): Pattern {
  const regExp = toRegExp(source, ignoreCase);
  let tree: Tree | null = null;
  let automaton: Automaton | null = null;
  let why: string | null = null;
  try {
    tree = parsePattern(source, ignoreCase);
    automaton = automatonOf(tree);
  } catch (error) {
    if (!(error instanceof NotRegular || error instanceof TooLarge)) throw error;
    why = `pattern ${JSON.stringify(source)} is not one that can be reasoned about: ${error.message}`;
  }
  const cost = (length: number): number => (tree === null ? 2 ** length : costOf(tree, length));
  return {
    source,
    get automaton() {
      return automaton;
    },
    get why() {
      return why;
    },
    regExp,
    bounded(text) {
      return cost(text.length) <= MOST_STEPS ? regExp.test(text) : this.test(text);
    },
    test(text) {
      if (automaton !== null) {
        try {
          return run(automaton, text);
        } catch (error) {
          if (!(error instanceof TooLarge)) throw error;
          automaton = null;
          why = `pattern ${JSON.stringify(source)} is not one that can be reasoned about: ${error.message}`;
        }
      }
      return cost(text.length) <= MOST_STEPS ? regExp.test(text) : null;
    },
  };
}

function toRegExp(source: string, ignoreCase: boolean): RegExp {
  const flags = ignoreCase ? 'i' : '';
  try {
    return new RegExp(source, `u${flags}`);
  } catch {
    // Many published schemas escape what needs none (`\-`), which only the older reading allows.
    return new RegExp(source, flags);
  }
}
