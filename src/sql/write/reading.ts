import { Arrivals } from '../../evidence/arrivals.ts';
import type { Check, Part } from '../../evidence/check.ts';
import { traitIdFields } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { and, firstOf, not, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import type { Layout, LoaderLayout } from '../types.ts';
import type { Places } from './condition.ts';
import type { Envelope } from './envelope.ts';
import { Forms } from './forms.ts';
import { SchemaWriter } from './schema.ts';
import { FormSlots, membersOf, Slots } from './slots.ts';
import { loaderColumn } from './tables.ts';
import { Reader } from './values.ts';

export type ValuePart = Exclude<Part, 'event' | 'stream'>;

/** Where the parts of an event stand in the queries of one statement. */
export class Reading implements Places {
  readonly system: string | null;
  readonly version = 'version';
  readonly forms: Forms;
  readonly arrivals: Arrivals | null;
  readonly reader: Reader;
  /** What is asked before the form is known, or of every call. */
  readonly #shared: Readonly<Record<'context' | 'traits' | 'properties', Slots>>;
  readonly #own: FormSlots;
  readonly #carried = new Map<string, { readonly column: Sql; readonly test: Sql }>();
  /** Identity type → its column, once those among the traits are read too. */
  readonly #ids = new Map<string, { readonly column: Sql; readonly made: Sql | null }>();

  constructor(
    readonly dialect: Dialect,
    plan: Plan,
    readonly layout: Layout,
    readonly envelope: Envelope,
  ) {
    this.system = layout.system;
    this.reader = new Reader(dialect);
    this.arrivals = Arrivals.at(plan, layout.system);
    this.#shared = {
      context: new Slots(dialect, 'context', 'context_at'),
      traits: new Slots(dialect, 'traits', 'traits_at'),
      properties: new Slots(dialect, 'properties', 'property_at'),
    };
    this.#own = new FormSlots(dialect, 'properties', 'own_at');
    for (const [type, column] of envelope.ids) this.#ids.set(type, { column, made: null });
    this.#traitIds(plan);
    this.forms = new Forms(dialect, plan, layout.system, this);
  }

  /** Typed columns have lost the types of JSON, and null with them. */
  get typed(): boolean {
    const { layout } = this;
    return (
      layout.kind === 'loader' ||
      (layout.kind === 'wide' &&
        layout.columns.properties?.as !== 'json' &&
        layout.columns.properties?.as !== 'text')
    );
  }

  value(root: ValuePart, steps: readonly string[], form: number | null = null): Value {
    if (root === 'ids') {
      const [type = '', ...rest] = steps;
      return rest.length === 0 ? this.idValue(type) : this.#at(this.id(type), rest);
    }
    if (this.layout.kind === 'loader') return this.#loaded(this.layout.loader, root, steps, form);
    if (root !== 'properties' || form === null) return this.#shared[root].at(steps);
    const [first = '', ...rest] = steps;
    const names = [...this.#namesThere(form, first), first];
    const values = names.map((name) => this.#own.at(form, [name, ...rest]));
    return firstOf(this.dialect, values);
  }

  /** A whole part. */
  whole(part: ValuePart): Value {
    if (part === 'ids') throw new NotExpressible('the identifiers of an event as a whole');
    return { json: part, kind: this.dialect.kindOf(part) };
  }

  /** JSON of an identifier; NULL where it is absent. */
  id(type: string): Sql {
    return this.#ids.get(type)?.column ?? `CAST(NULL AS ${this.dialect.types.json})`;
  }

  /** An identifier, with its type and text in columns. */
  idValue(type: string): Value {
    const id = this.#ids.get(type)?.column;
    if (id === undefined) return this.reader.absent();
    return { json: id, kind: `${id}_kind`, text: `${id}_text` };
  }

  /** Columns beside those of the ids. */
  idColumns(): Sql[] {
    const { dialect } = this;
    return this.idColumnNames().flatMap((id) => [
      `${dialect.kindOf(id)} AS ${id}_kind`,
      `${dialect.textOf(id)} AS ${id}_text`,
    ]);
  }

  /** Whether an identifier is carried, in a column of its own: many forms ask for the same ones. */
  carried(type: string, isStandIn: (value: Value) => Sql): Sql {
    const known = this.#carried.get(type);
    if (known !== undefined) return known.column;
    const column = `carries_${this.#carried.size}`;
    const value = firstOf(this.dialect, [
      this.idValue(type),
      this.value('traits', [type]),
      this.value('properties', [type]),
    ]);
    const missing = or(`${value.kind} IS NULL`, this.dialect.isKind(value.kind, 'null'), isStandIn(value));
    this.#carried.set(type, { column, test: not(missing) });
    return column;
  }

  carriedColumns(): Sql[] {
    return [...this.#carried.values()].map(({ column, test }) => `${test} AS ${column}`);
  }

  hasId(type: string): boolean {
    return this.#ids.has(type);
  }

  idColumnNames(): Sql[] {
    return [...this.#ids.values()].map(({ column }) => column);
  }

  /** Columns to compute on top of the shared ones. */
  madeIds(): Sql[] {
    return [...this.#ids.values()].flatMap(({ column, made }) =>
      made === null ? [] : [`${made} AS ${column}`],
    );
  }

  /** A trait that the plan gives an identity type is an identifier where no field of its own says one. */
  #traitIds(plan: Plan): void {
    for (const { name, type, ofGroup, schema } of traitIdFields(plan, this.system)) {
      const value = this.#shared.traits.at([name]);
      const fits = new SchemaWriter(this.dialect, schema).holds(schema, value);
      const call = ofGroup ? `call = 'group'` : `call <> 'group'`;
      const there = not(this.dialect.isKind(value.kind, 'null'));
      const found = `CASE WHEN ${and(call, there, fits)} THEN ${value.json} END`;
      const known = this.#ids.get(type);
      const before = known?.made ?? known?.column;
      this.#ids.set(type, {
        column: known?.made ? known.column : `trait_id_${this.#ids.size}`,
        made: before === undefined ? found : `coalesce(${before}, ${found})`,
      });
    }
  }

  /** Names that a part has here and that are planned under another. */
  known(form: number | null, planned: readonly string[]): string[] {
    if (this.layout.kind === 'loader') return planned.map((name) => loaderColumn([name]));
    if (form === null) return [];
    const key = this.forms.list[form]?.event.key;
    const arriving = [...(this.arrivals?.byName.values() ?? [])].find(
      ({ delivery }) => delivery.event?.key === key,
    );
    return [...(arriving?.names.keys() ?? [])];
  }

  /** Columns to compute on top of `event`, then on top of the form. */
  sharedColumns(): Sql[] {
    return Object.values(this.#shared).flatMap((slots) => slots.columns());
  }

  /** On top of those, one column a place. */
  sharedSpread(): Sql[] {
    return Object.values(this.#shared).flatMap((slots) => slots.spread());
  }

  /** Once all forms have looked at all of their properties. */
  settle(): void {
    this.#own.settle();
  }

  ownColumns(): Sql[] {
    return this.#own.columns();
  }

  ownSpread(): Sql[] {
    return this.#own.spread();
  }

  /** Call and name in the plan's words, where the system has others. */
  renamed(): { readonly call: Sql; readonly name: Sql } | null {
    const { dialect } = this;
    const other = [...(this.arrivals?.byName ?? [])].flatMap(([there, { delivery }]) => {
      const { event } = delivery;
      return event === null || (event.glob || event.name === there ? event.call === 'track' : false)
        ? []
        : [{ there, event }];
    });
    if (other.length === 0) return null;
    const changed = (what: (event: (typeof other)[number]) => string, otherwise: Sql) =>
      `CASE WHEN call IN ('track', 'page', 'screen') THEN CASE name\n      ${other
        .map((each) => `WHEN ${text(dialect, each.there)} THEN ${what(each)}`)
        .join('\n      ')}\n      ELSE ${otherwise}\n    END ELSE ${otherwise} END`;
    return {
      call: changed(({ event }) => text(dialect, event.call), 'call'),
      name: changed(({ event, there }) => text(dialect, event.glob ? there : event.name), 'name'),
    };
  }

  /** False for what cannot be asked of this system. */
  asks(check: Check): boolean {
    const { system } = this;
    if (check.systems !== undefined && (system === null || !check.systems.includes(system))) return false;
    return this.arrivals?.asks(check) ?? true;
  }

  /** Loaders make a column of each name, and write lists into it as text. */
  #loaded(
    loader: LoaderLayout['loader'],
    root: 'context' | 'traits' | 'properties',
    steps: readonly string[],
    form: number | null,
  ): Value {
    if (root === 'traits') return this.reader.absent();
    const columns =
      loader === 'snowplow'
        ? steps.map((step) => loaderColumn([step]))
        : [root === 'context' ? `context_${loaderColumn(steps)}` : loaderColumn(steps)];
    const value =
      form === null || root === 'context' ? this.#shared[root].at(columns) : this.#own.at(form, columns);
    const [first] = steps;
    const shape = form === null ? undefined : this.forms.list[form];
    const property = shape?.event.properties.get(first ?? '')?.property;
    if (root === 'context' || steps.length !== 1 || !property?.children.has('[]')) return value;
    const said = textOf(this.dialect, value);
    const json = `CASE WHEN ${this.reader.isString(value)} THEN ${this.dialect.fromColumn(said, 'text')} ELSE ${value.json} END`;
    return { json, kind: this.dialect.kindOf(json) };
  }

  #at(json: Sql, rest: readonly string[]): Value {
    const found = membersOf(this.dialect, json, rest);
    return { json: found, kind: this.dialect.kindOf(found) };
  }

  #namesThere(form: number, planned: string): string[] {
    const key = this.forms.list[form]?.event.key;
    const arriving = [...(this.arrivals?.byName.values() ?? [])].find(
      ({ delivery }) => delivery.event?.key === key,
    );
    return [...(arriving?.names ?? [])].flatMap(([there, name]) =>
      name === planned && there !== planned ? [there] : [],
    );
  }
}
