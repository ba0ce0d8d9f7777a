import type { Json } from '../../text/json.ts';
import { accepts } from './accepts.ts';
import type { Fact } from './expansion.ts';
import { KeyMaker } from './keys.ts';
import type { Pattern } from './regex/pattern.ts';
import { type Demand, firstOf, found, NONE, type Outcome, unknown } from './search.ts';
import type { AtomOf } from './shape.ts';
import type { Solver } from './solver.ts';
import { valueKey } from './values.ts';

/** Keys an example may have. */
const MOST_KEYS = 1_000;

/** "Some key does this": not yet which. */
type Obligation = Fact & { readonly atom: AtomOf<'patternProperty' | 'additional' | 'names'> };

/** What facts say about objects, by key. */
class Book {
  readonly required = new Set<string>();
  readonly absent = new Set<string>();
  readonly demands = new Map<string, Demand[]>();
  /** Demands that a key has because it must not be as a property says. */
  readonly broken: { name: string; demand: Demand }[] = [];
  readonly obligations: Obligation[] = [];
  readonly general: Fact[] = [];
  readonly excluded = new Set<string>();
  readonly patterns = new Map<string, Pattern>();
  /** Names and patterns that a side declares. */
  readonly names = { source: new Set<string>(), target: new Set<string>() };
  readonly families = { source: new Set<Pattern>(), target: new Set<Pattern>() };
  /** The source says what any key holds: such an object is a map, and all its keys are declared. */
  map = false;
  min = 0;
  max = Number.POSITIVE_INFINITY;

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) this.enter(fact);
  }

  private enter(fact: Fact): void {
    const { atom, holds, side } = fact;
    switch (atom.is) {
      case 'required':
        this.names[side].add(atom.name);
        (holds ? this.required : this.absent).add(atom.name);
        return;
      case 'property': {
        this.names[side].add(atom.name);
        const demand: Demand = { shape: atom.shape, holds, side };
        if (!holds) this.broken.push({ name: atom.name, demand });
        else this.demands.set(atom.name, [...(this.demands.get(atom.name) ?? []), demand]);
        return;
      }
      case 'size':
        if ((atom.edge === 'min') === holds)
          this.min = Math.max(this.min, holds ? atom.value : atom.value + 1);
        else this.max = Math.min(this.max, holds ? atom.value : atom.value - 1);
        return;
      case 'values':
        if (!holds) for (const key of atom.keys) this.excluded.add(key);
        return;
      case 'patternProperty':
      case 'additional': {
        const patterns = atom.is === 'additional' ? atom.patterns : [atom.pattern];
        for (const pattern of patterns) {
          this.families[side].add(pattern);
          this.patterns.set(pattern.source, pattern);
        }
        if (atom.is === 'additional') {
          for (const name of atom.names) this.names[side].add(name);
          const says = atom.shape.atoms.some((inner) => inner.is !== 'kinds' || inner.mask !== 0);
          if (side === 'source' && holds && says) this.map = true;
        }
        break;
      }
      case 'names':
        break;
      default:
        return;
    }
    if (holds) this.general.push(fact);
    else this.obligations.push(fact as Obligation);
  }
}

/** Finds objects. The facts that all branches share are entered once. */
export class ObjectSearch {
  readonly solver: Solver;
  private readonly core: Book;

  constructor(solver: Solver, core: readonly Fact[]) {
    this.solver = solver;
    this.core = new Book(core);
  }

  solve(delta: readonly Fact[]): Outcome {
    return new Construction(this.solver, this.core, new Book(delta)).solve();
  }
}

/** One object in the making. */
class Construction {
  private readonly solver: Solver;
  private readonly books: readonly [Book, Book];
  private readonly min: number;
  private readonly max: number;
  private readonly keys: KeyMaker;

