import type { Dialect, Sql, Value } from '../dialects/dialect.ts';

/**
 * Places inside one JSON value of a row. Where reading JSON costs (DuckDB parses its text anew each time) all of them are
 * read at once into a column; elsewhere each is an expression where it is used.
 */
export class Slots {
  readonly #places: (readonly string[])[] = [];
  readonly #index = new Map<string, number>();

  constructor(
    private readonly dialect: Dialect,
    /** The column with the JSON value. */
    private readonly json: Sql,
    /** Names the column with what was picked. */
    private readonly alias: string,
  ) {}

  /** Steps into objects, names only. */
  at(steps: readonly string[]): Value {
    const { pick, kindOf } = this.dialect;
    if (pick === null) {
      const json = membersOf(this.dialect, this.json, steps);
      return { json, kind: kindOf(json) };
    }
    const key = JSON.stringify(steps);
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.#places.push(steps) - 1;
      this.#index.set(key, index);
    }
    return columnsOf(`${this.alias}_${index}`);
  }

  get size(): number {
    return this.#places.length;
  }

  /** Columns on top of `columns`, one a place: taking an item out of a list costs more than the place is worth. */
  spread(): Sql[] {
    return this.dialect.pick === null
      ? []
      : spreadOf(this.dialect, this.dialect.pick, this.alias, this.#places.length);
  }

  /** Columns to add to the query below the one that uses them. */
  columns(): Sql[] {
    const { pick } = this.dialect;
    if (pick === null || this.#places.length === 0) return [];
    return [
      `${pick.values(this.json, this.#places)} AS ${this.alias}`,
      `${pick.kinds(this.json, this.#places)} AS ${this.alias}_kinds`,
    ];
  }

  /** The same as expressions, for one form of several. */
  picked(): { readonly values: Sql; readonly kinds: Sql } | null {
    const { pick } = this.dialect;
    if (pick === null || this.#places.length === 0) return null;
    return { values: pick.values(this.json, this.#places), kinds: pick.kinds(this.json, this.#places) };
  }
}

/** Places inside the properties, which are others for each form of the plan's events. */
export class FormSlots {
  readonly #forms = new Map<number, Slots>();

  constructor(
    private readonly dialect: Dialect,
    private readonly json: Sql,
    private readonly alias: string,
  ) {}

  of(form: number): Slots {
    const known = this.#forms.get(form) ?? new Slots(this.dialect, this.json, this.alias);
    this.#forms.set(form, known);
    return known;
  }

  columns(): Sql[] {
    const picked = [...this.#forms].flatMap(([form, slots]) => {
      const found = slots.picked();
      return found === null ? [] : [{ form, ...found }];
    });
    if (picked.length === 0) return [];
    const chosen = (what: 'values' | 'kinds') =>
      `CASE form\n${picked.map((each) => `      WHEN ${each.form} THEN ${each[what]}`).join('\n')}\n    END`;
    return [`${chosen('values')} AS ${this.alias}`, `${chosen('kinds')} AS ${this.alias}_kinds`];
  }

  /** A place of each form in one column: which it is, the form says. */
  spread(): Sql[] {
    const { pick } = this.dialect;
    const most = Math.max(0, ...[...this.#forms.values()].map(({ size }) => size));
    return pick === null ? [] : spreadOf(this.dialect, pick, this.alias, most);
  }
}

function spreadOf(
  dialect: Dialect,
  { item }: NonNullable<Dialect['pick']>,
  alias: string,
  size: number,
): Sql[] {
  return Array.from({ length: size }, (_, i) => [
    `${item(alias, i)} AS ${alias}_${i}`,
    `${item(`${alias}_kinds`, i)} AS ${alias}_${i}_kind`,
    `${dialect.textOf(item(alias, i))} AS ${alias}_${i}_text`,
    `${dialect.numberOf(item(alias, i))} AS ${alias}_${i}_number`,
  ]).flat();
}

/** A value with its type, text and number in columns beside it. */
export function columnsOf(column: Sql): Value {
  return { json: column, kind: `${column}_kind`, text: `${column}_text`, number: `${column}_number` };
}

export function membersOf(dialect: Dialect, json: Sql, steps: readonly string[]): Sql {
  return steps.reduce((inside, step) => dialect.member(inside, step), json);
}
