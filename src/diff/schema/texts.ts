import { holds as holdsAtom, lengthOf } from './accepts.ts';
import type { Fact } from './expansion.ts';
import { type Automaton, automatonOfTexts, TooLarge } from './regex/automaton.ts';
import { findText } from './regex/walk.ts';
import { found, NONE, type Outcome, unknown } from './search.ts';

/** Longest text written down as an example. */
const LONGEST = 100_000;

/** Answers depend on the facts alone, and the same few come up again and again. */
const known = new Map<string, Outcome>();
const MOST_KEPT = 2_000;

/** Finds a text of which all facts are true. */
export function solveText(facts: readonly Fact[]): Outcome {
  const key = facts
    .map(({ atom, holds }) => `${holds ? '+' : '-'}${atom.key}`)
    .sort()
    .join('\n');
  let outcome = known.get(key);
  if (outcome === undefined) {
    outcome = search(facts);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, outcome);
  }
  return outcome;
}

function search(facts: readonly Fact[]): Outcome {
  let min = 0;
  let max = Number.POSITIVE_INFINITY;
  for (const { atom, holds } of facts) {
    if (atom.is !== 'length') continue;
    if ((atom.edge === 'min') === holds) min = Math.max(min, holds ? atom.value : atom.value + 1);
    else max = Math.min(max, holds ? atom.value : atom.value - 1);
  }
  if (min > max) return NONE;
  const proof = languagesOf(facts, 'proof');
  if (proof.accept.length === 0 && proof.reject.length === 0 && proof.open === null) {
    const why = `the text that shows it has ${min} characters`;
    return min > LONGEST ? found('', why) : found('a'.repeat(min));
  }
  try {
    const sure = languagesOf(facts, 'example');
    if (sure.open === null) {
      const example = findText({ ...sure, min, max });
      if (example !== null && example !== 'too-large' && fits(facts, example)) return found(example);
      if (example === null && sure.exact) return NONE;
      if (example === 'too-large' && sure.exact) return unknown('the patterns together have too many states');
    }
    const possible = findText({ ...proof, min, max });
    if (possible === null) return NONE;
    for (const text of possible === 'too-large' ? SAMPLES : [possible, ...SAMPLES]) {
      const length = lengthOf(text);
      if (length >= min && length <= max && fits(facts, text)) return found(text);
    }
    return unknown(proof.open ?? sure.open ?? reasonOf(facts));
  } catch (error) {
    if (error instanceof TooLarge) return unknown(`a pattern cannot be reasoned about: ${error.message}`);
    throw error;
  }
}

/** Texts to try where no theory helps: each is of some format, or of none. */
const SAMPLES: readonly string[] = [
  '',
  'a',
  'A',
  '0',
  ' ',
  'order',
  'Order Completed',
  '2026-01-31',
  '2026-01-31T10:00:00Z',
  '10:00:00Z',
  'P1D',
  'shop@example.com',
  'https://shop.example/cart?step=2',
  'shop.example',
  '192.0.2.1',
  '2001:db8::1',
  '/products/0',
  '123e4567-e89b-42d3-a456-426614174000',
  '(',
  '%',
  '\n',
  'a'.repeat(40),
  'é',
];

function fits(facts: readonly Fact[], text: string): boolean {
  return facts.every(({ atom, holds }) => holdsAtom(atom, text) === holds);
}

interface Languages {
  readonly accept: Automaton[];
  readonly reject: Automaton[];
  /** Why something was left out, when it was. */
  readonly open: string | null;
  /** The languages are the facts, neither more nor less. */
  readonly exact: boolean;
}

/**
 * The facts as automata. For an `example` the languages hold only texts that are sure to fit; for a
 * `proof` all that could: if that is empty, there is none.
 */
function languagesOf(facts: readonly Fact[], purpose: 'example' | 'proof'): Languages {
  const accept: Automaton[] = [];
  const reject: Automaton[] = [];
  const excluded: string[] = [];
  let open: string | null = null;
  let exact = true;
  for (const { atom, holds } of facts) {
    if (atom.is === 'values' && !holds) {
      for (const value of atom.values) if (typeof value === 'string') excluded.push(value);
    } else if (atom.is === 'pattern') {
      const { automaton } = atom.pattern;
      if (automaton === null) open = atom.pattern.why;
      else (holds ? accept : reject).push(automaton);
    } else if (atom.is === 'format') {
      const { inner, outer, name } = atom.format;
      if (inner !== outer || inner === null) exact = false;
      const bound = holds === (purpose === 'example') ? inner : outer;
      if (bound?.automaton) (holds ? accept : reject).push(bound.automaton);
      else open = `format ${name} cannot be reasoned about`;
    }
  }
  if (excluded.length > 0) reject.push(automatonOfTexts(excluded));
  return { accept, reject, open, exact: exact && open === null };
}

function reasonOf(facts: readonly Fact[]): string {
  const names = facts.flatMap(({ atom }) =>
    atom.is === 'format'
      ? [`format ${atom.format.name}`]
      : atom.is === 'pattern'
        ? [`pattern ${atom.pattern.source}`]
        : [],
  );
  return `${[...new Set(names)].join(' and ')} could not be held against each other`;
}
