import type { Check } from '../../evidence/check.ts';
import type { NotChecked } from '../../findings/report.ts';
import type { Plan } from '../../plan/types.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { resetItemNames, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import type { Layout } from '../types.ts';
import { askingOf } from './asking.ts';
import type { Envelope } from './envelope.ts';
import { Layers } from './layers.ts';
import { Questions, type Sites } from './questions.ts';
import { Reading } from './reading.ts';
import { factParts, resultColumns, statOf, withQueries } from './rows.ts';
import { type Asking, type Found, type Site, sitesOf } from './sites.ts';
import { type Tie, tieFacts, tieOf, tieQueries } from './ties.ts';

/** A statement of checks, and what the numbers in its rows mean. */
export interface ChecksStatement {
  readonly sql: Sql;
  /** `hit` rows: by number, then by form. */
  readonly sites: readonly Sites[];
  /** `tie` rows: by number. */
  readonly ties: readonly Tie[];
  /** `sample` and `rival` rows: by number. */
  readonly forms: Reading['forms'];
  readonly notChecked: readonly NotChecked[];
}

export interface ChecksOptions {
  readonly plan: Plan;
  readonly checks: readonly Check[];
  readonly layout: Layout;
  /** What the rows say in `query`. */
  readonly query: string;
  readonly now: number | null;
}

interface Numbered {
  readonly check: Check;
  readonly index: number;
}

const LETTERS = { h: 'hit', s: 'sample', r: 'record', v: 'rival', t: 'tie', e: 'end' };
const IS_EVENT = `call IN ('track', 'page', 'screen')`;

/** One pass over a table: each event says what is wrong with it, and what they say is counted. */
export class ChecksWriter {
  readonly #reading: Reading;
  readonly #asking: Asking;
  readonly #here: readonly Numbered[];
  readonly #notChecked = new Map<string, NotChecked>();

