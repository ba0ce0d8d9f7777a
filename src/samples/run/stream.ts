import type { SampleEvent } from '../../evidence/event.ts';
import type { Broken, Place } from '../../evidence/watcher.ts';
import type { JsonObject } from '../../text/json.ts';
import { Executor, type Judged } from '../engine/executor.ts';
import { glimpse } from '../engine/glimpse.ts';
import type { RecordReader } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import { readingFor } from '../formats/reading.ts';
import type { LineParser } from '../read/line-parser.ts';
import { type BadRecord, parseRecord } from '../read/parse.ts';
import { certain, recognise } from '../read/recognise.ts';
import { findLosses } from '../read/tokens.ts';
import { OutBuffer } from './out-buffer.ts';
import type { RunSetup, RunSource } from './setup.ts';
import { type Hit, type OneHit, type Saved, Tally } from './tally.ts';
import { Verdicts } from './verdict.ts';
import type { Onlooker, Watched } from './watching.ts';

/** Numbers of a part of a run; adding them up gives those of the whole. */
export interface Counts {
  records: number;
  events: number;
  valid: number;
  unplanned: number;
  bad: number;
  /** Records passed over by sampling, or outside the time asked for. */
  skipped: number;
  bytes: number;
  /** Plan's key and variant (`Order Completed#0`) → samples. */
  readonly forms: Map<string, number>;
  /** Source → its events. */
  readonly bySource: Map<number, number>;
}

/** All that a part of a run leaves, as plain data. */
export interface Partial {
  readonly counts: Counts;
  readonly tally: Saved;
  readonly watched: Watched;
}

/** Output of a piece of input. */
export interface Pieces {
  readonly verdicts: Uint8Array;
  readonly pass: Uint8Array;
  readonly quarantine: Uint8Array;
  readonly each: Uint8Array;
}

/** Where the bytes of a record lie while it is looked at. */
interface Raw {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Checks records of one source after another: one thread's share of a run. */
export class Stream {
  readonly verdicts = new OutBuffer();
  readonly pass = new OutBuffer();
  readonly quarantine = new OutBuffer();
  /** A line a hit, see `OneHit`. */
  readonly each = new OutBuffer();
  readonly #setup: RunSetup;
  readonly #tally = new Tally();
  readonly #executors = new Map<string | null, Executor>();
  readonly #watching: Onlooker;
  readonly #looks: boolean;
  readonly #counts: Counts = {
    records: 0,
    events: 0,
    valid: 0,
    unplanned: 0,
    bad: 0,
    skipped: 0,
    bytes: 0,
    forms: new Map(),
    bySource: new Map(),
  };
  readonly #verdicts: Verdicts;
  readonly #parser: LineParser;
  #source: RunSource | null = null;
  #executor: Executor | null = null;
  #read: RecordReader | null = null;
  #line = 0;
  #index = 0;
  #sourceEvents = 0;
  #stopped = false;
  readonly #emit = (event: SampleEvent): void => this.#event(event);

  constructor(setup: RunSetup, watching: Onlooker, parser: LineParser) {
    this.#setup = setup;
    this.#parser = parser;
    this.#watching = watching;
    this.#looks = watching.looks;
    this.#verdicts = new Verdicts(setup);
  }

