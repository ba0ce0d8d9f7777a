import type { Json } from '../../text/json.ts';
import { accepts, holds } from './accepts.ts';
import type { Compiler } from './compile.ts';
import { solveList } from './lists.ts';
import { solveNumber } from './numbers.ts';
import { ObjectSearch } from './objects.ts';
import { type Demand, firstOf, found, NONE, type Outcome, type Reach, type Side, unknown } from './search.ts';
import {
  ARRAY,
  type Atom,
  BOOLEAN,
  FRACTION,
  INTEGER,
  kindOf,
  NULL,
  OBJECT,
  type Shape,
  STRING,
} from './shape.ts';
import { solveText } from './texts.ts';

/** An atom that is to hold, or not. */
export interface Fact {
  readonly atom: Atom;
  readonly holds: boolean;
  readonly side: Side;
}

/** One way among others to meet a demand: all of these. */
type Way = readonly (Fact | Demand)[];

/** Demands and facts that a pair may take before the answer is "unknown". */
const BUDGET = 60_000;
/** Nesting of a value that is looked into. */
const DEEPEST = 48;

/** In this order, so that examples are simple. */
const KINDS = [STRING, INTEGER, OBJECT, ARRAY, BOOLEAN, NULL, FRACTION] as const;
const PLAIN: ReadonlyMap<number, readonly Json[]> = new Map([
  [NULL, [null]],
  [BOOLEAN, [true, false]],
]);

class OutOfBudget extends Error {}

/**
 * Finds a value that meets demands, or proves that there is none: a search over the ways in which a schema
 * can hold or fail, kind of value by kind of value. A demand met again inside itself can be left out:
 * the smallest value that meets it does not hold another such value.
 */
export class Solver {
  readonly compiler: Compiler;
  readonly reach: Reach;
  private readonly known = new Map<string, Outcome>();
  private readonly open = new Map<string, number>();
  /** The outermost open demand that an answer leaned on; such an answer is not kept. */
  private leaned = Number.POSITIVE_INFINITY;
  private spent = 0;

  constructor(compiler: Compiler, reach: Reach) {
    this.compiler = compiler;
    this.reach = reach;
  }

  /** Answers for the outermost demands: out of budget is an answer. */
  answer(demands: readonly Demand[]): Outcome {
    try {
      return this.solve(demands);
    } catch (error) {
      if (error instanceof OutOfBudget) return unknown('too many combinations to go through');
      throw error;
    }
  }

  spend(steps = 1): void {
    this.spent += steps;
    if (this.spent > BUDGET) throw new OutOfBudget();
  }

  solve(demands: readonly Demand[]): Outcome {
    this.spend();
    const unique = new Map<string, Demand>();
    for (const demand of demands) {
      const { shape, holds, side } = demand;
      if (holds && shape.atoms.length === 0) continue;
      if (!holds && shape.atoms.length === 0) return NONE;
      unique.set(`${holds ? '+' : '-'}${shape.id}${side[0]}`, demand);
    }
    for (const { shape, holds } of unique.values()) {
      if (holds && (unique.has(`-${shape.id}s`) || unique.has(`-${shape.id}t`))) return NONE;
    }
    const key = [...unique.keys()].sort().join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const depth = this.open.get(key);
    if (depth !== undefined) {
      this.leaned = Math.min(this.leaned, depth);
      return NONE;
    }
    if (this.open.size >= DEEPEST) return unknown(`nested more than ${DEEPEST} deep`);
    const outer = this.leaned;
    this.leaned = Number.POSITIVE_INFINITY;
    const level = this.open.size;
    this.open.set(key, level);
    const outcome = this.search([...unique.values()]);
    this.open.delete(key);
    if (outcome.is === 'found' || this.leaned >= level) {
      this.known.set(key, outcome);
      this.leaned = outer;
    } else this.leaned = Math.min(outer, this.leaned);
    return outcome;
  }

  private search(demands: readonly Demand[]): Outcome {
    const finite = finiteValues(demands);
    if (finite !== null) return firstOf(finite, (value) => this.test(demands, value));
    return firstOf(KINDS, (kind) => {
      const plain = PLAIN.get(kind);
      if (plain !== undefined) return firstOf(plain, (value) => this.test(demands, value));
      return this.searchKind(demands, kind);
    });
  }

