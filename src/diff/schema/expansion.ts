import type { Demand, Side } from './search.ts';
import { type Atom, OBJECT, type Shape } from './shape.ts';
import type { Solver } from './solver.ts';

/** An atom that is to hold, or not. */
export interface Fact {
  readonly atom: Atom;
  readonly holds: boolean;
  readonly side: Side;
}

/** One way among others to meet a demand: all of these. */
export type Way = readonly (Fact | Demand)[];

/** One of these ways has to be taken; `unless`: they are the ways in which this does not hold. */
export interface Choice {
  readonly ways: readonly Way[];
  readonly unless: Demand | null;
}

/**
 * The choice to make next, and the others. What has to fail comes first where it is alone: most of its ways end
 * at once. Several such wait for the unions, which settle most of them; of unions the one with the fewest
 * ways left is taken.
 */
export function nextChoice(
  pending: readonly Choice[],
  possible: (way: Way) => boolean,
): readonly [Choice, readonly Choice[]] | null {
  const unions = pending.filter(({ unless }) => unless === null);
  const [failing] = pending.filter(({ unless }) => unless !== null);
  if (failing !== undefined && (unions.length === 0 || pending.length - unions.length === 1)) {
    return [failing, pending.filter((choice) => choice !== failing)];
  }
  let best: Choice | null = null;
  let chosen: Choice | null = null;
  for (const union of unions) {
    const ways: Way[] = [];
    for (const way of union.ways) {
      if (best !== null && ways.length >= best.ways.length) break;
      if (pending.length === 1 || possible(way)) ways.push(way);
    }
    if (best !== null && ways.length >= best.ways.length) continue;
    best = { ways, unless: null };
    chosen = union;
    if (ways.length === 0) break;
  }
  return best === null ? null : [best, pending.filter((choice) => choice !== chosen)];
}

/** What demands come to for values of one kind: facts that all hold, and choices still to be made. */
export class Expansion {
  readonly facts: Fact[] = [];
  readonly choices: Choice[] = [];
  /** A keyword without a theory takes part. */
  opaque: string | null = null;
  private readonly seen = new Map<string, boolean>();
  private readonly solver: Solver;
  private readonly kind: number;
  private readonly below: readonly (Expansion | null)[];

  constructor(solver: Solver, kind: number, core: Expansion | null = null, delta: readonly Fact[] = []) {
    this.solver = solver;
    this.kind = kind;
    this.below = [core];
    for (const { atom, holds } of delta) this.seen.set(atom.key, holds);
  }

  /** False when the demands exclude one another at once. */
  add(items: readonly (Fact | Demand)[]): boolean {
    return items.every((item) => ('atom' in item ? this.addFact(item) : this.addDemand(item)));
  }

  private addDemand({ shape, holds, side }: Demand): boolean {
    this.solver.spend();
    if (holds) return shape.atoms.every((atom) => this.addFact({ atom, holds, side }));
    const ways: Way[] = [];
    for (const atom of shape.atoms) {
      if ((atom.kinds & this.kind) === 0) continue;
      if (atom.is === 'kinds') {
        if ((atom.mask & this.kind) === 0) return true;
        continue;
      }
      if (this.status(atom) === true || neverFails(atom)) continue;
      ways.push([{ atom, holds: false, side }]);
    }
    return this.choose(ways, { shape, holds: true, side });
  }

  private choose(ways: Way[], unless: Demand | null = null): boolean {
    if (ways.length === 0) return false;
    const [only] = ways;
    if (ways.length === 1 && only !== undefined) return this.add(only);
    this.choices.push({ ways, unless });
    return true;
  }

  /** Whether it is settled already that an atom holds, or that it does not. */
  private status(atom: Atom): boolean | undefined {
    const own = this.seen.get(atom.key);
    if (own !== undefined) return own;
    for (const expansion of this.below) {
      const status = expansion?.status(atom);
      if (status !== undefined) return status;
    }
    return undefined;
  }

  private addFact(fact: Fact): boolean {
    const { atom, holds, side } = fact;
    if ((atom.kinds & this.kind) === 0) return holds;
    const status = this.status(atom);
    if (status !== undefined && status !== holds) return false;
    // The same atom from the other side is kept: it says what that side declares.
    if (status === holds && atom.kinds !== OBJECT) return true;
    this.seen.set(atom.key, holds);
    const demand = (shape: Shape, is: boolean): Demand => ({ shape, holds: is, side });
    switch (atom.is) {
      case 'kinds':
        return ((atom.mask & this.kind) !== 0) === holds;
      case 'all':
        return this.addDemand(demand(atom.shape(), holds));
      case 'not':
        return this.addDemand(demand(atom.shape, !holds));
      case 'any':
        if (!holds) return this.add(atom.shapes.map((shape) => demand(shape, false)));
        return this.choose(atom.shapes.map((shape) => [demand(shape, true)]));
      case 'one':
        return this.choose(holds ? onlyOne(atom.shapes, demand) : noneOrTwo(atom.shapes, demand));
      case 'if':
        return this.choose([
          [demand(atom.test, true), demand(atom.then, holds)],
          [demand(atom.test, false), demand(atom.else, holds)],
        ]);
      case 'dependent': {
        const required: Atom = this.solver.compiler.atom(`required:${atom.name}`, {
          is: 'required',
          kinds: OBJECT,
          name: atom.name,
        });
        const present: Fact = { atom: required, holds: true, side };
        const fulfilled = [present, demand(atom.shape, holds)];
        return holds ? this.choose([[{ ...present, holds: false }], fulfilled]) : this.add(fulfilled);
      }
      case 'opaque':
        this.opaque = atom.why;
        return true;
      default:
        this.facts.push(fact);
        return true;
    }
  }
}

type MakeDemand = (shape: Shape, holds: boolean) => Demand;

function onlyOne(shapes: readonly Shape[], demand: MakeDemand): Way[] {
  return shapes.map((shape, i) => [
    demand(shape, true),
    ...shapes.filter((_, j) => j !== i).map((other) => demand(other, false)),
  ]);
}

function noneOrTwo(shapes: readonly Shape[], demand: MakeDemand): Way[] {
  const ways: Way[] = [shapes.map((shape) => demand(shape, false))];
  for (const [i, first] of shapes.entries()) {
    for (const second of shapes.slice(i + 1)) ways.push([demand(first, true), demand(second, true)]);
  }
  return ways;
}

/** Spares a search: these atoms only carry names. */
function neverFails(atom: Atom): boolean {
  return atom.is === 'additional' && atom.shape.atoms.length === 0;
}
