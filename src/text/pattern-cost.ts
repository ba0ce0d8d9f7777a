import type { CodePointSet, PatternNode } from './pattern-syntax.ts';

/**
 * How a backtracking engine's steps can grow with the length of the text: `linear`; `quadratic`; `worse`,
 * or not known to be better. An upper bound: it is never too kind.
 *
 * A choice costs nothing when the next character decides it. So the pattern's positions are laid out with
 * what may follow each (Glushkov's automaton); where two that follow one another's place can hold the same
 * character, and a loop is one of them, the engine may come back, once a character.
 */
export function patternCost(
  node: PatternNode,
  anchored = startsAtEdge(node),
): 'linear' | 'quadratic' | 'worse' {
  const layout = new Layout();
  const whole = layout.place(node, 0);
  if (layout.failed) return 'worse';
  const loops = layout.ambiguousLoops(whole);
  const inner = layout.looks.map((look) => patternCost(look, true));
  if (loops === null || inner.some((cost) => cost !== 'linear')) return 'worse';
  // One loop that may come back, with no other loop to run again: still once over the text.
  let degree = loops === 0 || (loops === 1 && layout.loops === 1) ? 1 : loops + 1;
  if (!anchored && (layout.loops > 0 || layout.looks.some(hasLoop))) degree++;
  return degree === 1 ? 'linear' : degree === 2 ? 'quadratic' : 'worse';
}

export function uses(node: PatternNode, kind: 'look' | 'back'): boolean {
  if (node.kind === kind) return true;
  if (node.kind === 'sequence' || node.kind === 'choice') return node.items.some((item) => uses(item, kind));
  return (node.kind === 'repeat' || node.kind === 'look') && uses(node.item, kind);
}

function hasLoop(node: PatternNode): boolean {
  if (node.kind === 'sequence' || node.kind === 'choice') return node.items.some(hasLoop);
  if (node.kind === 'repeat') return node.max > 1 || hasLoop(node.item);
  return node.kind === 'look' && hasLoop(node.item);
}

function startsAtEdge(node: PatternNode): boolean {
  if (node.kind === 'edge') return node.text === '^';
  if (node.kind === 'choice') return node.items.every(startsAtEdge);
  if (node.kind !== 'sequence') return false;
  const first = node.items.find((item) => item.kind !== 'look');
  return first !== undefined && startsAtEdge(first);
}

interface Span {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const nowhere: Span = { nullable: true, first: [], last: [] };
/** Counted copies beyond this say nothing a reader could follow, and cost us time. */
const maxPositions = 400;

class Layout {
  readonly sets: CodePointSet[] = [];
  readonly looks: PatternNode[] = [];
  readonly follow: Set<number>[] = [];
  /** The loop a position repeats in; 0: none. Nested loops share the outer one's number. */
  readonly loopOf: number[] = [];
  loops = 0;
  failed = false;

  place(node: PatternNode, loop: number): Span {
    switch (node.kind) {
      case 'set':
        return this.#position(node, loop);
      case 'edge':
        return nowhere;
      case 'look':
        // Inside a loop it runs again at each character.
        if (loop > 0 && hasLoop(node.item)) this.failed = true;
        this.looks.push(node.item);
        return nowhere;
      case 'back':
        this.failed = true;
        return nowhere;
      case 'choice': {
        const spans = node.items.map((item) => this.place(item, loop));
        return {
          nullable: spans.some((span) => span.nullable),
          first: spans.flatMap((span) => span.first),
          last: spans.flatMap((span) => span.last),
        };
      }
      case 'sequence':
        return node.items.reduce<Span>((before, item) => this.#join(before, this.place(item, loop)), nowhere);
      case 'repeat':
        return this.#repeat(node, loop);
    }
  }

  /**
   * Number of loops in which two ways fit one character; null when that cannot be bounded (it is a loop
   * inside a loop, or the choices before it multiply).
   */
  ambiguousLoops(whole: Span): number | null {
    const ambiguous = new Set<number>();
    let choices = 0;
    for (const next of [whole.first, ...this.follow]) {
      const places = [...next];
      for (let i = 0; i < places.length; i++) {
        for (let j = i + 1; j < places.length; j++) {
          const [a, b] = [places[i] ?? 0, places[j] ?? 0];
          const [one, other] = [this.sets[a], this.sets[b]];
          if (!one || !other || !overlap(one, other)) continue;
          const [loopA, loopB] = [this.loopOf[a] ?? 0, this.loopOf[b] ?? 0];
          if (loopA > 0 && loopA === loopB) return null;
          if (loopA === 0 && loopB === 0 && ++choices > 6) return null;
          if (loopA > 0) ambiguous.add(loopA);
          if (loopB > 0) ambiguous.add(loopB);
        }
      }
    }
    return ambiguous.size;
  }

  #position(set: CodePointSet, loop: number): Span {
    if (this.sets.length >= maxPositions) {
      this.failed = true;
      return nowhere;
    }
    const index = this.sets.push(set) - 1;
    this.follow.push(new Set());
    this.loopOf.push(loop);
    return { nullable: false, first: [index], last: [index] };
  }

  /** Two ways from one place to the same next one (`(a+)+`) double the work with each character. */
  #link(places: readonly number[], nexts: readonly number[]): void {
    for (const place of places) {
      const follow = this.follow[place];
      for (const next of nexts) {
        if (follow?.has(next)) this.failed = true;
        follow?.add(next);
      }
    }
  }

  #join(before: Span, after: Span): Span {
    this.#link(before.last, after.first);
    return {
      nullable: before.nullable && after.nullable,
      first: before.nullable ? [...before.first, ...after.first] : before.first,
      last: after.nullable ? [...before.last, ...after.last] : after.last,
    };
  }

  #repeat({ item, min, max }: Extract<PatternNode, { kind: 'repeat' }>, loop: number): Span {
    if (max === 0) return nowhere;
    // A fixed number of one set leaves nothing to choose.
    const counted = max > 1 && !(min === max && item.kind === 'set');
    const number = loop > 0 || !counted ? loop : ++this.loops;
    const span = this.place(item, number);
    if (counted) this.#link(span.last, span.first);
    return { ...span, nullable: span.nullable || min === 0 };
  }
}

function overlap(a: CodePointSet, b: CodePointSet): boolean {
  return a.ranges.some(([from, to]) => b.ranges.some(([start, end]) => from <= end && start <= to));
}