  constructor(
    private readonly dialect: Dialect,
    private readonly envelope: Envelope,
    private readonly options: ChecksOptions,
  ) {
    const { plan, layout, checks } = options;
    this.#reading = new Reading(dialect, plan, layout, envelope);
    this.#here = checks
      .map((check, index) => ({ check, index }))
      .filter(({ check }) => this.#reading.asks(check));
    this.#asking = askingOf(dialect, this.#here, options.now);
  }

  write(): ChecksStatement {
    resetItemNames();
    const { dialect, envelope } = this;
    const reading = this.#reading;
    const { forms } = reading;
    const ties = this.#here.flatMap(
      ({ check, index }) => this.#tried(check, () => tieOf(check, index, reading)) ?? [],
    );
    const form = forms.choice();
    const asked = this.#questions();
    const release = this.#release();
    const rivals = forms.rivalry();
    const tied = tieFacts(ties, reading, this.#asking);
    const layers = new Layers(envelope.queries);
    layers.envelope(reading);
    layers.formed(form, reading.ownColumns(), [...reading.ownSpread(), ...asked.guards]);
    const sample = `concat('s', coalesce(CAST(form AS ${dialect.types.text}), CASE WHEN ${IS_EVENT} THEN 'u' ELSE 'c' END), CASE WHEN ${dialect.isEmpty('faults')} THEN ':valid' ELSE ':invalid' END)`;
    const record = `CASE WHEN class = 'event' THEN ${sample} ELSE concat('r', class) END`;
    const ids = reading
      .idColumnNames()
      .map((id) => `, ${id}, ${id}_kind, ${id}_text`)
      .join('');
    layers.add(
      'judged',
      (from) => `SELECT class, call, name, form, time_ms, message_id${ids},
    ${this.#eventName()} AS event,
    coalesce(${release}, nullif(version, ''), 'unknown') AS release,
    ${asked.faults} AS faults,
    ${asked.notes} AS notes${rivals.length > 0 ? `,\n    ${dialect.texts(rivals)} AS rivals` : ''}
  FROM ${from}`,
    );
    const said = dialect.concat([
      'faults',
      'notes',
      ...(rivals.length > 0 ? ['rivals'] : []),
      dialect.texts([record, ...tied]),
    ]);
    layers.add(
      'told',
      (from) => `SELECT event, form, release, time_ms,\n    ${said} AS facts\n  FROM ${from}`,
    );
    layers.add(
      'counted',
      (
        from,
      ) => `SELECT fact, CASE WHEN fact LIKE 'h%' THEN form END AS form, CASE WHEN fact LIKE 'h%' THEN release END AS version, min(event) AS event, count(*) AS n, min(time_ms) AS low
  FROM ${dialect.unnest(from, 'facts', 'fact')}
  GROUP BY 1, 2, 3`,
    );
    const parts = factParts(dialect);
    if (ties.length > 0) for (const [called, sql] of tieQueries(ties, reading)) layers.add(called, () => sql);
    const { text: string, bigint } = dialect.types;
    const nothing = ties.length > 0 ? `, CAST(NULL AS ${string}), CAST(NULL AS ${bigint})` : '';
    layers.add(
      'ended',
      (from) => `SELECT fact, form, version, event, n${ties.length > 0 ? ', class, whole' : ''} FROM ${from}
  -- A row for an empty table too: what is whole is known by it.
  UNION ALL SELECT 'e', CAST(NULL AS INTEGER), CAST(NULL AS ${string}), CAST(NULL AS ${string}), 0${nothing}`,
    );
    const columns = resultColumns(dialect, {
      query: text(dialect, this.options.query),
      stat: statOf(dialect, LETTERS),
      event: 'event',
      path: ties.length > 0 ? `coalesce(class, ${parts.rest})` : parts.rest,
      key: `CASE WHEN form IS NULL THEN ${parts.key} ELSE concat(${parts.key}, '.', CAST(form AS ${string})) END`,
      version: 'version',
      n: 'n',
      ...(ties.length > 0 ? { whole: 'whole' } : {}),
    });
    return {
      sql: withQueries(dialect, layers.queries, `SELECT\n  ${columns}\nFROM ${layers.last}`),
      sites: asked.sites,
      ties,
      forms,
      notChecked: [...this.#notChecked.values(), ...this.#partly()],
    };
  }

  /** Queries up to `judged`, which has every event with all its columns and `faults`; for what `make` asks beside the checks. */
  over<T>(make: (reading: Reading) => T): { readonly queries: Layers['queries']; readonly made: T } {
    resetItemNames();
    const reading = this.#reading;
    const form = reading.forms.choice();
    const asked = this.#questions();
    const made = make(reading);
    const layers = new Layers(this.envelope.queries);
    layers.envelope(reading);
    layers.formed(form, reading.ownColumns(), [...reading.ownSpread(), ...asked.guards]);
    const { never } = this.dialect;
    if (never !== undefined)
      layers.add(
        'classed',
        (from) => `SELECT *, CASE WHEN ${never} THEN '' ELSE class END AS known_class FROM ${from}`,
      );
    const column = never === undefined ? 'class' : 'known_class';
    layers.add(
      'judged',
      (from) => `SELECT *, ${asked.faults} AS faults\n  FROM ${from}\n  WHERE ${column} = 'event'`,
    );
    return { queries: layers.queries, made };
  }

  /** All that is asked. Looked at twice: which column a property is in shows when all forms have said what they look at. */
  #questions() {
    this.#ask();
    this.#reading.settle();
    const questions = this.#ask();
    const [faults, notes] = [questions.facts(true), questions.facts(false)];
    return { faults, notes, guards: questions.guards(), sites: questions.sites };
  }

  #ask(): Questions {
    const questions = new Questions(this.dialect);
    for (const { check, index } of this.#here) {
      // What is asked of every call, or of every call of a kind, has no form.
      const forms = check.event === null ? [null] : this.#reading.forms.of(check.event, check.variant);
      this.#tried(check, () => {
        for (const form of forms) {
          const guard = form === null ? this.#guard(check) : null;
          questions.add(check, this.#found(check, index, form), form, guard);
        }
      });
    }
    return questions;
  }

  #guard({ call, kind, part, operation }: Check): Sql {
    const { dialect } = this;
    if (part === 'event' && operation.op === 'unplanned')
      return `class = 'event' AND form IS NULL AND ${IS_EVENT}`;
    const tests = [`class = 'event'`];
    if (call !== null) tests.push(`call = ${text(dialect, call)}`);
    if (kind === 'person') tests.push(`call = 'identify'`);
    else if (kind !== undefined)
      tests.push(`call = 'group'`, `${this.#groupKind()} = ${text(dialect, kind)}`);
    return tests.join(' AND ');
  }

  /** What a group call is about: the kind of the id it carries. */
  #groupKind(): Sql {
    const types = [...this.options.plan.identity.types].flatMap(([type, { of }]) =>
      of && of !== 'person' && of !== 'device' && of !== 'session' ? [[type, of] as const] : [],
    );
    const branches = types.map(
      ([type, of]) => `WHEN ${this.#reading.idValue(type).kind} IS NOT NULL THEN ${text(this.dialect, of)}`,
    );
    return branches.length === 0 ? `'account'` : `CASE ${branches.join(' ')} ELSE 'account' END`;
  }

  #found(check: Check, index: number, form: number | null): Found[] {
    resetItemNames();
    if (check.part !== 'event' || check.operation.op !== 'unplanned')
      return sitesOf(check, index, form, this.#reading, this.#asking);
    const site: Site = {
      check: index,
      path: '',
      keyword: null,
      expected: '',
      kind: check.verdict,
      named: true,
    };
    const called = `concat(call, ' ', coalesce(name, ''))`;
    return [
      {
        site,
        list: (make) =>
          `CASE WHEN form IS NULL THEN ${this.dialect.texts([make(called)])} ELSE ${this.dialect.texts([])} END`,
      },
    ];
  }

  /** The plan's event, else the name as seen. */
  #eventName(): Sql {
    const { list } = this.#reading.forms;
    if (list.length === 0) return 'name';
    const keys = list.map(({ event }, i) => `WHEN ${i} THEN ${text(this.dialect, event.key)}`);
    return `CASE form ${keys.join(' ')} ELSE name END`;
  }

  /** The sender's release: the app's, where the context says one. */
  #release(): Sql {
    const { dialect, reader } = this.#reading;
    const value = this.#reading.value('context', ['app', 'version']);
    const said = textOf(dialect, value);
    return `CASE WHEN ${reader.isString(value)} AND ${dialect.length(said)} BETWEEN 1 AND 40 THEN ${said} END`;
  }

  /** What is asked, and less of it than in process. */
  #partly(): NotChecked[] {
    const personal = this.#here.find(({ check }) => check.operation.op === 'personal');
    const { layout } = this.options;
    return [
      ...(personal
        ? [
            {
              what: personal.check.rule,
              why: 'in planned properties e-mail addresses alone are looked for: what else a value can be needs tables that no engine has',
            },
          ]
        : []),
      ...(this.#reading.typed
        ? [
            {
              what: `types in ${layout.name}`,
              why: 'a typed column has no wrong type, no null and no instants as text',
            },
          ]
        : []),
      ...(layout.kind === 'loader'
        ? [
            {
              what: `identify and group calls in ${layout.name}`,
              why: 'they are in none of the tables of events',
            },
          ]
        : []),
    ];
  }

  #tried<T>(check: Check, write: () => T): T | null {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
      const what = `${check.rule} (${check.subject})`;
      this.#notChecked.set(`${what} ${error.message}`, { what, why: error.message });
      return null;
    }
  }
}
