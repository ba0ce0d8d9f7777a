import type { Check } from '../../evidence/check.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { and, oneOf, resetItemNames, text } from '../dialects/standard.ts';
import { comment } from '../escape.ts';
import type { Found, Site } from './sites.ts';

/** What a number in a row means, by form; null: in every call. */
export type Sites = ReadonlyMap<number | null, Site>;

/** A test as it is written once, with all forms that ask it. */
interface Question {
  readonly number: number;
  readonly sites: Map<number | null, Site>;
  readonly note: string;
  readonly fault: boolean;
  /** A test, or an array of facts. */
  readonly test: Sql | null;
  readonly list: Sql | null;
}

/**
 * What is asked of events. Forms that share a property ask the same of it, so each test is written once and says which
 * forms it is for: forty events are then hardly more text than one, and an engine plans them as fast.
 */
export class Questions {
  readonly #all: Question[] = [];
  readonly #byText = new Map<string, Question[]>();
  readonly #groups = new Map<string, string>();

  constructor(private readonly dialect: Dialect) {}

  /** By number. */
  get sites(): readonly Sites[] {
    return this.#all.map(({ sites }) => sites);
  }

  /**
   * All that one check asks of a form; `guard`: which calls are asked, where that is no form of an event.
   * @throws NotExpressible, and then nothing of the check is asked
   */
  add(check: Check, all: readonly Found[], form: number | null, guard: Sql | null): void {
    const written = all.map((found) => ({ found, asks: this.#written(found, '?', guard) }));
    for (const { found, asks } of written) {
      const { site } = found;
      const fault = site.kind !== null;
      const key = JSON.stringify([form === null, fault, asks]);
      const same = this.#byText.get(key) ?? [];
      this.#byText.set(key, same);
      const known = same.find(({ sites }) => !sites.has(form));
      if (known !== undefined) {
        known.sites.set(form, site);
        continue;
      }
      const number = this.#all.length;
      const asked = this.#written(found, text(this.dialect, `h${number}`), guard);
      const question = { number, sites: new Map([[form, site]]), note: noteOf(check, site), fault, ...asked };
      same.push(question);
      this.#all.push(question);
    }
  }

  /** The SQL of a question, with its number as a literal. */
  #written(found: Found, mark: Sql, guard: Sql | null): Pick<Question, 'test' | 'list'> {
    resetItemNames();
    if ('fails' in found) return { test: guard === null ? found.fails : and(guard, found.fails), list: null };
    const list = found.list((named) => (found.site.named ? `concat(${mark}, ':', ${named})` : mark));
    const nothing = this.dialect.texts([]);
    return {
      test: null,
      list: guard === null ? list : `CASE WHEN ${guard} THEN ${list} ELSE ${nothing} END`,
    };
  }

  /** Columns that say for which forms a test is, for the query below the one that has the facts; once those are written. */
  guards(): Sql[] {
    return [...this.#groups].map(([forms, column]) => {
      const numbers = forms.split(',');
      return `coalesce(${oneOf(this.dialect, 'form', numbers)}, 1 = 0) AS ${column}`;
    });
  }

  /** An array of the facts of what failed: `fault`s make an event invalid, others do not. */
  facts(fault: boolean): Sql {
    const { dialect } = this;
    const mine = this.#all.filter((each) => each.fault === fault);
    const items = mine.flatMap(({ test, number, note, sites }) => {
      if (test === null) return [];
      const guard = this.#guard([...sites.keys()]);
      const whole = guard === null ? test : and(guard, test);
      return [`${remark(note, sites.size)}CASE WHEN ${whole} THEN ${text(dialect, `h${number}`)} END`];
    });
    const common = mine.flatMap(({ list, sites, note }) =>
      list !== null && sites.has(null) ? [`${remark(note, 1)}${list}`] : [],
    );
    const branches = this.#listing(fault).map(
      ([forms, questions]) =>
        `\n    WHEN ${this.#guard(forms)} THEN ${dialect.concat(questions.map(({ list, note }) => `${remark(note, forms.length)}${list}`))}`,
    );
    const arrays = [
      ...(items.length > 0 ? [dialect.texts(items)] : []),
      ...(branches.length > 0 ? [`CASE${branches.join('')}\n    ELSE ${dialect.texts([])} END`] : []),
      ...common,
    ];
    return arrays.length === 0 ? dialect.texts([]) : dialect.concat(arrays);
  }

  /** Arrays of facts by forms: those that ask the same lists have one branch. */
  #listing(fault: boolean): (readonly [forms: number[], questions: Question[]])[] {
    const byForm = new Map<number, Question[]>();
    for (const question of this.#all) {
      if (question.list === null || question.fault !== fault) continue;
      for (const form of question.sites.keys())
        if (form !== null) byForm.set(form, [...(byForm.get(form) ?? []), question]);
    }
    const groups = new Map<string, [number[], Question[]]>();
    for (const [form, questions] of byForm) {
      const key = questions.map(({ number }) => number).join();
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [[form], questions]);
      else group[0].push(form);
    }
    return [...groups.values()];
  }

  /** The column that says whether a form is among these; null for every call. */
  #guard(forms: readonly (number | null)[]): Sql | null {
    if (forms.includes(null)) return null;
    const key = forms.toSorted((a, b) => Number(a) - Number(b)).join();
    const known = this.#groups.get(key) ?? `asked_${this.#groups.size}`;
    this.#groups.set(key, known);
    return known;
  }
}

function noteOf(check: Check, site: Site): string {
  const about = [check.event ?? 'every call', site.path, site.keyword].filter(
    (each) => each !== null && each !== '',
  );
  return `${check.rule}: ${about.join(' ')}${site.expected === '' ? '' : `, should be ${site.expected}`}`;
}

function remark(note: string, forms: number): Sql {
  return `\n      ${comment(forms > 1 ? `${note}; so in ${forms} forms` : note)}\n      `;
}
