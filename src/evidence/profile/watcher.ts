import type { Condition, Plan } from '../../plan/types.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import { compileCondition, type Predicate } from '../condition.ts';
import type { SampleEvent } from '../event.ts';
import { placeholderOf } from '../identity/placeholder.ts';
import type { KnownTexts } from '../known-texts.ts';
import type { Profile } from '../profile.ts';
import { createHasher } from '../sketch/hash.ts';
import { SAMPLED_IDS } from '../sketch/id-sketch.ts';
import { PAIR_VALUES, type PairEntry } from '../sketch/pairs.ts';
import type { Broken, Place, Watcher } from '../watcher.ts';
import { type Passage, type ProfileAsks, type PurposeSignal, profileAsks } from './asks.ts';
import { ProfileBuilder } from './builder.ts';
import type { EventFacts } from './event.ts';
import { type PlannedEvents, plannedEvents, plannedIdentifiers } from './from-plan.ts';
import { SLICES } from './presence.ts';

export interface ProfileSetup {
  readonly plan: Plan;
  /** SHA-256 of the plan's content, hex. */
  readonly planHash: string;
  readonly system: string;
  /** Null: samples live in memory only. */
  readonly key: string | null;
  readonly tool: string;
  readonly format: string | null;
  readonly sampling: Profile['sampling'];
  readonly texts?: KnownTexts;
}

/** Names under which an order's id goes, in the plans and systems we know. */
const ORDER_IDS = ['order_id', 'orderId', 'transaction_id', 'transactionId'];
const CURRENCIES = ['currency', 'currency_code'];
const MINUTE = 60_000;

const NO_CONSENT: EventFacts['consent'] = new Map();
const NONE_BROKEN: readonly Broken[] = [];
const NO_PAIRS: EventFacts['pairs'] = new Map();
const NOWHERE: readonly string[] = [];

interface CompiledPassage extends Omit<Passage, 'when'> {
  readonly when: readonly Predicate[];
}

/** A purpose's signal, and what regimes make of it. */
interface Signal {
  readonly purpose: string;
  readonly held: (event: SampleEvent) => boolean | null;
}

/** Builds the profile of one system while its samples are checked. */
export class ProfileWatcher implements Watcher {
  private readonly builder: ProfileBuilder;
  private readonly asks: ProfileAsks;
  private readonly signals: readonly Signal[];
  private readonly passages: ReadonlyMap<string, readonly CompiledPassage[]>;
  private readonly planned: PlannedEvents;

  constructor(private readonly setup: ProfileSetup) {
    const { plan, system } = setup;
    this.asks = profileAsks(plan, system);
    const { signals, passages, narrowed, reaches } = this.asks;
    this.signals = signals.map(signalOf);
    this.passages = new Map([...passages].map(([key, list]) => [key, list.map(compiledPassage)]));
    this.planned = plannedEvents(plan, system, narrowed);
    const identifiers = plannedIdentifiers(plan);
    const hasher = createHasher(setup.key, setup.texts);
    this.builder = new ProfileBuilder({
      head: {
        system,
        plan: { name: plan.name, version: plan.version, hash: setup.planHash },
        made: { tool: setup.tool, engine: 'stream', format: setup.format },
        sketch: { hash: 'sha256/48', key_id: hasher.keyId, k: SAMPLED_IDS },
        forms: Object.fromEntries(identifiers.map(({ type, form }) => [type, form])),
        sampling: setup.sampling,
        parts: [],
        reaches,
      },
      hasher,
      identifiers,
      isPlaceholder: placeholderTest(plan),
      event: (key) => this.planned.of(key),
    });
  }

  /** `valid`: the event breaks nothing of the plan. `broken`: what of its properties fails. */
  watch(
    event: SampleEvent,
    key: string | null,
    _: number | null,
    __: Place,
    valid = true,
    broken = NONE_BROKEN,
  ): void {
    const consent = this.consent(event);
    const passes = this.passes(event, key, consent);
    const slice = sliceOf(event.context);
    const facts: EventFacts = {
      invalid: !valid,
      consent,
      eligible: this.asks.narrowed && this.isEligible(key, passes, consent),
      passes,
      slice,
      pairs: key === null || this.asks.paired.has(key) ? this.pairs(event, slice, passes) : NO_PAIRS,
    };
    this.builder.add(event, facts);
    if (broken.length > 0) this.builder.violate(event, broken);
  }

  save(): object {
    return this.builder.build([]);
  }

  merge(saved: object): void {
    this.builder.absorb(saved as Profile);
  }

  /** With samples: `writeProfile` takes out what may not be saved. */
  profile(parts: Profile['parts']): Profile {
    return this.builder.build(parts);
  }

  private consent(event: SampleEvent): EventFacts['consent'] {
    if (this.signals.length === 0) return NO_CONSENT;
    const consent = new Map<string, boolean | null>();
    for (const { purpose, held } of this.signals) consent.set(purpose, held(event));
    return consent;
  }

