import type { Automaton } from './automaton.ts';
import { LAST, pick } from './chars.ts';

/** States of the product, and places over all lengths, looked at before giving up. */
const MOST_STATES = 6_000;
const MOST_PLACES = 400_000;

export interface Walk {
  /** All of these accept … */
  readonly accept: readonly Automaton[];
  /** … and none of these. */
  readonly reject: readonly Automaton[];
  /** In code points. */
  readonly min: number;
  readonly max: number;
}

/** The shortest text in the given lengths that is in all of one kind and none of the other; null: there is none. */
export function findText(walk: Walk): string | null | 'too-large' {
  const { min, max } = walk;
  const product = new Product(walk);
  // Every layer has the states that texts of one length lead to, with the way back to the layer before.
  const layers: Place[][] = [[{ state: 0, from: -1, code: 0 }]];
  const seen = new Set<string>();
  let places = 0;
  for (let length = 0; ; length++) {
    const layer = layers[length] ?? [];
    if (length >= min) {
      const hit = layer.findIndex(({ state }) => product.accepts(state));
      if (hit >= 0) return spell(layers, length, hit);
      // A layer follows from the one before alone: one met before brings nothing new.
      const key = layer
        .map(({ state }) => state)
        .sort((a, b) => a - b)
        .join();
      if (seen.has(key)) return null;
      seen.add(key);
    }
    if (length >= max || layer.length === 0) return null;
    const next = new Map<number, Place>();
    for (const [from, { state }] of layer.entries()) {
      for (const move of product.moves(state)) {
        if (!next.has(move.state)) next.set(move.state, { state: move.state, from, code: move.code });
      }
    }
    places += next.size;
    if (places > MOST_PLACES || product.size > MOST_STATES) return 'too-large';
    layers.push([...next.values()]);
  }
}

interface Move {
  readonly state: number;
  readonly code: number;
}

interface Place extends Move {
  /** Index in the layer before. */
  readonly from: number;
}

function spell(layers: readonly (readonly Place[])[], length: number, hit: number): string {
  const chars: string[] = [];
  for (let at = length, index = hit; at > 0; at--) {
    const place = layers[at]?.[index];
    if (place === undefined) break;
    chars.push(String.fromCodePoint(place.code));
    index = place.from;
  }
  return chars.reverse().join('');
}

/** All automata walked at once; each pair of states is looked at once, with one move to each successor. */
class Product {
  private readonly automata: readonly Automaton[];
  private readonly wanted: number;
  private readonly alphabet: readonly number[];
  private readonly states: (readonly number[])[];
  private readonly found: (readonly Move[])[] = [];
  private readonly index: Map<string, number>;

  constructor({ accept, reject }: Walk) {
    this.automata = [...accept, ...reject];
    this.wanted = accept.length;
    this.alphabet = alphabetOf(this.automata);
    const start = this.automata.map(() => 0);
    this.states = [start];
    this.index = new Map([[start.join(), 0]]);
  }

  get size(): number {
    return this.states.length;
  }

  accepts(state: number): boolean {
    const parts = this.states[state] ?? [];
    return this.automata.every((automaton, i) => automaton.accepts(parts[i] ?? -1) === i < this.wanted);
  }

  moves(state: number): readonly Move[] {
    const known = this.found[state];
    if (known !== undefined) return known;
    const parts = this.states[state] ?? [];
    const moves = new Map<number, Move>();
    for (const code of this.alphabet) {
      const next = this.automata.map((automaton, i) => automaton.step(parts[i] ?? -1, code));
      if (next.some((part, i) => part < 0 && i < this.wanted)) continue;
      const key = next.join();
      let target = this.index.get(key);
      if (target === undefined) {
        target = this.states.length;
        this.states.push(next);
        this.index.set(key, target);
      }
      if (!moves.has(target)) moves.set(target, { state: target, code });
    }
    const list = [...moves.values()];
    this.found[state] = list;
    return list;
  }
}

/** One code point for each class that some automaton tells apart, the pleasantest to read first. */
function alphabetOf(automata: readonly Automaton[]): readonly number[] {
  const starts = [...new Set([0, ...automata.flatMap((automaton) => automaton.classes)])].sort(
    (a, b) => a - b,
  );
  return starts
    .flatMap((start, i) => pick(start, (starts[i + 1] ?? LAST + 1) - 1) ?? [])
    .sort((a, b) => a.rank - b.rank || a.code - b.code)
    .map(({ code }) => code);
}
