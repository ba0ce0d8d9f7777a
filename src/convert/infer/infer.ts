import type { CallSite } from '../../evidence/call-site.ts';
import type { Detector } from '../../evidence/detect/detector.ts';
import { PersonalScan } from '../../evidence/detect/scan.ts';
import type { CallKind, SampleEvent } from '../../evidence/event.ts';
import type { IdentityOf } from '../../plan/types.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { spellingKey } from '../../text/nearest.ts';
import { type Draft, type DraftProperty, freeKey, newDraft, newEvent, record, traitsOf } from '../draft.ts';
import { shareProperties } from '../tidy.ts';
import { personalContext } from './context.ts';
import { decide, type Suspicion } from './decide.ts';
import { Observation } from './observe.ts';

/** Different events that are kept; a stream with more has data in its names. */
const MOST_EVENTS = 5000;

/** What is known of an identifier beforehand, from the formats it was read with. */
export type KnownIds = ReadonlyMap<string, { readonly of: IdentityOf; readonly known: boolean }>;

export interface InferOptions {
  readonly name: string;
  readonly knownIds: KnownIds;
}

/** Names that are probably one thing in several spellings. */
export interface NearDuplicate {
  readonly what: 'event' | 'property';
  readonly names: readonly string[];
  readonly counts: readonly number[];
}

export interface Inferred {
  readonly draft: Draft;
  readonly nearDuplicates: readonly NearDuplicate[];
  /** Events seen, and how many different ones were too many to keep. */
  readonly events: number;
  readonly dropped: number;
}

interface Seen {
  readonly call: 'track' | 'page' | 'screen';
  readonly name: string;
  count: number;
  /** Places in code. */
  sites: number;
  open: boolean;
  readonly body: Observation;
}

/** Builds a plan from what is seen: samples one by one, call sites of code. Its state depends on the samples alone. */
export class Inference {
  readonly #events = new Map<string, Seen>();
  readonly #traits = new Map<string, { count: number; body: Observation }>();
  readonly #ids = new Map<string, Observation>();
  readonly #context = new Observation();
  readonly #scan: PersonalScan | null;
  readonly #options: InferOptions;
  #total = 0;
  #dropped = 0;

  /** `detector` null: personal data is guessed by names alone. */
  constructor(options: InferOptions, detector: Detector | null) {
    this.#options = options;
    this.#scan = detector === null ? null : new PersonalScan(detector, () => []);
  }

  add(event: SampleEvent): void {
    this.#total++;
    for (const [type, value] of Object.entries(event.ids)) this.#id(type, value);
    const { call } = event;
    const at = { source: 0, line: this.#total, index: 0 };
    this.#context.add(event.context);
    this.#scan?.look(CONTEXT, event.context, at);
    // Other calls may carry what is known of the person along.
    if (call === 'group') this.#trait('account', event.traits);
    else if (call === 'identify' || Object.keys(event.traits).length > 0) this.#trait('person', event.traits);
    if (call === 'identify' || call === 'group' || call === 'alias') return;
    const seen = this.#seen(call, event.name ?? '*');
    if (!seen) return;
    seen.count++;
    seen.body.add(event.properties);
    this.#scan?.look(groupOf(seen), event.properties, at);
  }

  #trait(kind: 'person' | 'account', traits: JsonObject): void {
    const seen = this.#traits.get(kind) ?? { count: 0, body: new Observation() };
    this.#traits.set(kind, seen);
    seen.count++;
    seen.body.add(traits);
    this.#scan?.look(`traits ${kind}`, traits, { source: 0, line: this.#total, index: 0 });
  }

  /** What a call in code shows: the event, its property names, the types that are visible. */
  addCall(site: CallSite): void {
    if (site.kind === 'alias' || site.kind === 'identify' || site.kind === 'group') return;
    for (const name of site.events) {
      const seen = this.#seen(site.kind, name);
      if (!seen) continue;
      seen.sites++;
      if (site.open) seen.open = true;
      for (const property of site.properties) {
        const known = seen.body.children.get(property.name) ?? new Observation(1);
        seen.body.children.set(property.name, known);
        for (const type of property.types) if (!known.types.has(type)) known.types.set(type, 0);
      }
    }
  }