  /** Systems to which consent, identifiers and conditions let the event through. */
  private passes(event: SampleEvent, key: string | null, consent: EventFacts['consent']): readonly string[] {
    const passages = key === null ? undefined : this.passages.get(key);
    if (passages === undefined || !this.isIdentified(event, key)) return NOWHERE;
    const open: string[] = [];
    for (const { system, when, purposes } of passages) {
      if (open.includes(system) || !purposes.every((purpose) => isGiven(consent, purpose))) continue;
      if (when.every((holds) => holds(event))) open.push(system);
    }
    return open;
  }

  private isIdentified(event: SampleEvent, key: string | null): boolean {
    const need = key === null ? undefined : this.setup.plan.events.get(key)?.identifiedBy;
    if (need === undefined || need.kind === 'none' || need.types.length === 0) return true;
    const has = (type: string) => event.ids[type] !== undefined && event.ids[type] !== null;
    return need.kind === 'all' ? need.types.every(has) : need.types.some(has);
  }

  private isEligible(key: string | null, passes: readonly string[], consent: EventFacts['consent']): boolean {
    const audience = key === null ? undefined : this.asks.audiences.get(key);
    if (audience !== undefined) return audience.every((system) => passes.includes(system));
    for (const purpose of this.asks.marketing) if (!isGiven(consent, purpose)) return false;
    return true;
  }

  private pairs(event: SampleEvent, slice: string | null, passes: readonly string[]): EventFacts['pairs'] {
    const pairs = new Map<string, { id: string; entry: Omit<PairEntry, 'seen'> }>();
    if (event.time === null) return pairs;
    const order = first(event.properties, ORDER_IDS);
    if (event.messageId === null && order === null) return pairs;
    const { path } = this.planned.of(event.call === 'track' ? (event.name ?? '') : event.call);
    const values = Object.keys(event.properties)
      .sort()
      .flatMap((name): [string, number][] => {
        const value = event.properties[name];
        return typeof value === 'number' && path(name).shown ? [[name, value]] : [];
      })
      .slice(0, PAIR_VALUES);
    const money = CURRENCIES.find((name) => path(name).shown);
    const currency = money === undefined ? null : first(event.properties, [money]);
    const entry = {
      minute: Math.floor(event.time / MINUTE),
      name: event.name ?? '',
      values,
      currency: currency ?? '',
      slice: slice === null ? 0 : SLICES.indexOf(slice) + 1,
      reach: passes.reduce((mask, system) => mask | (this.asks.reach.get(system) ?? 0), 0),
    };
    if (event.messageId !== null) pairs.set('message_id', { id: event.messageId, entry });
    if (order !== null) pairs.set('order_id', { id: order, entry });
    return pairs;
  }
}

/** What has no signal is not asked for. */
function isGiven(consent: EventFacts['consent'], purpose: string): boolean {
  const held = consent.get(purpose);
  return held !== false && held !== null;
}

function first(object: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = object[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return null;
}

function compiledPassage({ when, ...passage }: Passage): CompiledPassage {
  return { ...passage, when: when.map((condition) => compileCondition(condition)) };
}

function signalOf({ purpose, general, regimes }: PurposeSignal): Signal {
  const usual = general === null ? null : threeValued(general);
  const compiled = regimes.map(({ when, signal }) => ({
    // A regime of which the sample does not tell whether it holds, holds.
    holds: when === null ? null : compileCondition(when, true),
    signal: signal === null ? null : threeValued(signal),
  }));
  const held = (event: SampleEvent): boolean | null => {
    const holding = compiled.filter(({ holds }) => holds === null || holds(event));
    const asked = holding.length > 0 ? holding.map((regime) => regime.signal) : [usual];
    const answers = asked.map((ask) => (ask === null ? true : ask(event)));
    return answers.includes(false) ? false : answers.includes(null) ? null : true;
  };
  return { purpose, held };
}

/** Null: the sample lacks what the condition asks about, and the condition does not take that for an answer. */
function threeValued(condition: Condition): (event: SampleEvent) => boolean | null {
  const [holds, mayHold] = [compileCondition(condition), compileCondition(condition, true)];
  return (event) => (holds(event) ? true : mayHold(event) ? null : false);
}

function placeholderTest(plan: Plan): (value: string) => string | null {
  const never = new Set(plan.identity.never.map((value) => value.toLowerCase()));
  return (value) =>
    placeholderOf(value) ?? (never.has(value.trim().toLowerCase()) ? value.trim().toLowerCase() : null);
}

/** The platform, where the context says one: a closed list, so that slices stay few. */
function sliceOf(context: JsonObject): string | null {
  const os = isObject(context['os']) ? context['os']['name'] : undefined;
  const device = isObject(context['device']) ? context['device']['type'] : undefined;
  const said = context['platform'] ?? os ?? device ?? context['$os'];
  if (typeof said !== 'string') return null;
  if (/ios|iphone|ipad/i.test(said)) return 'ios';
  if (/android/i.test(said)) return 'android';
  if (/web|browser|js|windows|mac|linux/i.test(said)) return 'web';
  return /server|backend/i.test(said) ? 'server' : 'other';
}