  private test(demands: readonly Demand[], value: Json): Outcome {
    this.spend();
    let open = false;
    for (const { shape, holds } of demands) {
      const answer = accepts(shape, value);
      if (answer === null) open = true;
      else if (answer !== holds) return NONE;
    }
    return open ? unknown(whyOf(demands)) : found(value);
  }

  private searchKind(demands: readonly Demand[], kind: number): Outcome {
    const core = new Expansion(this, kind);
    if (!core.add(demands)) return NONE;
    const search = kind === OBJECT ? new ObjectSearch(this, core.facts) : null;
    const decide = (delta: readonly Fact[]): Outcome => {
      this.spend();
      const outcome = this.decide(kind, core.facts, delta, search);
      if (outcome.is !== 'none' && core.opaque !== null) return unknown(core.opaque);
      return outcome;
    };
    const branch = (delta: readonly Fact[], pending: readonly Way[][]): Outcome => {
      const [ways, ...later] = pending;
      if (ways === undefined) return decide(delta);
      return firstOf(ways, (way) => {
        const more = new Expansion(this, kind, core, delta);
        if (!more.add(way)) return NONE;
        const facts = [...delta, ...more.facts];
        const left = [...more.choices, ...later];
        // What cannot be before the other choices are made cannot be after them.
        if (left.length > 0 && decide(facts).is === 'none') return NONE;
        const outcome = branch(facts, left);
        return outcome.is !== 'none' && more.opaque !== null ? unknown(more.opaque) : outcome;
      });
    };
    // What has to fail comes first: most of its ways end at once.
    return branch([], core.choices.reverse());
  }

  private testFacts(values: readonly Json[], facts: readonly Fact[], kind: number): Outcome {
    return firstOf(values, (value) => {
      this.spend();
      if ((kindOf(value) & kind) === 0) return NONE;
      const answers = facts.map((fact) => ({ fact, answer: holds(fact.atom, value) }));
      if (answers.some(({ fact, answer }) => answer !== null && answer !== fact.holds)) return NONE;
      if (answers.some(({ answer }) => answer === null))
        return unknown('a value of an enum could not be told valid');
      return found(value);
    });
  }

  private decide(
    kind: number,
    core: readonly Fact[],
    delta: readonly Fact[],
    search: ObjectSearch | null,
  ): Outcome {
    const facts = [...core, ...delta];
    const fixed = facts.find(({ atom, holds: is }) => is && atom.is === 'values')?.atom;
    if (fixed?.is === 'values') return this.testFacts(fixed.values, facts, kind);
    if (search !== null) return search.solve(delta);
    if (kind === STRING) return solveText(facts);
    if (kind === ARRAY) return solveList(this, facts);
    return solveNumber(facts, kind === INTEGER);
  }
}

/** What demands come to for values of one kind: facts that all hold, and choices still to be made. */
class Expansion {
  readonly facts: Fact[] = [];
  readonly choices: Way[][] = [];
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
    return this.choose(ways);
  }

  private choose(ways: Way[]): boolean {
    if (ways.length === 0) return false;
    const [only] = ways;
    if (ways.length === 1 && only !== undefined) return this.add(only);
    this.choices.push(ways);
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

/** The values of an `enum` that has to hold: nothing else needs to be looked at. */
function finiteValues(demands: readonly Demand[]): readonly Json[] | null {
  const queue = demands.filter(({ holds }) => holds).map(({ shape }) => shape);
  const seen = new Set<Shape>();
  for (let shape = queue.pop(); shape !== undefined; shape = queue.pop()) {
    if (seen.has(shape)) continue;
    seen.add(shape);
    for (const atom of shape.atoms) {
      if (atom.is === 'values') return atom.values;
      if (atom.is === 'all') queue.push(atom.shape());
    }
  }
  return null;
}

function whyOf(demands: readonly Demand[]): string {
  for (const { shape } of demands) {
    for (const atom of shape.atoms) {
      if (atom.is === 'opaque') return atom.why;
      if (atom.is === 'pattern' && atom.pattern.why !== null) return atom.pattern.why;
    }
  }
  return 'a value of an enum could not be told valid or invalid';
}
