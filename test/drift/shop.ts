import { parse } from 'yaml';
import { compareSystems } from '../../src/drift/compare-systems.ts';
import type { DriftOptions, Observed } from '../../src/drift/types.ts';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { mergeProfiles } from '../../src/evidence/profile/merge.ts';
import { ProfileWatcher } from '../../src/evidence/profile/watcher.ts';
import type { Profile } from '../../src/evidence/profile.ts';
import { quickHash, sha256 } from '../../src/evidence/sketch/hash.ts';
import type { Plan } from '../../src/plan/types.ts';
import { parsePlan } from '../../src/testing.ts';
import type { Json, JsonObject } from '../../src/text/json.ts';

// A small shop on two systems: Amplitude has every event, Braze those of signed-in people who agreed. A test (and an
// example on a rule's page) says what is wrong with one side, in a line of YAML.

export const PLAN = `dataplan: 1
name: small-shop
version: 1.0.0
defaults: { owner: shop, from: [web, ios] }
teams: { shop: { function: engineering }, growth: { function: marketing } }
identity:
  types:
    user_id: { of: person, known: true, privacy: user.unique_id }
    anonymous_id: { of: device, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } } }
systems:
  web: { role: source, side: product }
  ios: { role: source, side: product }
  amplitude: { owner: shop }
  braze: { owner: growth, purposes: [marketing], naming: { events: { case: snake } } }
flows:
  - { from: [web, ios], to: amplitude }
  - { from: [web, ios], to: braze, when: { ids.user_id: { type: string } } }
properties:
  order_id: { type: string, privacy: user.unique_id }
  total: { type: number, privacy: none, to: { braze: revenue } }
  currency: { type: string, enum: [EUR, GBP], privacy: none }
  coupon: { type: string, privacy: none }
  category: { type: string, privacy: none }
  price: { type: number, privacy: none }
  products: { type: array, privacy: none, items: { type: object, properties: { sku: string } } }
context: { consent.marketing: { type: boolean, privacy: none }, platform: { type: string, privacy: none } }
events:
  Order Completed: { properties: { order_id: required, total: required, currency: required, coupon:, products: } }
  Product Viewed: { properties: { category: required, price: required } }
  Cart Viewed: { properties: { category: } }
  Products Searched: { properties: { results: { type: integer, privacy: none } } }
  Signed In: { properties: { method: { type: string, privacy: none } } }
needs:
  Big spenders: { kind: audience, owner: growth, system: braze, uses: [Order Completed.total, Product Viewed.category] }
`;

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 9, 1);
const PEOPLE = 2000;
const DAYS = 14;
const KEY = 'a secret of sixteen bytes';

/** One fact, in the words of the plan. */
export interface Fact {
  readonly key: string;
  readonly person: number;
  readonly platform: 'web' | 'ios';
  readonly consent: boolean;
  readonly known: boolean;
  readonly id: string;
  readonly time: number;
  readonly properties: JsonObject;
}

/** 0..1, the same for the same text. */
export function chance(text: string): number {
  return quickHash(text) / 2 ** 48;
}

const RATES: readonly (readonly [string, number])[] = [
  ['Order Completed', 0.06],
  ['Product Viewed', 0.25],
  ['Cart Viewed', 0.1],
  ['Products Searched', 0.12],
  ['Signed In', 0.08],
];
const CATEGORIES = ['kitchen', 'garden', 'toys', 'books'];

export const facts: readonly Fact[] = Array.from({ length: PEOPLE }, (_, person) => factsOf(person)).flat();

function factsOf(person: number): Fact[] {
  const draw = (what: string) => chance(`${person} ${what}`);
  const platform = draw('platform') < 0.4 ? 'ios' : 'web';
  const active = Math.exp(draw('a') + draw('b') - 1);
  const found: Fact[] = [];
  for (let day = 0; day < DAYS; day++) {
    for (const [key, rate] of RATES) {
      const id = `${key} ${person} ${day}`;
      if (chance(id) >= rate * active) continue;
      found.push({
        key,
        person,
        platform,
        consent: draw('consent') < (platform === 'ios' ? 0.6 : 0.8),
        known: draw('known') < 0.8,
        id,
        time: START + day * DAY + Math.floor((0.25 + 0.7 * chance(`${id} t`)) * DAY),
        properties: propertiesOf(key, id, platform),
      });
    }
  }
  return found;
}

