import type { Part, ViolationKind } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import type { Action } from '../../plan/types.ts';
import type { JsonObject } from '../../text/json.ts';
import type { Judged } from '../engine/executor.ts';
import { pointer } from '../engine/values.ts';
import type { BadRecord } from '../read/parse.ts';
import { actionFor, stricter } from './action.ts';
import type { RunSetup } from './setup.ts';

/** One reason, as `--verdicts` and the quarantine write it: the property by its own name, its way there in the pointer. */
interface Reason {
  readonly rule: string;
  readonly kind: ViolationKind;
  readonly property: string | null;
  readonly pointer: string;
  readonly keyword: string | null;
}

/** Says of each event what it is and what is to be done, and keeps for the record as a whole what its events were. */
export class Verdicts {
  readonly #setup: RunSetup;
  #reasons: Reason[] = [];
  #quarantined = false;
  #drops: { readonly part: Part; readonly at: readonly string[] }[] = [];

  constructor(setup: RunSetup) {
    this.#setup = setup;
  }

  /** A new record. */
  begin(): void {
    if (this.#reasons.length > 0) this.#reasons = [];
    if (this.#drops.length > 0) this.#drops = [];
    this.#quarantined = false;
  }

  /** The line for one event; null where verdicts are not asked for. */
  judge(file: string, line: number, index: number, event: SampleEvent, judged: Judged): string | null {
    const reasons: Reason[] = [];
    let action: Action = 'allow';
    for (const { check, detail } of judged.violations) {
      const { rule, part } = this.#setup.checks[check] ?? { rule: '', part: 'event' as const };
      if (detail.kind === null) continue;
      reasons.push({
        rule,
        kind: detail.kind,
        property: detail.at.at(-1) ?? null,
        pointer: part === 'event' ? '' : pointer(part, detail.at),
        keyword: detail.keyword,
      });
      const asked = actionFor(this.#setup.plan.governance.enforcement, detail.kind, part);
      action = stricter(action, asked);
      const oneProperty = detail.kind === 'unplanned' && part !== 'event';
      if (asked === 'drop' && oneProperty) this.#drops.push({ part, at: detail.at });
      else if (asked !== 'allow') this.#quarantined = true;
    }
    this.#reasons.push(...reasons);
    if (!this.#setup.verdicts) return null;
    const { name, call } = event;
    return JSON.stringify({
      file,
      line,
      index,
      event: name,
      call,
      valid: reasons.length === 0,
      action,
      violations: reasons,
    });
  }

  /** The line for what is no record. */
  bad(file: string, line: number, rule: BadRecord): string | null {
    const reason: Reason = {
      rule: `evidence/${rule}`,
      kind: 'unknown',
      property: null,
      pointer: '',
      keyword: null,
    };
    this.#reasons.push(reason);
    this.#quarantined = true;
    if (!this.#setup.verdicts) return null;
    return JSON.stringify({
      file,
      line,
      index: 0,
      event: null,
      call: null,
      valid: false,
      action: 'quarantine',
      violations: [reason],
    });
  }

  /** Which side the record goes to, and its text where properties are cut out of it. */
  record(record: JsonObject | null): { readonly sideOf: 'pass' | 'quarantine'; readonly cut: string | null } {
    if (this.#quarantined || record === null) return { sideOf: 'quarantine', cut: null };
    const cuts = this.#setup.cut ? this.#drops : [];
    return { sideOf: 'pass', cut: cuts.length === 0 ? null : JSON.stringify(without(record, cuts)) };
  }

  /** The quarantine's line: reasons, place and the record as it came; what is no JSON stands there as text. */
  quarantined(file: string, line: number, record: JsonObject | null, text: string | null): string {
    const head = JSON.stringify({ file, line, reasons: this.#reasons });
    const body =
      record !== null && text !== null ? `"event":${text.trim()}` : `"text":${JSON.stringify(text)}`;
    return `${head.slice(0, -1)},${body}}`;
  }
}

/** A copy of a record without some of its values; lists keep their length. */
function without(
  record: JsonObject,
  cuts: readonly { readonly part: Part; readonly at: readonly string[] }[],
): unknown {
  const copy: unknown = structuredClone(record);
  for (const { part, at } of cuts) {
    let parent: unknown = copy;
    for (const step of [part, ...at.slice(0, -1)]) {
      parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, step) : undefined;
    }
    const name = at.at(-1);
    if (typeof parent === 'object' && parent !== null && name !== undefined)
      Reflect.deleteProperty(parent, name);
  }
  return copy;
}