  constructor(solver: Solver, core: Book, delta: Book) {
    this.solver = solver;
    this.books = [delta, core];
    this.min = Math.max(core.min, delta.min);
    this.max = Math.min(core.max, delta.max);
    const patterns = new Map([...core.patterns, ...delta.patterns]);
    const names = [...core.general, ...delta.general].flatMap(({ atom, side }) =>
      atom.is === 'names' ? [{ shape: atom.shape, holds: true, side }] : [],
    );
    this.keys = new KeyMaker(solver, [...patterns.values()], names, (name) => this.mentions(name));
  }

  solve(): Outcome {
    if (this.min > this.max) return NONE;
    const keys = new Map<string, Demand[]>();
    for (const { broken } of this.books) {
      for (const { name, demand } of broken) keys.set(name, [...(keys.get(name) ?? []), demand]);
    }
    for (const { required } of this.books)
      for (const name of required) if (!keys.has(name)) keys.set(name, []);
    for (const name of keys.keys()) if (this.isAbsent(name)) return NONE;
    if (keys.size > this.max) return NONE;
    return this.place(
      keys,
      this.books.flatMap((book) => book.obligations),
    );
  }

  private mentions(name: string): boolean {
    return this.books.some(
      ({ names, absent, required }) =>
        names.source.has(name) || names.target.has(name) || absent.has(name) || required.has(name),
    );
  }

  private isAbsent(name: string): boolean {
    return this.books.some(({ absent }) => absent.has(name));
  }

  private declares(side: 'source' | 'target', name: string): boolean {
    return this.books.some(
      ({ names, families }) =>
        names[side].has(name) || [...families[side]].some((pattern) => pattern.test(name) === true),
    );
  }

  /** Whether a key may be used, as far as this search reaches. */
  private reaches(name: string): boolean {
    if (this.solver.reach === 'open' || this.declares('source', name)) return true;
    if (this.books.some((book) => book.map)) return true;
    if (this.solver.reach === 'extra' && !this.declares('target', name)) return true;
    this.solver.limited = true;
    return false;
  }

  /** Gives each obligation a key, then fills in. */
  private place(keys: ReadonlyMap<string, readonly Demand[]>, obligations: readonly Obligation[]): Outcome {
    this.solver.spend();
    const [obligation, ...later] = obligations;
    if (obligation === undefined) return this.complete(keys);
    return firstOf(this.candidates(obligation, keys), (candidate) => {
      if (typeof candidate !== 'string') return candidate;
      if (this.isAbsent(candidate) || !this.reaches(candidate)) return NONE;
      const demand: Demand[] =
        obligation.atom.is === 'names'
          ? []
          : [{ shape: obligation.atom.shape, holds: false, side: obligation.side }];
      // A key that fails by its own value alone needs no object around it to be ruled out.
      const demands = [...(keys.get(candidate) ?? []), ...demand];
      const next = new Map([[candidate, demands], ...[...keys].filter(([key]) => key !== candidate)]);
      if (next.size > this.max) return NONE;
      return this.place(next, later);
    });
  }

  /** Keys that an obligation could be about: names met anywhere in the demands, then new ones. */
  private *candidates(
    { atom, side }: Obligation,
    keys: ReadonlyMap<string, unknown>,
  ): Iterable<string | Outcome> {
    const fresh: string[] = [...keys.keys()].filter((key) => !this.mentions(key));
    for (const name of [...this.mentioned(), ...fresh]) {
      const concerned = this.concerns(atom, name);
      if (concerned === null) yield unknown('a key could not be held against a pattern');
      else if (concerned) yield name;
    }
    if (atom.is === 'names') {
      yield* this.keys.make(() => undefined, [...keys.keys()], [{ shape: atom.shape, holds: false, side }]);
    } else if (atom.is === 'patternProperty') {
      yield* this.keys.make((pattern) => (pattern === atom.pattern ? true : undefined), [...keys.keys()]);
    } else {
      yield* this.keys.make(
        (pattern) => (atom.patterns.includes(pattern) ? false : undefined),
        [...keys.keys()],
      );
    }
  }