function propertiesOf(key: string, id: string, platform: string): JsonObject {
  const category = CATEGORIES[Math.floor(chance(`${id} c`) ** 1.5 * 4)] ?? 'books';
  const price = Math.round(500 * Math.exp(3 * chance(`${id} p`))) / 100;
  // The app shows coupons, the web hides them: who loses one platform has another share of them.
  const coupon = chance(`${id} k`) < (platform === 'ios' ? 0.6 : 0.1) ? { coupon: 'SPRING' } : {};
  const lines = 1 + Math.floor(chance(`${id} n`) * 4);
  const products = Array.from({ length: lines }, (_, line) => ({ sku: `S${line}` }));
  switch (key) {
    case 'Order Completed':
      return {
        order_id: sha256(id).slice(0, 10),
        total: price * 3,
        currency: chance(`${id} e`) < 0.7 ? 'EUR' : 'GBP',
        ...coupon,
        products,
      };
    case 'Product Viewed':
      return { category, price };
    case 'Cart Viewed':
      return { category };
    case 'Products Searched':
      return { results: Math.floor(40 * chance(`${id} r`)) };
    default:
      return { method: 'password' };
  }
}

/** What is wrong with one side; of all events unless `event` says. Shares are 0..1. */
export interface Fault {
  readonly event?: string;
  readonly platform?: string;
  readonly from_day?: number;
  readonly lose?: number;
  readonly repeat?: number;
  readonly rename?: string;
  readonly add?: string;
  readonly delay_hours?: number;
  readonly per_line?: boolean;
  readonly empty?: boolean;
  readonly new_ids?: boolean;
  readonly days?: readonly [number, number];
  /** So many more events of one who is no person, signed in and agreed to everything. */
  readonly bot?: number;
  readonly people?: readonly [number, number];
  readonly days_later?: number;
  readonly seconds?: boolean;
  readonly key?: string;
  readonly version?: string;
  /** Property (by its name there) → what becomes of it. */
  readonly property?: string;
  readonly omit?: number;
  readonly as_text?: number;
  readonly times?: number;
  readonly at_most?: number;
  readonly to?: Readonly<Record<string, string>>;
  readonly share?: number;
  readonly called?: string;
  readonly euros?: boolean;
}

export type System = 'amplitude' | 'braze';

interface Sent {
  readonly event: SampleEvent;
  readonly key: string | null;
  readonly fact: Fact;
}

function sentTo(system: System): Sent[] {
  return facts.flatMap((fact): Sent[] => {
    if (system === 'braze' && !(fact.consent && fact.known)) return [];
    const { total, ...others } = fact.properties;
    const named = system === 'braze' && total !== undefined ? { ...others, revenue: total } : fact.properties;
    const ids: Record<string, Json> = fact.known ? { user_id: `u${fact.person}` } : {};
    return [
      {
        key: fact.key,
        fact,
        event: {
          call: 'track',
          name: system === 'braze' ? fact.key.toLowerCase().replace(' ', '_') : fact.key,
          version: null,
          system,
          time: fact.time,
          receivedAt: fact.time + 2000,
          messageId: sha256(fact.id),
          ids: { ...ids, anonymous_id: `d${fact.person}` },
          properties: named,
          traits: {},
          context: { consent: { marketing: fact.consent }, platform: fact.platform },
          raw: null,
        },
      },
    ];
  });
}

function spoil(sent: readonly Sent[], fault: Fault): Sent[] {
  const touched = ({ fact }: Sent) =>
    (fault.event === undefined || fact.key === fault.event) &&
    (fault.platform === undefined || fact.platform === fault.platform) &&
    fact.time >= START + (fault.from_day ?? 0) * DAY;
  const spoilt = sent.flatMap((each) => (touched(each) ? spoilOne(each, fault) : [each]));
  return fault.bot === undefined ? spoilt : [...spoilt, ...botOf(sent.find(touched), fault.bot)];
}

function botOf(like: Sent | undefined, n: number): Sent[] {
  if (like === undefined) return [];
  return Array.from({ length: n }, (_, i) => {
    const time = START + ((i + 0.5) / n) * DAYS * DAY;
    const ids = { user_id: 'bot', anonymous_id: 'bot' };
    const context = { consent: { marketing: true }, platform: 'web' };
    return { ...like, event: { ...like.event, time, ids, context, messageId: sha256(`bot ${i}`) } };
  });
}

