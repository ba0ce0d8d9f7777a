import type { Event, Plan } from '../../plan/types.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { and, not, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { patternOf } from '../pattern.ts';
import { conditionSql, type Places } from './condition.ts';

/** One form of one event of the plan; its index is what the queries call it. */
export interface FormOf {
  readonly event: Event;
  /** Null: the event's own shape. */
  readonly variant: number | null;
}

/** Another event that a sample fits as well as the one it was taken for. */
export interface Rival {
  readonly event: Event;
  readonly other: Event;
}

/** Which event of the plan a call is: as the dispatch of the in-process engine decides it. */
export class Forms {
  readonly list: readonly FormOf[];
  readonly rivals: readonly Rival[];
  readonly #candidates: readonly Event[];

  constructor(
    private readonly dialect: Dialect,
    plan: Plan,
    system: string | null,
    private readonly places: Places,
  ) {
    const source = system !== null && plan.systems.get(system)?.role === 'source';
    const here = [...plan.events.values()].filter(
      (event) => !source || event.from.length === 0 || event.from.includes(system ?? ''),
    );
    // An exact name wins over a glob, and of either the one with a `when`.
    const rank = (event: Event) => (event.glob ? 2 : 0) + (event.when === null ? 1 : 0);
    this.#candidates = here.toSorted((a, b) => rank(a) - rank(b));
    this.list = this.#candidates.flatMap((event): FormOf[] => [
      { event, variant: null },
      ...event.variants.map(({ index }) => ({ event, variant: index })),
    ]);
    this.rivals = this.#alike();
  }

  /** The form's index; NULL for a call that the plan does not name. */
  choice(): Sql {
    if (this.#candidates.length === 0) return 'CAST(NULL AS INTEGER)';
    // Names in the wild have stars too: a glob stands before all others for the name that is written as it is.
    const asWritten = this.#candidates.filter((event) => event.glob && this.#hasOthers(event));
    const branches = [
      ...this.#candidates.filter(({ glob }) => !glob).map((event) => [event, this.#fits(event)] as const),
      ...asWritten.map((event) => [event, and(this.#isWritten(event), this.#fits(event))] as const),
      ...this.#candidates.filter(({ glob }) => glob).map((event) => [event, this.#fits(event)] as const),
    ].map(([event, fits]) => `\n      WHEN ${fits} THEN ${this.#variantOf(event)}`);
    return `CASE${branches.join('')}\n    END`;
  }

  /** A text for a call with a rival: `v` and the rival's index; NULL for the others. */
  rivalry(): Sql[] {
    const chosen = new Set(this.rivals.map(({ event }) => event));
    return [...chosen].map((event) => {
      const forms = this.list.flatMap((form, index) => (form.event === event ? [index] : []));
      const branches = this.rivals.flatMap((rival, index) => {
        if (rival.event !== event) return [];
        const { other } = rival;
        const fits =
          other.name === event.name ? this.#fits(other) : and(not(this.#isWritten(event)), this.#fits(other));
        return [`WHEN ${fits} THEN ${text(this.dialect, `v${index}`)}`];
      });
      return `CASE WHEN form IN (${forms.join(', ')}) THEN CASE ${branches.join(' ')} END END`;
    });
  }

  /** All forms of the events with these keys. */
  ofEvents(keys: ReadonlySet<string>): number[] {
    return this.list.flatMap(({ event }, index) => (keys.has(event.key) ? [index] : []));
  }

  /** The form of an event by its key; none where it does not come from here. */
  of(key: string, variant: number | null): number[] {
    const index = this.list.findIndex((form) => form.event.key === key && form.variant === variant);
    return index < 0 ? [] : [index];
  }

  #hasOthers({ call, name }: Event): boolean {
    return this.#candidates.some((other) => other.glob && other.call === call && other.name !== name);
  }

  #isWritten({ name }: Event): Sql {
    return `coalesce(name, '') = ${text(this.dialect, name)}`;
  }

  #fits(event: Event): Sql {
    const tests = [`call = ${text(this.dialect, event.call)}`, ...this.#named(event)];
    if (event.when !== null) tests.push(conditionSql(this.dialect, event.when, this.places));
    return and(...tests);
  }

  #named({ glob, name }: Event): Sql[] {
    if (!glob) return [`name = ${text(this.dialect, name)}`];
    if (name === '*') return [];
    const source = name
      .split('*')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('[^]*');
    const found = this.dialect.matches(
      "coalesce(name, '')",
      patternOf(`^${source.replaceAll('[^]', '[\\s\\S]')}$`),
    );
    if (found === null) throw new NotExpressible(`the glob ${name}`);
    return [found];
  }

  #variantOf(event: Event): Sql {
    const index = (variant: number | null) =>
      this.list.findIndex((form) => form.event === event && form.variant === variant);
    const own = index(null);
    if (event.variants.length === 0) return String(own);
    const branches = event.variants.map(({ when, index: variant }) => {
      const test = when === null ? '1 = 1' : conditionSql(this.dialect, when, this.places);
      return `WHEN ${test} THEN ${index(variant)}`;
    });
    return `CASE ${branches.join(' ')} ELSE ${own} END`;
  }

  /** Of one kind, both with a `when` or both without, and met under one name. */
  #alike(): Rival[] {
    return this.#candidates.flatMap((event, at) =>
      this.#candidates
        .slice(at + 1)
        .filter(
          (other) =>
            other.call === event.call &&
            other.glob === event.glob &&
            (other.when === null) === (event.when === null) &&
            (event.glob || other.name === event.name),
        )
        .map((other) => ({ event, other })),
    );
  }
}
