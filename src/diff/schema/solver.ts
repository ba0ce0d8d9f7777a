import type { Json } from '../../text/json.ts';
import { accepts, holds } from './accepts.ts';
import type { Compiler } from './compile.ts';
import { type Choice, Expansion, type Fact, nextChoice, type Way } from './expansion.ts';
import { solveList } from './lists.ts';
import { solveNumber } from './numbers.ts';
import { ObjectSearch } from './objects.ts';
import { type Demand, firstOf, found, NONE, type Outcome, type Reach, unknown } from './search.ts';
import { ARRAY, BOOLEAN, FRACTION, INTEGER, kindOf, NULL, OBJECT, type Shape, STRING } from './shape.ts';
import { solveText } from './texts.ts';

/** Demands and facts that a pair may take before the answer is "unknown". */
const BUDGET = 150_000;
/** Nesting of a value that is looked into. */
const DEEPEST = 120;

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
  /** Some key was out of reach: a search that reaches further may find what this one did not. */
  limited = false;
  /** The same search with every key in reach. */
  private readonly whole: Solver;
  private readonly known = new Map<string, Outcome>();
  private readonly open = new Map<string, number>();
  /** The outermost open demand that an answer leaned on; such an answer is not kept. */
  private leaned = Number.POSITIVE_INFINITY;
  private spent = 0;

  constructor(compiler: Compiler, reach: Reach) {
    this.compiler = compiler;
    this.reach = reach;
    this.whole = reach === 'open' ? this : new Solver(compiler, 'open');
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
    const search = new Map<Solver, ObjectSearch>();
    const decideBy = (solver: Solver, delta: readonly Fact[]): Outcome => {
      solver.spend();
      if (kind === OBJECT && !search.has(solver)) search.set(solver, new ObjectSearch(solver, core.facts));
      return solver.decide(kind, core.facts, delta, search.get(solver) ?? null);
    };
    const decide = (delta: readonly Fact[]): Outcome => {
      const outcome = decideBy(this, delta);
      return outcome.is !== 'none' && core.opaque !== null ? unknown(core.opaque) : outcome;
    };
    // With choices still open, the source may come to declare more: these answers look at every key.
    const isImpossible = (delta: readonly Fact[]): boolean => decideBy(this.whole, delta).is === 'none';
    const expand = (way: Way, delta: readonly Fact[]): Expansion | null => {
      const more = new Expansion(this, kind, core, delta);
      return more.add(way) ? more : null;
    };
    const branch = (delta: readonly Fact[], pending: readonly Choice[]): Outcome => {
      const next = nextChoice(pending, (way) => expand(way, delta) !== null);
      if (next === null) return decide(delta);
      const [choice, later] = next;
      // A demand that what is settled meets already is no choice.
      if (
        later.length > 0 &&
        choice.unless !== null &&
        this.isExcluded(choice.unless, delta, expand, isImpossible)
      ) {
        return branch(delta, later);
      }
      return firstOf(choice.ways, (way) => {
        const more = expand(way, delta);
        if (more === null) return NONE;
        const facts = [...delta, ...more.facts];
        const left = [...more.choices, ...later];
        // What cannot be before the other choices are made cannot be after them.
        if (left.length > 0 && isImpossible(facts)) return NONE;
        const outcome = branch(facts, left);
        return outcome.is !== 'none' && more.opaque !== null ? unknown(more.opaque) : outcome;
      });
    };
    return branch([], core.choices);
  }

  /** Whether a shape is out of the question by what is settled: not being of it then asks for nothing. */
  private isExcluded(
    demand: Demand,
    delta: readonly Fact[],
    expand: (way: Way, delta: readonly Fact[]) => Expansion | null,
    isImpossible: (delta: readonly Fact[]) => boolean,
  ): boolean {
    const more = expand([demand], delta);
    if (more === null) return true;
    // "None" that leans on a demand still open is about the smallest value only, and here all values count.
    const { whole } = this;
    const outer = whole.leaned;
    whole.leaned = Number.POSITIVE_INFINITY;
    const excluded = isImpossible([...delta, ...more.facts]) && whole.leaned === Number.POSITIVE_INFINITY;
    whole.leaned = Math.min(outer, whole.leaned);
    return excluded;
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