  /** The next records come from here. */
  open(source: RunSource): void {
    this.close();
    this.#source = source;
    let executor = this.#executors.get(source.system);
    if (!executor) {
      executor = new Executor(this.#setup.plan, this.#setup.checks, source.system, this.#setup.now);
      this.#executors.set(source.system, executor);
    }
    this.#executor = executor;
    this.#read = source.format === null ? null : this.#reader(source.format, source);
  }

  close(): void {
    if (!this.#source) return;
    const { bySource } = this.#counts;
    bySource.set(this.#source.index, (bySource.get(this.#source.index) ?? 0) + this.#sourceEvents);
    this.#sourceEvents = 0;
    this.#source = null;
  }

  /** No more records are read. */
  stop(): void {
    this.#stopped = true;
  }

  /** False when no more records are wanted. */
  get wantsMore(): boolean {
    if (this.#stopped) return false;
    return this.#setup.limit === null || this.#counts.records < this.#setup.limit;
  }

  /** The key by which lines may be put together, see `ByKind`; null: they are to come as they stand. */
  get nameKey(): string | null {
    const { verdicts, split, each, limit } = this.#setup;
    const inOrder = verdicts || split || each || limit !== null || !this.#watching.anyOrder;
    // Checks of single events keep too little to be worth it.
    if (inOrder || !this.#looks) return null;
    return formats.find(({ id }) => id === this.#source?.format)?.nameKey ?? null;
  }

  /** Bytes that hold one record. */
  text(bytes: Buffer, start: number, end: number, line: number): void {
    if (!this.wantsMore) return;
    this.#counts.bytes += end - start + 1;
    if (this.#setup.sample < 1 && !this.#isDrawn(line)) {
      this.#counts.skipped++;
      return;
    }
    const like = this.#parser.parse(bytes, start, end);
    if (like !== null) {
      this.record(like, line, { bytes, start, end });
      return;
    }
    const record = parseRecord(bytes, start, end);
    if (typeof record === 'string') this.bad(record, line, { bytes, start, end });
    else {
      this.record(record, line, { bytes, start, end });
      this.#losses(bytes, start, end);
    }
  }

  /** One record; `raw` is null where the format has no text of its own (Parquet). */
  record(record: JsonObject, line: number, raw: Raw | null): void {
    this.#counts.records++;
    this.#line = line;
    this.#index = 0;
    this.#verdicts.begin();
    const why = (this.#read ?? this.#firstReader(record))(record, this.#emit);
    if (why !== null && !this.#otherFormat(record)) {
      this.#unreadable('unreadable-record', line, why);
    }
    if (this.#setup.split) this.#splitOff(record, raw);
  }

  /** Something that is no record. */
  bad(rule: BadRecord, line: number, raw: Raw | null, why = ''): void {
    this.#counts.records++;
    this.#line = line;
    this.#index = 0;
    this.#verdicts.begin();
    this.#unreadable(rule, line, why);
    if (this.#setup.split) this.#splitOff(null, raw);
  }

  /** A note about the source that takes nothing out of it: it ends too soon. */
  broken(rule: BadRecord, line: number, why: string): void {
    this.#line = line;
    this.#tallyBad(rule, why);
  }

  /** The same with what the watchers saw, for another thread to merge. */
  saveAll(): Partial {
    return { ...this.save(), watched: this.#watching.save() };
  }

  save(): Partial {
    this.close();
    const counts = this.#counts;
    counts.forms.clear();
    for (const executor of this.#executors.values()) {
      const { targets, calls } = executor.counts();
      for (const { target, n } of targets) addTo(counts.forms, formKey(target.event.key, target.variant), n);
      addTo(counts.forms, otherCalls, calls);
    }
    return { counts, tally: this.#tally.save(), watched: [] };
  }

  #event(event: SampleEvent): void {
    const executor = this.#executor;
    if (!executor || !this.#isInTime(event)) return;
    const judged = executor.judge(event, this.#source?.coerce === true);
    judged.seen.n++;
    this.#counts.events++;
    this.#sourceEvents++;
    const clean = judged.violations.length === 0 && judged.rival === null;
    const valid = clean || this.#dirty(event, judged);
    if (valid) this.#counts.valid++;
    if (this.#looks) {
      const { target } = judged;
      const broken = clean ? none : this.#broken(judged);
      const { event: planned, variant } = target ?? { event: null, variant: null };
      this.#watching.watch(event, planned?.key ?? null, variant, this.#place(), valid, broken);
    }
    if (this.#setup.verdicts || this.#setup.split) {
      const line = this.#verdicts.judge(this.#source?.name ?? '', this.#line, this.#index, event, judged);
      if (line !== null) this.verdicts.line(line);
    }
    this.#index++;
  }

  /** Counts what is wrong; true when it leaves the event valid. */
  #dirty(event: SampleEvent, judged: Judged): boolean {
    const place = this.#place();
    let invalid = false;
    for (const { check, detail } of judged.violations) {
      if (detail.kind !== null) invalid = true;
      const { part, operation } = this.#setup.checks[check] ?? {};
      const unplannedEvent = judged.unplanned && part === 'event' && operation?.op === 'unplanned';
      const path = unplannedEvent ? `${event.call} ${event.name ?? ''}` : detail.path;
      this.#note(
        {
          check,
          path,
          keyword: detail.keyword ?? '',
          expected: detail.expected,
          seen: glimpse(detail.seen, this.#setup.showValues),
          event: judged.target?.event.key ?? event.name,
        },
        place,
        event,
      );
    }
    if (judged.rival && judged.target) {
      const path = `${judged.target.event.key}\n${judged.rival.key}`;
      this.#note({ ...noDetail, check: 'events/ambiguous-sample', path, event: event.name }, place, event);
    }
    if (judged.unplanned) this.#counts.unplanned++;
    return !invalid;
  }

  /** Which properties failed a keyword. */
  #broken({ violations }: Judged): readonly Broken[] {
    return violations.flatMap(({ check, detail: { at, keyword } }) => {
      const { part, operation } = this.#setup.checks[check] ?? {};
      return part === 'properties' && operation?.op === 'schema' && keyword !== null ? [{ at, keyword }] : [];
    });
  }

  /** What parsing has lost of a record. Its verdict stays that of what was parsed. */
  #losses(bytes: Buffer, start: number, end: number): void {
    const { duplicateKey, inexactNumber } = findLosses(bytes, start, end);
    if (duplicateKey !== null) this.#tallyBad('duplicate-key', `"${duplicateKey.slice(0, 60)}"`);
    if (inexactNumber !== null) this.#tallyBad('inexact-number', `${inexactNumber.length} digits`);
  }

  /** A record that is none of this source's format may be of another: files are joined by hand. */
  #otherFormat(record: JsonObject): boolean {
    const source = this.#source;
    const format = source && recognise([record], formats, certainAlone);
    if (!source || !format || format.id === source.format) return false;
    if (this.#reader(format.id, source)(record, this.#emit) !== null) return false;
    this.#tallyBad('mixed-formats', format.id);
    return true;
  }

  #unreadable(rule: BadRecord, line: number, why: string): void {
    this.#counts.bad++;
    this.#tallyBad(rule, why);
    if (!this.#setup.verdicts && !this.#setup.split) return;
    const text = this.#verdicts.bad(this.#source?.name ?? '', line, rule);
    if (text !== null) this.verdicts.line(text);
  }

  #tallyBad(rule: BadRecord, why: string): void {
    const path = `${this.#source?.name ?? ''}\n${rule === 'mixed-formats' || rule === 'unreadable-record' ? why : ''}`;
    this.#note({ ...noDetail, check: `evidence/${rule}`, path, expected: why }, this.#place(), null);
  }

  #note(hit: Hit, place: Place, event: SampleEvent | null): void {
    this.#tally.add(hit, place, event);
    if (this.#setup.each) this.each.line(JSON.stringify({ hit, place } satisfies OneHit));
  }

  /** Bytes that wait to be written. */
  get waiting(): number {
    return this.verdicts.length + this.pass.length + this.quarantine.length + this.each.length;
  }

  take(): Pieces {
    const [verdicts, pass, quarantine, each] = [this.verdicts, this.pass, this.quarantine, this.each];
    return { verdicts: verdicts.take(), pass: pass.take(), quarantine: quarantine.take(), each: each.take() };
  }

  #splitOff(record: JsonObject | null, raw: Raw | null): void {
    const text = () => {
      const whole = raw ? raw.bytes.toString('utf8', raw.start, raw.end) : JSON.stringify(record, bigints);
      return record === null ? whole : onOneLine(whole);
    };
    const { sideOf, cut } = this.#verdicts.record(record, text);
    if (sideOf === 'pass') {
      if (cut !== null) this.pass.line(cut);
      else if (raw && !spansLines(raw)) this.pass.copy(raw.bytes, raw.start, raw.end);
      else this.pass.line(text());
      return;
    }
    this.quarantine.line(this.#verdicts.quarantined(this.#source?.name ?? '', this.#line, record, text()));
  }

  #place(): Place {
    return { source: this.#source?.index ?? 0, line: this.#line, index: this.#index };
  }

  #isInTime(event: SampleEvent): boolean {
    const { since, until } = this.#setup;
    if (since === null && until === null) return true;
    const { time } = event;
    const inside = time === null || ((since === null || time >= since) && (until === null || time < until));
    if (!inside) this.#counts.skipped++;
    return inside;
  }

  /** By line number alone, so that any split of the input draws the same. */
  #isDrawn(line: number): boolean {
    let h =
      Math.imul(line ^ this.#setup.seed, 0x9e3779b1) ^ Math.imul((this.#source?.index ?? 0) + 1, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
    return ((h ^ (h >>> 15)) >>> 0) / 0x100000000 < this.#setup.sample;
  }

  /** What a source's first record looks like is what the source is taken for. */
  #firstReader(record: JsonObject): RecordReader {
    const source = this.#source;
    if (!source) throw new Error('no source is open');
    const format = recognise([record], formats, certain)?.id ?? 'plain';
    this.#source = { ...source, format };
    this.#read = this.#reader(format, source);
    return this.#read;
  }

  #reader(format: string, source: RunSource): RecordReader {
    const found = formats.find(({ id }) => id === format);
    if (!found) throw new Error(`no format "${format}"`);
    return found.open(readingFor(found, this.#setup.plan, source));
  }
}

/** How sure one record alone must be of a format that its file does not have. */
const certainAlone = 0.5;

/** The key of a form in `Counts.forms`. */
export function formKey(event: string, variant: number | null): string {
  return variant === null ? event : `${event}#${variant}`;
}

/** The key of identify, group and alias calls; no event can be called so. */
export const otherCalls = '\u0000calls';

const none: readonly Broken[] = [];
const noDetail = { path: '', keyword: '', expected: '', seen: '', event: null };

/** A value of a document may be written over many lines; both sides of a split are NDJSON. */
function spansLines({ bytes, start, end }: Raw): boolean {
  const at = bytes.indexOf(10, start);
  return at >= 0 && at < end;
}

/** In JSON a line break is only ever a blank between its signs. */
function onOneLine(json: string): string {
  return json.includes('\n') ? json.replace(/[\r\n]+/g, ' ') : json;
}

function addTo(map: Map<string, number>, key: string, n: number): void {
  if (n > 0) map.set(key, (map.get(key) ?? 0) + n);
}

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