function spoilOne(sent: Sent, fault: Fault): Sent[] {
  const { fact, event } = sent;
  const hit = (share: number | undefined, salt: string) =>
    share !== undefined && chance(`${salt} ${fact.id}`) < share;
  if (fault.empty || hit(fault.lose, 'lose')) return [];
  if (fault.days && !(fact.time >= START + fault.days[0] * DAY && fact.time < START + fault.days[1] * DAY))
    return [];
  if (fault.people && !(fact.person >= fault.people[0] && fact.person < fault.people[1])) return [];
  const change = (parts: Partial<SampleEvent>): Sent => ({ ...sent, event: { ...event, ...parts } });
  if (fault.new_ids) return [change({ messageId: sha256(`${fact.id} again`) })];
  if (fault.rename) return [{ ...change({ name: fault.rename }), key: null }];
  if (fault.add)
    return [
      sent,
      { ...change({ name: fault.add, messageId: sha256(`other ${fact.id}`), properties: {} }), key: null },
    ];
  if (fault.delay_hours !== undefined) return [change({ time: fact.time + fault.delay_hours * 3_600_000 })];
  if (fault.days_later !== undefined) return [change({ time: fact.time + fault.days_later * DAY })];
  if (fault.seconds) return [change({ time: Math.floor(fact.time / 1000) })];
  if (fault.per_line) {
    const products = event.properties['products'];
    return Array.isArray(products) ? products.map(() => change({})) : [sent];
  }
  if (hit(fault.repeat, 'repeat')) return [sent, change({ time: fact.time + 4000 })];
  if (fault.property === undefined) return [sent];
  return [change({ properties: spoilProperty(event.properties, fault.property, fault, hit) })];
}

function spoilProperty(
  properties: JsonObject,
  name: string,
  fault: Fault,
  hit: (share: number | undefined, salt: string) => boolean,
): JsonObject {
  const { [name]: value, ...others } = properties;
  if (value === undefined || hit(fault.omit, 'omit')) return others;
  if (fault.called !== undefined) return { ...others, [fault.called]: value };
  if (hit(fault.as_text, 'text')) return { ...others, [name]: String(value) };
  if (fault.euros && properties['currency'] === 'GBP')
    return { ...others, [name]: Number(value) * 1.17, currency: 'EUR' };
  if (fault.times !== undefined)
    return { ...others, [name]: Math.round(Number(value) * fault.times * 100) / 100 };
  if (fault.at_most !== undefined) return { ...others, [name]: Math.min(Number(value), fault.at_most) };
  const to = fault.to?.[String(value)];
  return to !== undefined && hit(fault.share ?? 1, 'to') ? { ...others, [name]: to } : properties;
}

let parsed: Plan | null = null;

export async function shopPlan(): Promise<Plan> {
  parsed ??= await parsePlan(PLAN);
  return parsed;
}

const whole = new Map<System, readonly Sent[]>();
const profiles = new Map<string, Profile>();

/** The profile of one side, with what is wrong with it. */
export function profileOf(plan: Plan, system: System, faults: readonly Fault[]): Profile {
  // Event by event, so that what a fault does not touch is counted once for all tests.
  const parts = RATES.map(([event]) => {
    const own = faults.filter((fault) => fault.event === undefined || fault.event === event);
    return partOf(plan, system, event, own);
  });
  return mergeProfiles(parts);
}

function partOf(plan: Plan, system: System, event: string, faults: readonly Fault[]): Profile {
  const name = `${system} ${event} ${JSON.stringify(faults)}`;
  const known = profiles.get(name);
  if (known !== undefined) return known;
  const all = whole.get(system) ?? sentTo(system);
  whole.set(system, all);
  const key = faults.find((fault) => fault.key !== undefined)?.key ?? KEY;
  const version = faults.find((fault) => fault.version !== undefined)?.version ?? plan.version;
  const watcher = new ProfileWatcher({
    plan: { ...plan, version },
    planHash: sha256(`${PLAN}${version}`),
    system,
    key,
    tool: 'test',
    format: null,
    sampling: { rate: 1, by: 'none' },
  });
  const own = all.filter(({ fact }) => fact.key === event);
  const sent = faults.reduce<readonly Sent[]>((rest, fault) => spoil(rest, fault), own);
  for (const each of sent) watcher.watch(each.event, each.key, null, { source: 0, line: 1, index: 0 }, true);
  const made = watcher.profile([]);
  profiles.set(name, made);
  return made;
}

/** What is wrong with each side, as on a rule's page: `braze: { event: Order Completed, lose: 0.3 }`. */
export type Faults = Readonly<Partial<Record<System, Fault | readonly Fault[]>>>;

export async function compare(faults: string | Faults, options: DriftOptions = {}): Promise<Observed> {
  const plan = await shopPlan();
  const said = (typeof faults === 'string' ? parse(faults) : faults) as Faults;
  const systems = (['amplitude', 'braze'] as const).map((system) => {
    const own = said[system] ?? [];
    const list = Array.isArray(own) ? (own as readonly Fault[]) : [own as Fault];
    return { system, profile: profileOf(plan, system, list), before: null };
  });
  return compareSystems({ plan, systems, calls: null }, options);
}
