import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { oneOf } from '../dialects/standard.ts';

/** Steps into objects, names only. */
type Place = readonly string[];

/**
 * Places inside one JSON value of a row. Where reading JSON costs they are read once, into columns; elsewhere each is an
 * expression where it is used.
 */
export class Slots {
  readonly #places: Place[] = [];
  readonly #index = new Map<string, number>();

  constructor(
    private readonly dialect: Dialect,
    /** The column with the JSON value. */
    private readonly json: Sql,
    /** Names the columns with what was read. */
    private readonly alias: string,
  ) {}

  at(steps: Place): Value {
    const { dialect } = this;
    if (dialect.reads === 'expressions') return valueAt(dialect, this.json, steps);
    const key = JSON.stringify(steps);
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.#places.push(steps) - 1;
      this.#index.set(key, index);
    }
    return columnsOf(`${this.alias}_${index}`);
  }

  /** Columns to add to the query below the one that uses them. */
  columns(): Sql[] {
    const { dialect, json, alias } = this;
    const { reads } = dialect;
    if (reads === 'expressions' || this.#places.length === 0) return [];
    if (reads === 'columns')
      return this.#places.map((place, i) => `${membersOf(dialect, json, place)} AS ${alias}_${i}`);
    return [
      `${reads.values(json, this.#places)} AS ${alias}`,
      `${reads.kinds(json, this.#places)} AS ${alias}_kinds`,
    ];
  }

  /** Columns on top of `columns`: of each place its type, its text and its number. */
  spread(): Sql[] {
    return spreadOf(this.dialect, this.alias, this.#places.length);
  }
}

/**
 * Places inside the properties, which are others for each form of the plan's events. Forms that look at the same place find
 * it in the same column, so that what they ask of it is one text; places that no form has together share a column.
 */
export class FormSlots {
  readonly #asking = new Map<string, { readonly place: Place; readonly forms: Set<number> }>();
  /** Place → its column; null: not settled yet. */
  #columns: ReadonlyMap<string, number> | null = null;

  constructor(
    private readonly dialect: Dialect,
    private readonly json: Sql,
    private readonly alias: string,
  ) {}

  at(form: number, place: Place): Value {
    if (this.dialect.reads === 'expressions') return valueAt(this.dialect, this.json, place);
    const key = JSON.stringify(place);
    if (this.#columns === null) {
      const asking = this.#asking.get(key) ?? { place, forms: new Set() };
      asking.forms.add(form);
      this.#asking.set(key, asking);
    }
    return columnsOf(`${this.alias}_${this.#columns?.get(key) ?? 0}`);
  }

  /** Gives each place that was looked at its column: what many forms look at the first that all of them have free. */
  settle(): void {
    const taken: Set<number>[] = [];
    const columns = new Map<string, number>();
    for (const [key, { forms }] of [...this.#asking].sort(([, a], [, b]) => b.forms.size - a.forms.size)) {
      const free = taken.findIndex((others) => ![...forms].some((form) => others.has(form)));
      const column = free < 0 ? taken.length : free;
      taken[column] = new Set([...(taken[column] ?? []), ...forms]);
      columns.set(key, column);
    }
    this.#columns = columns;
  }

  columns(): Sql[] {
    const { dialect, json, alias } = this;
    const { reads } = dialect;
    if (reads === 'expressions' || this.#size === 0) return [];
    if (reads === 'columns')
      return this.#byColumn().map(
        (places, i) =>
          `${this.#chosen(places.map(({ place, forms }) => [forms, membersOf(dialect, json, place)]))} AS ${alias}_${i}`,
      );
    const lists = this.#byForms();
    const picked = (what: (json: Sql, places: readonly Place[]) => Sql) =>
      this.#chosen(lists.map(({ places, forms }) => [forms, what(json, places)]));
    return [`${picked(reads.values)} AS ${alias}`, `${picked(reads.kinds)} AS ${alias}_kinds`];
  }

  spread(): Sql[] {
    return spreadOf(this.dialect, this.alias, this.#size);
  }

  get #size(): number {
    return Math.max(0, ...[...(this.#columns?.values() ?? [])].map((column) => column + 1));
  }

  /** What each column holds, for which forms. */
  #byColumn(): { readonly place: Place; readonly forms: ReadonlySet<number> }[][] {
    return Array.from({ length: this.#size }, (_, i) =>
      [...this.#asking].flatMap(([key, asking]) => (this.#columns?.get(key) === i ? [asking] : [])),
    );
  }

  /** What each form reads, in the order of the columns; a column that it leaves free holds what another holds. */
  #byForms(): { readonly places: readonly Place[]; readonly forms: ReadonlySet<number> }[] {
    const columns = this.#byColumn();
    const lists = new Map<string, { places: readonly Place[]; forms: Set<number> }>();
    for (const form of new Set([...this.#asking.values()].flatMap(({ forms }) => [...forms]))) {
      const own = columns.map((places) => places.find(({ forms }) => forms.has(form))?.place);
      const last = own.findLastIndex((place) => place !== undefined);
      const spare = own[last] ?? [];
      const places = own.slice(0, last + 1).map((place) => place ?? spare);
      const key = JSON.stringify(places);
      const list = lists.get(key) ?? { places, forms: new Set() };
      list.forms.add(form);
      lists.set(key, list);
    }
    return [...lists.values()];
  }

  /** Each for its forms. What is the same for all who look needs no choice: who does not look does not ask. */
  #chosen(branches: readonly (readonly [forms: ReadonlySet<number>, sql: Sql])[]): Sql {
    const [only] = branches;
    if (branches.length === 1 && only) return only[1];
    const whens = branches.map(
      ([forms, sql]) => `\n      WHEN ${oneOf(this.dialect, 'form', [...forms].map(String))} THEN ${sql}`,
    );
    return `CASE${whens.join('')}\n    END`;
  }
}

function spreadOf(dialect: Dialect, alias: string, size: number): Sql[] {
  const { reads } = dialect;
  if (reads === 'expressions') return [];
  return Array.from({ length: size }, (_, i) => {
    const column = `${alias}_${i}`;
    const [json, kind] =
      reads === 'columns'
        ? [column, dialect.kindOf(column)]
        : [reads.item(alias, i), reads.item(`${alias}_kinds`, i)];
    return [
      // Taking an item out of a list costs more than the place is worth.
      ...(reads === 'columns' ? [] : [`${json} AS ${column}`]),
      `${kind} AS ${column}_kind`,
      `${dialect.textOf(json)} AS ${column}_text`,
      `${dialect.numberOf(json)} AS ${column}_number`,
    ];
  }).flat();
}

/** A value with its type, text and number in columns beside it. */
function columnsOf(column: Sql): Value {
  return { json: column, kind: `${column}_kind`, text: `${column}_text`, number: `${column}_number` };
}

function valueAt(dialect: Dialect, whole: Sql, place: Place): Value {
  const json = membersOf(dialect, whole, place);
  return { json, kind: dialect.kindOf(json) };
}

export function membersOf(dialect: Dialect, json: Sql, steps: Place): Sql {
  return steps.reduce((inside, step) => dialect.member(inside, step), json);
}