  private concerns(atom: Obligation['atom'], name: string): boolean | null {
    if (atom.is === 'patternProperty') return atom.pattern.test(name);
    if (atom.is === 'names') {
      const answer = accepts(atom.shape, name);
      return answer === null ? null : !answer;
    }
    if (atom.names.has(name)) return false;
    const answers = atom.patterns.map((pattern) => pattern.test(name));
    return answers.includes(true) ? false : answers.includes(null) ? null : true;
  }

  private *mentioned(): Iterable<string> {
    const seen = new Set<string>();
    for (const { names } of [...this.books].reverse()) {
      for (const name of [...names.source, ...names.target]) {
        if (seen.has(name)) continue;
        seen.add(name);
        yield name;
      }
    }
  }

  /** All that a key's value must be; an outcome where the key itself decides. */
  private demandsOf(name: string): Demand[] | Outcome {
    const demands = this.books.flatMap((book) => book.demands.get(name) ?? []);
    for (const { general } of this.books) {
      for (const { atom, side } of general) {
        if (atom.is === 'patternProperty' || atom.is === 'additional') {
          const concerned = this.concerns(atom, name);
          if (concerned === null) return unknown('a key could not be held against a pattern');
          if (concerned) demands.push({ shape: atom.shape, holds: true, side });
        } else if (atom.is === 'names') {
          const answer = accepts(atom.shape, name);
          if (answer === null) return unknown('a key could not be held against propertyNames');
          if (!answer) return NONE;
        }
      }
    }
    return demands;
  }

  private valueOf(name: string, extra: readonly Demand[]): Outcome {
    if (!this.reaches(name)) return NONE;
    const demands = this.demandsOf(name);
    return Array.isArray(demands) ? this.solver.solve([...demands, ...extra]) : (demands as Outcome);
  }

  private complete(keys: ReadonlyMap<string, readonly Demand[]>): Outcome {
    const entries: [string, Json][] = [];
    let unshown: string | null = null;
    let open: Outcome | null = null;
    for (const [name, extra] of keys) {
      const outcome = this.valueOf(name, extra);
      if (outcome.is === 'none') return NONE;
      if (outcome.is === 'unknown') open ??= outcome;
      else {
        unshown ??= outcome.unshown;
        entries.push([name, outcome.value]);
      }
    }
    if (open !== null) return open;
    const filled = this.fill(entries, this.min);
    if (filled !== null) return filled;
    const value = Object.fromEntries(entries);
    if (!this.books.some(({ excluded }) => excluded.has(valueKey(value)))) return found(value, unshown);
    // This very object is excluded: one with a key more is another.
    const more = this.fill(entries, entries.length + 1);
    if (more !== null || entries.length > this.max)
      return unknown('all objects tried are excluded by an enum');
    return found(Object.fromEntries(entries), unshown);
  }

  /** Adds keys nobody asked for until there are enough; an outcome when that cannot be. */
  private fill(entries: [string, Json][], size: number): Outcome | null {
    if (entries.length >= size) return null;
    if (size > MOST_KEYS) return unknown(`an example would need ${size} keys`);
    let open: Outcome | null = null;
    const has = new Set(entries.map(([name]) => name));
    const attempt = (name: string): boolean => {
      if (has.has(name) || this.isAbsent(name)) return false;
      const outcome = this.valueOf(name, []);
      if (outcome.is === 'unknown') open ??= outcome;
      if (outcome.is !== 'found') return false;
      has.add(name);
      entries.push([name, outcome.value]);
      return entries.length >= size;
    };
    for (const name of this.mentioned()) if (attempt(name)) return null;
    for (let last = -1; last < entries.length; ) {
      last = entries.length;
      for (const candidate of this.keys.make(() => undefined, [...has])) {
        if (typeof candidate !== 'string') {
          if (candidate.is === 'unknown') open ??= candidate;
        } else if (attempt(candidate)) return null;
      }
    }
    return open ?? NONE;
  }
}
