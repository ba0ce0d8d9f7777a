import type { Json } from '../../text/json.ts';
import type { Fact } from './expansion.ts';
import { type Demand, firstOf, found, NONE, type Outcome, unknown } from './search.ts';
import type { AtomOf } from './shape.ts';
import type { Solver } from './solver.ts';
import { valueKey } from './values.ts';

/** Elements written down in an example. */
const LONGEST = 2_000;

interface ListFacts {
  min: number;
  max: number;
  /** True: no two alike; false: two alike; null: nothing is said. */
  unique: boolean | null;
  readonly items: { readonly atom: AtomOf<'items'>; readonly side: Demand['side'] }[];
  /** Some element is not as its place says. */
  readonly broken: { readonly atom: AtomOf<'items'>; readonly side: Demand['side'] }[];
  /** So many elements are of a shape. */
  readonly some: { readonly demand: Demand; readonly count: number }[];
  /** No element is of these shapes, for `at most 0`. */
  readonly none: Demand[];
  /** `at most n`, above zero. */
  readonly few: boolean;
  readonly excluded: Set<string>;
}

/** Finds a list of which all facts are true. */
export function solveList(solver: Solver, facts: readonly Fact[]): Outcome {
  const list = gather(facts);
  if (list.min > list.max) return NONE;
  const outcome = new ListSearch(solver, list).solve();
  if (outcome.is !== 'found') return outcome;
  if (list.few) return unknown('maxContains above zero');
  if (list.excluded.has(valueKey(outcome.value)))
    return unknown('the only list tried is excluded by an enum');
  return outcome;
}

function gather(facts: readonly Fact[]): ListFacts {
  const list = {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    unique: null as boolean | null,
    items: [] as ListFacts['items'],
    broken: [] as ListFacts['broken'],
    some: [] as ListFacts['some'],
    none: [] as Demand[],
    few: false,
    excluded: new Set<string>(),
  };
  for (const { atom, holds, side } of facts) {
    if (atom.is === 'size') {
      if ((atom.edge === 'min') === holds) list.min = Math.max(list.min, holds ? atom.value : atom.value + 1);
      else list.max = Math.min(list.max, holds ? atom.value : atom.value - 1);
    } else if (atom.is === 'unique') {
      list.unique = holds;
      if (!holds) list.min = Math.max(list.min, 2);
    } else if (atom.is === 'items') (holds ? list.items : list.broken).push({ atom, side });
    else if (atom.is === 'contains') {
      // Not at least n is at most n - 1.
      const least = (atom.edge === 'min') === holds;
      const count =
        atom.edge === 'min' ? (holds ? atom.value : atom.value - 1) : holds ? atom.value : atom.value + 1;
      if (least) list.some.push({ demand: { shape: atom.shape, holds: true, side }, count });
      else if (count === 0) list.none.push({ shape: atom.shape, holds: false, side });
      else list.few = true;
      if (least) list.min = Math.max(list.min, count);
    } else if (atom.is === 'values' && !holds) for (const key of atom.keys) list.excluded.add(key);
  }
  return list;
}

class ListSearch {
  private readonly solver: Solver;
  private readonly list: ListFacts;
  /** Beyond this index all places are alike. */
  private readonly prefix: number;

  constructor(solver: Solver, list: ListFacts) {
    this.solver = solver;
    this.list = list;
    this.prefix = Math.max(0, ...[...list.items, ...list.broken].map(({ atom }) => atom.prefix.length));
  }

  solve(): Outcome {
    const { broken, some, unique } = this.list;
    const wishes: ((index: number) => Demand)[] = [
      ...broken.map(
        ({ atom, side }) =>
          (i: number): Demand => ({ shape: atom.prefix[i] ?? atom.rest, holds: false, side }),
      ),
      ...some.flatMap(({ demand, count }) =>
        Array.from({ length: Math.min(count, LONGEST) }, () => () => demand),
      ),
    ];
    if (unique === false) return this.twins(wishes);
    if (wishes.length <= 1) return this.place(new Map(), wishes);
    // Each alone first: what cannot be met alone cannot be met together.
    for (const wish of new Set(wishes)) if (this.place(new Map(), [wish]).is === 'none') return NONE;
    const together = this.place(new Map(), wishes);
    return together.is === 'none' ? unknown('several demands on the elements of one list') : together;
  }

  /** Two equal elements, and every wish. */
  private twins(wishes: readonly ((index: number) => Demand)[]): Outcome {
    if (wishes.length > 0) return unknown('several demands on the elements of one list');
    const places: [number, number][] = [];
    for (let i = 0; i <= this.prefix; i++) {
      for (let j = i + 1; j <= this.prefix + 1; j++) if (j < this.list.max) places.push([i, j]);
    }
    return firstOf(places, ([i, j]) => {
      const value = this.solver.solve([...this.demandsAt(i), ...this.demandsAt(j)]);
      if (value.is !== 'found') return value;
      return this.build(
        new Map([
          [i, value.value],
          [j, value.value],
        ]),
      );
    });
  }

  private demandsAt(index: number): Demand[] {
    const { items, none } = this.list;
    const own = items.map(
      ({ atom, side }): Demand => ({ shape: atom.prefix[index] ?? atom.rest, holds: true, side }),
    );
    return [...own, ...none];
  }

  private place(set: ReadonlyMap<number, Json>, wishes: readonly ((index: number) => Demand)[]): Outcome {
    const [wish, ...later] = wishes;
    if (wish === undefined) return this.build(set);
    const places: number[] = [];
    const last = Math.min(this.prefix + set.size, this.list.max - 1);
    for (let i = 0; i <= last; i++) if (!set.has(i)) places.push(i);
    // From the shared rest backwards would make longer lists; the front comes first.
    return firstOf(places, (i) => {
      const outcome = this.solver.solve([...this.demandsAt(i), wish(i), ...this.unlike(set)]);
      if (outcome.is !== 'found') return outcome;
      return this.place(new Map(set).set(i, outcome.value), later);
    });
  }

  /** Where elements must differ: none of those already set. */
  private unlike(set: ReadonlyMap<number, Json>): Demand[] {
    if (this.list.unique !== true || set.size === 0) return [];
    const { compiler } = this.solver;
    return [{ shape: compiler.shape([compiler.values([...set.values()])]), holds: false, side: 'target' }];
  }

  /** Fills the places that nobody asked for. */
  private build(set: ReadonlyMap<number, Json>): Outcome {
    const length = Math.max(this.list.min, ...[...set.keys()].map((i) => i + 1));
    if (length > this.list.max) return NONE;
    if (length > LONGEST) return unknown(`an example would need ${length} elements`);
    const all = new Map(set);
    for (let i = 0; i < length; i++) {
      if (all.has(i)) continue;
      const outcome = this.solver.solve([...this.demandsAt(i), ...this.unlike(all)]);
      if (outcome.is === 'found') {
        all.set(i, outcome.value);
        continue;
      }
      // With different values before it, this place might have had one.
      const alike = this.prefix === 0 || this.list.unique !== true;
      return outcome.is === 'none' && !alike ? unknown('elements that must all differ') : outcome;
    }
    return found(Array.from({ length }, (_, i) => all.get(i) as Json));
  }
}
