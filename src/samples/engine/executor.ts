import type { Check } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { askedKey } from '../../evidence/expectation.ts';
import type { Event, Plan } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import { Arrival } from './arrival.ts';
import type { Asking } from './ask.ts';
import { coerced } from './coerce.ts';
import { Dispatch, type Match, type Target } from './dispatch.ts';
import { Form, type NumberedCheck, type Violation } from './form.ts';
import { placeholderTest } from './quick.ts';

/** What became of one sample. */
export interface Judged {
  /** Null: a call that the plan does not name, or one that is no event (identify, group, alias). */
  readonly target: Target | null;
  readonly unplanned: boolean;
  readonly rival: Event | null;
  readonly violations: readonly Violation[];
  /** How many samples were of this kind: the caller counts. */
  readonly seen: Counter;
}

/** One number that is counted up. */
export interface Counter {
  n: number;
}

/**
 * Runs checks over samples of one system. Forms are compiled when the first sample needs them, so a plan
 * of thousands of events costs what the stream uses of it.
 */
export class Executor {
  readonly #dispatch: Dispatch;
  readonly #forms = new Map<Target, { readonly form: Form; readonly clean: Judged }>();
  readonly #common = new Map<string, Form>();
  /** Calls that are no events. */
  readonly #calls = { identify: noEvent(), group: noEvent(), alias: noEvent() };
  readonly #unplannedSeen: Counter = { n: 0 };
  readonly #byEvent = new Map<string, NumberedCheck[]>();
  readonly #everywhere: readonly NumberedCheck[];
  readonly #unplanned: readonly NumberedCheck[];
  readonly #asking: Asking;
  readonly #kinds: ReadonlyMap<string, string>;
  readonly #system: string | null;
  readonly #arrival: Arrival | null;

  constructor(plan: Plan, checks: readonly Check[], system: string | null, now: number) {
    this.#system = system;
    this.#arrival = Arrival.at(plan, system);
    this.#dispatch = new Dispatch(plan, system);
    const here = checks
      .map((check, index) => ({ check, index }))
      .filter(
        ({ check: { systems } }) => systems === undefined || (system !== null && systems.includes(system)),
      )
      .filter(({ check }) => this.#arrival?.asks(check) ?? true);
    this.#unplanned = here.filter(
      ({ check }) => check.part === 'event' && check.operation.op === 'unplanned',
    );
    this.#everywhere = here.filter(({ check }) => check.event === null);
    for (const each of here) {
      const { event } = each.check;
      if (event === null) continue;
      const list = this.#byEvent.get(event);
      if (list) list.push(each);
      else this.#byEvent.set(event, [each]);
    }
    this.#asking = asking(here, now);
    this.#kinds = new Map(
      [...plan.identity.types].flatMap(([type, { of }]) =>
        of && of !== 'person' && of !== 'device' && of !== 'session' ? [[type, of]] : [],
      ),
    );
  }

  /** Samples of each form so far, and of the calls that are no events. */
  counts(): {
    readonly targets: readonly { readonly target: Target; readonly n: number }[];
    readonly calls: number;
    readonly unplanned: number;
  } {
    return {
      targets: [...this.#forms].map(([target, { clean }]) => ({ target, n: clean.seen.n })),
      calls: this.#calls.identify.seen.n + this.#calls.group.seen.n + this.#calls.alias.seen.n,
      unplanned: this.#unplannedSeen.n,
    };
  }

  /** `coerce`: text is read as what the plan asks for, see `coerce.ts`. */
  judge(sent: SampleEvent, coerce = false): Judged {
    const event = this.#arrival ? this.#arrival.inPlanWords(sent) : sent;
    const common = this.#commonForm(event);
    if (event.call === 'identify' || event.call === 'group' || event.call === 'alias') {
      const clean = this.#calls[event.call];
      return common.clean(event) ? clean : { ...clean, violations: common.explain(event) };
    }
    const match = this.#dispatch.match(event);
    if (match === null) return this.#unknown(event, common);
    if (coerce) return this.#translated(event, match, common);
    return this.#held(event, match, common);
  }

  /** The same when the source's values have to be translated first. */
  #translated(event: SampleEvent, match: Match, common: Form): Judged {
    const { event: planned, variant } = match.target;
    const shape = variant === null ? planned : (planned.variants[variant] ?? planned);
    return this.#held(coerced(event, shape.properties), match, common);
  }

  #held(event: SampleEvent, match: Match, common: Form): Judged {
    const { form, clean } = this.#form(match.target);
    const own = form.clean(event);
    const shared = common.clean(event);
    if (own && shared) return match.rival ? { ...clean, rival: match.rival } : clean;
    const violations = [...(own ? [] : form.explain(event)), ...(shared ? [] : common.explain(event))];
    return { ...clean, rival: match.rival, violations };
  }

  #unknown(event: SampleEvent, common: Form): Judged {
    const kind = 'unplanned' as const;
    const detail = { at: [], path: '', keyword: null, expected: '', seen: undefined, kind };
    const unplanned = this.#unplanned.map(({ index }) => ({ check: index, detail }));
    const violations = [...unplanned, ...common.explain(event)];
    return { target: null, unplanned: true, rival: null, violations, seen: this.#unplannedSeen };
  }

  #form(target: Target): { readonly form: Form; readonly clean: Judged } {
    const known = this.#forms.get(target);
    if (known) return known;
    const checks = (this.#byEvent.get(target.event.key) ?? []).filter(
      ({ check }) => check.variant === target.variant,
    );
    const form = new Form(checks, this.#system, this.#asking);
    const made = { form, clean: { target, unplanned: false, rival: null, violations: [], seen: { n: 0 } } };
    this.#forms.set(target, made);
    return made;
  }

  /** What every call of a kind carries; identify and group calls with the traits of their kind. */
  #commonForm(event: SampleEvent): Form {
    const kind = event.call === 'group' ? this.#groupKind(event) : event.call === 'identify' ? 'person' : '';
    const key = event.call === 'group' ? `group ${kind}` : event.call;
    const known = this.#common.get(key);
    if (known) return known;
    const checks = this.#everywhere.filter(
      ({ check }) =>
        (check.call === null || check.call === event.call) &&
        (check.kind === undefined || check.kind === kind),
    );
    const form = new Form(checks, this.#system, this.#asking);
    this.#common.set(key, form);
    return form;
  }

  #groupKind(event: SampleEvent): string {
    for (const [type, kind] of this.#kinds) if (Object.hasOwn(event.ids, type)) return kind;
    return 'account';
  }
}

function noEvent(): Judged {
  return { target: null, unplanned: false, rival: null, violations: [], seen: { n: 0 } };
}

/** What single checks need to know of the others. */
function asking(checks: readonly NumberedCheck[], now: number): Asking {
  const asked = new Set<string>();
  const placeholders = new Map<string, (value: Json) => boolean>();
  for (const { check } of checks) {
    const { operation, part, path } = check;
    if (operation.op === 'required') asked.add(askedKey(part, path, 'required'));
    if (operation.op === 'unplanned') asked.add(askedKey(part, path, 'additionalProperties'));
    const type = path[0];
    if (operation.op === 'placeholder' && part === 'ids' && type !== undefined) {
      placeholders.set(type, placeholderTest(operation.values, operation.exact));
    }
  }
  return { now, asked, isPlaceholder: (type, value) => placeholders.get(type)?.(value) ?? value === '' };
}
