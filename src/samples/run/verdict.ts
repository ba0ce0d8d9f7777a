import type { ViolationKind } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import type { Action } from '../../plan/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { toPointer } from '../../text/json-pointer.ts';
import type { Judged } from '../engine/executor.ts';
import type { BadRecord } from '../read/parse.ts';
import { actionFor, stricter } from './action.ts';
import { type Cut, cutOut } from './cut.ts';
import type { RunSetup } from './setup.ts';

/** One reason, as `--verdicts` and the quarantine write it: the property by its own name, its way there in the pointer. */
interface Reason {
  readonly rule: string;
  readonly kind: ViolationKind;
  readonly property: string | null;
  readonly pointer: string;
  readonly keyword: string | null;
}

interface Side {
  readonly sideOf: 'pass' | 'quarantine';
  readonly cut: string | null;
}

const quarantine: Side = { sideOf: 'quarantine', cut: null };

/** Says of each event what it is and what is to be done, and keeps for the record as a whole what its events were. */
export class Verdicts {
  readonly #setup: RunSetup;
  #reasons: Reason[] = [];
  #quarantined = false;
  #cuts: Cut[] = [];

  constructor(setup: RunSetup) {
    this.#setup = setup;
  }

  /** A new record. */
  begin(): void {
    if (this.#reasons.length > 0) this.#reasons = [];
    if (this.#cuts.length > 0) this.#cuts = [];
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
        pointer: part === 'event' ? '' : toPointer([part, ...detail.at]),
        keyword: detail.keyword,
      });
      const asked = actionFor(this.#setup.plan.governance.enforcement, detail.kind, part);
      action = stricter(action, asked);
      const oneProperty = detail.kind === 'unplanned' && part !== 'event';
      if (asked === 'drop' && oneProperty) this.#cuts.push({ event, part, at: detail.at });
      else if (asked !== 'allow') this.#quarantined = true;
    }
    this.#reasons.push(...reasons);
    if (!this.#setup.verdicts) return null;
    const { name, call } = event;
    return JSON.stringify({
      file,
      line,
      index,
      event: judged.unplanned ? (event.unplannedAs ?? name) : name,
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

  /**
   * Which side the record goes to, and its text where properties are cut out of it. What cannot be cut does not pass:
   * whoever asks for the cut relies on it.
   */
  record(record: JsonObject | null, text: () => string): Side {
    if (this.#quarantined || record === null) return quarantine;
    if (!this.#setup.cut || this.#cuts.length === 0) return { sideOf: 'pass', cut: null };
    const cut = cutOut(text(), record, this.#cuts);
    return cut === null ? quarantine : { sideOf: 'pass', cut };
  }

  /** The quarantine's line: reasons, place and the record as it came; what is no JSON stands there as text. */
  quarantined(file: string, line: number, record: JsonObject | null, text: string | null): string {
    const head = JSON.stringify({ file, line, reasons: this.#reasons });
    const body =
      record !== null && text !== null ? `"event":${text.trim()}` : `"text":${JSON.stringify(text)}`;
    return `${head.slice(0, -1)},${body}}`;
  }
}