  #id(type: string, value: Json): void {
    const seen = this.#ids.get(type) ?? new Observation();
    this.#ids.set(type, seen);
    seen.add(value);
  }

  #seen(call: Exclude<CallKind, 'identify' | 'group' | 'alias'>, name: string): Seen | null {
    const key = `${call} ${name}`;
    const known = this.#events.get(key);
    if (known) return known;
    if (this.#events.size >= MOST_EVENTS) {
      this.#dropped++;
      return null;
    }
    const made: Seen = { call, name, count: 0, sites: 0, open: false, body: new Observation() };
    this.#events.set(key, made);
    return made;
  }

  /** `share` false leaves every property where it was seen: no dictionary is made. */
  result(share = true): Inferred {
    const draft = newDraft(this.#options.name);
    const found = this.#suspicions();
    const suspicions: Suspicions = (group, path) => found.get(JSON.stringify([group, ...path])) ?? null;
    this.#identities(draft);
    const inContext = [...found.values()].filter(({ group }) => group === CONTEXT).map(({ path }) => path);
    personalContext(draft, this.#context, inContext, (path) => suspicions(CONTEXT, path));
    for (const [kind, { count, body }] of [...this.#traits].sort()) {
      const traits = traitsOf(draft, kind);
      for (const [name, at] of body.children) {
        // A call sets what it has at hand: that a trait always came along so far asks nothing of the next call.
        const { required: _, ...value } = decide(at, count, [name], (path) =>
          suspicions(`traits ${kind}`, path),
        ).value;
        traits.set(name, { value: record(value), comment: `${at.seen} of ${count}` });
      }
    }
    const seen = [...this.#events.values()].sort((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : a.call < b.call ? -1 : 1,
    );
    for (const each of seen) this.#event(each, draft, suspicions);
    if (share) shareProperties(draft);
    return { draft, nearDuplicates: nearDuplicates(seen), events: this.#total, dropped: this.#dropped };
  }

  #event(seen: Seen, draft: Draft, suspicions: Suspicions): void {
    const { call, name, count, sites, body } = seen;
    const key = freeKey(draft, name === '*' ? `Any ${call}` : name, call);
    const event = {
      ...newEvent({
        name: key === name ? undefined : name,
        call: call === 'track' ? undefined : call,
        additional_properties: seen.open || undefined,
      }),
      comment: [
        count > 0 ? (count === 1 ? 'seen once' : `seen ${count} times`) : '',
        sites > 0 ? `${sites} call ${sites === 1 ? 'site' : 'sites'}` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    };
    for (const [property, at] of body.children) {
      event.properties.set(property, this.#property(at, count, property, groupOf(seen), suspicions));
    }
    draft.events.set(key, event);
  }

  #property(
    at: Observation,
    outOf: number,
    name: string,
    group: string,
    suspicions: Suspicions,
  ): DraftProperty {
    const decided = decide(at, outOf, [name], (path) => suspicions(group, path));
    return at.seen > 0 ? decided : { value: decided.value, comment: 'in code only' };
  }

  /** Identity types come without `priority`: samples do not tell which one wins. */
  #identities(draft: Draft): void {
    for (const [type, at] of [...this.#ids].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const known = this.#options.knownIds.get(type);
      const [format] = at.strings >= 3 ? at.formats : [];
      const types = [...at.types.keys()];
      const plain = types.length === 1 && types[0] === 'string';
      draft.identities.set(
        type,
        record({
          of: known?.of ?? (/device|anonymous|cookie|idf|gaid/.test(type) ? 'device' : 'person'),
          known: known?.known || undefined,
          type: plain || types.length === 0 ? undefined : types.length === 1 ? (types[0] ?? 'string') : types,
          format: format === 'uuid' || format === 'email' ? format : undefined,
        }),
      );
    }
  }

  #suspicions(): Map<string, Placed> {
    const found = new Map<string, Placed>();
    for (const { group, path, category, count, because } of this.#scan?.findings() ?? []) {
      const key = JSON.stringify([group, ...path]);
      const known = found.get(key);
      if (!known || known.count < count) found.set(key, { group, path, category, count, because });
    }
    return found;
  }
}

/** The group of what calls carry beside their properties. */
const CONTEXT = 'context';

interface Placed extends Suspicion {
  readonly group: string;
  readonly path: readonly string[];
}

type Suspicions = (group: string, path: readonly string[]) => Suspicion | null;

function groupOf({ call, name }: Seen): string {
  return `${call} ${name}`;
}

/** Event and property names that are the same words in another spelling, the commonest first. */
function nearDuplicates(seen: readonly Seen[]): NearDuplicate[] {
  const properties = new Map<string, number>();
  for (const { body } of seen)
    for (const [name, at] of body.children) properties.set(name, (properties.get(name) ?? 0) + at.seen);
  const events = new Map<string, number>();
  for (const { name, count } of seen) events.set(name, (events.get(name) ?? 0) + count);
  return [...grouped('event', events), ...grouped('property', properties)];
}

function grouped(what: NearDuplicate['what'], names: ReadonlyMap<string, number>): NearDuplicate[] {
  const groups = new Map<string, [string, number][]>();
  for (const entry of names) {
    const key = spellingKey(entry[0]);
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1)))
    .map((group) => ({ what, names: group.map(([name]) => name), counts: group.map(([, count]) => count) }))
    .sort((a, b) => ((a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1));
}
