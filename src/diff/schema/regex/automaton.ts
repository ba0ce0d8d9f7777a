import { type Chars, EVERY, has, LAST } from './chars.ts';
import type { Tree } from './parse.ts';

/** A deterministic automaton, made as it is walked. State 0 is the start; -1 can never accept. */
export interface Automaton {
  /** First code point of each class of characters that the automaton cannot tell apart; sorted, first is 0. */
  readonly classes: readonly number[];
  step(state: number, code: number): number;
  accepts(state: number): boolean;
}

/** The automaton grew beyond what is worth walking. */
export class TooLarge extends Error {}

const MOST_NODES = 20_000;
const MOST_STATES = 4_000;

interface Node {
  /** Free moves: anywhere, only at the start of the text, only at its end. */
  readonly free: number[];
  readonly atStart: number[];
  readonly atEnd: number[];
  chars: Chars | null;
  next: number;
}

/** The texts in which the expression matches somewhere, as JSON Schema's `pattern` means it. */
export function automatonOf(tree: Tree): Automaton {
  const nodes: Node[] = [];
  const node = (): number => {
    if (nodes.length >= MOST_NODES) throw new TooLarge('its repeats make it too large');
    nodes.push({ free: [], atStart: [], atEnd: [], chars: null, next: -1 });
    return nodes.length - 1;
  };
  const at = (index: number): Node => nodes[index] as Node;

  /** Wires a tree to lead from `from` to a new node, which it returns. */
  const wire = (part: Tree, from: number): number => {
    switch (part.is) {
      case 'chars': {
        const start = node();
        const end = node();
        at(from).free.push(start);
        at(start).chars = part.chars;
        at(start).next = end;
        return end;
      }
      case 'start':
      case 'end': {
        const end = node();
        (part.is === 'start' ? at(from).atStart : at(from).atEnd).push(end);
        return end;
      }
      case 'sequence':
        return part.parts.reduce((place, inner) => wire(inner, place), from);
      case 'choice': {
        const ends = part.parts.map((inner) => {
          const start = node();
          at(from).free.push(start);
          return wire(inner, start);
        });
        const end = node();
        for (const last of ends) at(last).free.push(end);
        return end;
      }
      case 'repeat': {
        let place = from;
        for (let i = 0; i < part.min; i++) place = wire(part.part, place);
        if (part.max === Number.POSITIVE_INFINITY) {
          const loop = node();
          at(place).free.push(loop);
          at(wire(part.part, loop)).free.push(loop);
          return loop;
        }
        const end = node();
        at(place).free.push(end);
        for (let i = part.min; i < part.max; i++) {
          place = wire(part.part, place);
          at(place).free.push(end);
        }
        return end;
      }
    }
  };

  const start = node();
  const begin = node();
  at(start).free.push(begin);
  // A match may begin anywhere …
  const skip = node();
  at(start).free.push(skip);
  at(skip).chars = EVERY;
  at(skip).next = skip;
  const skipped = node();
  at(skip).free.push(skipped);
  at(skipped).free.push(begin);
  const final = wire(tree, begin);
  // … and be followed by anything.
  at(final).chars = EVERY;
  at(final).next = final;

  return determinise(nodes, start, final);
}

function determinise(nodes: readonly Node[], start: number, final: number): Automaton {
  const classes = classesOf(nodes.flatMap((node) => (node.chars === null ? [] : [node.chars])));
  const states: { readonly members: readonly number[]; readonly accepts: boolean; next: number[] }[] = [];
  const byKey = new Map<string, number>();

  const close = (seeds: readonly number[], where: 'start' | 'middle' | 'end' | 'empty'): number[] => {
    const seen = new Set(seeds);
    const queue = [...seeds];
    for (let member = queue.pop(); member !== undefined; member = queue.pop()) {
      const node = nodes[member] as Node;
      const moves = [node.free];
      if (where === 'start' || where === 'empty') moves.push(node.atStart);
      if (where === 'end' || where === 'empty') moves.push(node.atEnd);
      for (const move of moves) {
        for (const target of move) {
          if (!seen.has(target)) {
            seen.add(target);
            queue.push(target);
          }
        }
      }
    }
    return [...seen].sort((a, b) => a - b);
  };
  const enter = (members: readonly number[], first: boolean): number => {
    if (members.length === 0) return -1;
    const key = `${first ? '^' : ''}${members.join()}`;
    const known = byKey.get(key);
    if (known !== undefined) return known;
    if (states.length >= MOST_STATES) throw new TooLarge('it has too many states');
    const accepts = close(members, first ? 'empty' : 'end').includes(final);
    // Once matched, whatever follows is accepted: one state stands for all of those.
    const settled = members.includes(final);
    if (settled && !first) {
      const done = byKey.get('done');
      if (done !== undefined) return done;
      byKey.set('done', states.length);
    }
    byKey.set(key, states.length);
    states.push({ members: settled && !first ? [final] : members, accepts, next: [] });
    return states.length - 1;
  };

  enter(close([start], 'start'), true);
  return {
    classes,
    accepts: (state) => state >= 0 && (states[state]?.accepts ?? false),
    step(state, code) {
      const from = states[state];
      if (from === undefined) return -1;
      const index = classIndex(classes, code);
      const known = from.next[index];
      if (known !== undefined) return known;
      const seeds: number[] = [];
      for (const member of from.members) {
        const node = nodes[member] as Node;
        if (node.chars !== null && has(node.chars, code)) seeds.push(node.next);
      }
      const next = enter(close(seeds, 'middle'), false);
      from.next[index] = next;
      return next;
    },
  };
}

/** Where one set or another begins or ends. */
function classesOf(sets: readonly Chars[]): number[] {
  const starts = new Set<number>([0]);
  for (const set of sets) {
    for (const [lo, hi] of set) {
      starts.add(lo);
      if (hi < LAST) starts.add(hi + 1);
    }
  }
  return [...starts].sort((a, b) => a - b);
}

function classIndex(classes: readonly number[], code: number): number {
  let low = 0;
  let high = classes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((classes[middle] ?? 0) <= code) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Exactly these texts. */
export function automatonOfTexts(texts: readonly string[]): Automaton {
  const next: Map<number, number>[] = [new Map()];
  const ends = new Set<number>();
  const codes = new Set<number>();
  for (const text of texts) {
    let state = 0;
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      codes.add(code);
      const moves = next[state] as Map<number, number>;
      let target = moves.get(code);
      if (target === undefined) {
        target = next.length;
        next.push(new Map());
        moves.set(code, target);
      }
      state = target;
    }
    ends.add(state);
  }
  return {
    classes: classesOf([...codes].map((code) => [[code, code]])),
    step: (state, code) => next[state]?.get(code) ?? -1,
    accepts: (state) => ends.has(state),
  };
}

/** Whether the automaton accepts the text: linear in its length, whatever the expression. */
export function run(automaton: Automaton, text: string): boolean {
  let state = 0;
  for (const char of text) {
    state = automaton.step(state, char.codePointAt(0) ?? 0);
    if (state < 0) return false;
  }
  return automaton.accepts(state);
}
