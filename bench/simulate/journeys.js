// What people do: sessions through the funnel, orders and refunds, as facts that every system then has in its own way.
import { person } from './people.js';
import { stream } from './random.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Monday. */
export const START = Date.UTC(2026, 9, 5);

const WEEKDAYS = [1, 0.95, 0.95, 1, 1.05, 1.2, 1.15];
const DAILY_SHOCK = 0.15;
const HOURS = [2, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 9, 8, 8, 8, 9, 11, 13, 15, 15, 12, 8, 4];
const CATEGORIES = [
  ['kitchen', 0.35],
  ['living', 0.25],
  ['garden', 0.2],
  ['kids', 0.12],
  ['books', 0.08],
];
const TAX = { DE: 0.19, FR: 0.2, GB: 0.2, US: 0 };
const CURRENCY = { DE: 'EUR', FR: 'EUR', GB: 'GBP', US: 'USD' };
const RETRIES = 0.01;
const REFUNDS = 0.04;
const BOT_FACTOR = 100;
/** Sessions that a person has in two weeks, and devices of all kinds. */
const SESSIONS = 1.6;
const DEVICES = 1.5;

/**
 * The world of one seed: `people`, and `facts` in no particular order. A fact has its event (the plan's key), person,
 * device, time and arrival (both in milliseconds), whether the person was known by then, and properties.
 */
export function simulate(seed, { people: count = 20_000, first = 0, days = 14, sessions = SESSIONS } = {}) {
  const weights = dayWeights(seed, 0, days);
  const people = Array.from({ length: count }, (_, index) => person(seed, first + index, { sessions }));
  const facts = [];
  for (const one of people) live(seed, one, weights, facts);
  return numbered({ seed, people, facts, days }, 'plain');
}

/** More sessions of the same people, on days of their own (`to` exclusive): `mean` times what they have in two weeks. */
export function more(seed, { people }, { process, from, to, mean }) {
  const weights = dayWeights(seed, from, to);
  const facts = [];
  for (const one of people) {
    const random = stream(seed, process, one.index);
    for (let n = random.poisson(one.sessions * mean); n > 0; n--) {
      visit(random, one, one.known && random.next() >= one.knownFrom, start(random, weights), facts);
    }
  }
  return numbered({ seed, people, facts, days: to }, process);
}

/** Bots look at products and do nothing else; they never sign in. */
export function crawlers(seed, { people, days }, { share }) {
  const weights = dayWeights(seed, 0, days);
  const facts = [];
  const bots = Math.round(share * people.length * DEVICES);
  for (let index = 0; index < bots; index++) {
    const random = stream(seed, 'bot', index);
    const device = { id: random.uuid(), clock: 0, version: '3.1.0' };
    const bot = { ...people[0], index: -1 - index, known: false, consentFrom: Infinity, platform: 'web' };
    for (let n = random.poisson(SESSIONS * BOT_FACTOR); n > 0; n--) {
      const add = adder(random, { person: bot, device, known: false }, start(random, weights), facts);
      for (let views = 0; views < 3; views++) add('Product Viewed', viewed(random, bot));
    }
  }
  return numbered({ seed, people, facts, days }, 'bots');
}

/** Each fact has a number of its own, by which it is lost or drawn. */
function numbered(world, process) {
  const base = [...process].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 97, 7) * 10_000_000;
  for (let at = 0; at < world.facts.length; at++) world.facts[at].at = base + at;
  return world;
}

/** Days with the sums of their weights, for drawing one. A day's luck is its own, whichever days are drawn from. */
function dayWeights(seed, from, to) {
  let sum = 0;
  return Array.from({ length: to - from }, (_, i) => {
    const shock = Math.exp(DAILY_SHOCK * stream(seed, 'shock', from + i).normal());
    sum += WEEKDAYS[(from + i) % 7] * shock;
    return { day: from + i, sum };
  });
}

function live(seed, one, weights, facts) {
  const random = stream(seed, 'sessions', one.index);
  const starts = Array.from({ length: random.poisson(one.sessions) }, () => start(random, weights)).sort(
    (a, b) => a - b,
  );
  for (const [i, time] of starts.entries()) {
    visit(random, one, one.known && i >= Math.floor(one.knownFrom * starts.length), time, facts);
  }
}

function visit(random, one, known, time, facts) {
  const device = one.devices[random.below(one.devices.length)];
  session(random, { person: one, device, known, fresh: known && random.chance(0.3) }, time, facts);
}

function start(random, weights) {
  const at = random.next() * weights[weights.length - 1].sum;
  const { day } = weights.find(({ sum }) => at < sum) ?? weights[weights.length - 1];
  return START + day * DAY + hourOfDay(random) * HOUR + random.next() * HOUR;
}

const HOUR_SUM = HOURS.reduce((sum, n) => sum + n, 0);
const HOUR_WEIGHTS = HOURS.map((n, hour) => [hour, n / HOUR_SUM]);

function hourOfDay(random) {
  return random.pick(HOUR_WEIGHTS);
}

function session(random, who, time, facts) {
  const { person: one } = who;
  const add = adder(random, who, time, facts);
  if (who.fresh) add('Signed In', { method: random.chance(0.7) ? 'password' : 'link' });
  if (random.chance(0.3))
    add('Products Searched', { query_length: 3 + random.below(20), results: random.below(60) });
  const views = 1 + random.poisson(1.2);
  for (let i = 0; i < views; i++) add('Product Viewed', viewed(random, one));
  if (random.chance(0.12)) add('Wishlist Item Added', { sku: sku(random) });
  if (!random.chance(0.45)) return;
  add('Product Added', { sku: sku(random), price: price(random), quantity: 1 + random.below(3) });
  if (random.chance(0.6)) add('Cart Viewed', { items: 1 + random.below(5) });
  if (!random.chance(0.55)) return;
  add('Checkout Started', { items: 1 + random.below(5) });
  if (!who.known || !random.chance(0.75)) return;
  const order = ordered(random, one);
  add('Order Completed', order);
  if (random.chance(REFUNDS)) {
    const { order_id, total, currency } = order;
    add('Order Refunded', { order_id, total, currency }, (0.05 + random.next()) * DAY);
  }
}

function viewed(random, one) {
  const properties = {
    sku: sku(random),
    price: price(random),
    category: random.pick(CATEGORIES),
    seconds_on_page: Math.round(random.lognormal(3, 0.9)) + 1,
    plan_tier: one.tier,
  };
  // One in twenty products is in no category: the baseline that an injected gap has to stand out from.
  if (random.chance(0.05)) delete properties.category;
  return properties;
}

function ordered(random, one) {
  const net = random.lognormal(3.6, 0.8);
  const lines = 1 + random.poisson(0.8);
  const properties = {
    order_id: `o-${random.uuid().slice(0, 13)}`,
    total: cents(net * (1 + TAX[one.country])),
    tax: cents(net * TAX[one.country]),
    currency: CURRENCY[one.country],
    lines,
  };
  if (random.chance(0.2)) properties.coupon = random.chance(0.6) ? 'WELCOME10' : 'FRIENDS5';
  return properties;
}

/** Adds facts of one session, each some seconds after the one before, and now and then one twice. */
function adder(random, { person: one, device, known }, time, facts) {
  let at = time;
  return (event, properties, after = 0) => {
    at += 1000 + random.next() * 60_000;
    const stamped = Math.round(at + after + device.clock);
    const slow = random.chance(0.02) ? DAY * (1 + random.next()) : random.lognormal(7, 1.2);
    const fact = {
      event,
      person: one,
      device,
      known,
      time: stamped,
      arrival: stamped + Math.round(slow),
      properties,
      id: `m-${one.index}-${facts.length}`,
    };
    facts.push(fact);
    // A retry: the same message once more.
    if (random.chance(RETRIES)) facts.push({ ...fact, arrival: fact.arrival + 30_000 });
  };
}

function sku(random) {
  return `SKU-${100 + Math.floor(900 * random.next() ** 2)}`;
}

function price(random) {
  return cents(random.lognormal(3, 0.7));
}

export function cents(amount) {
  return Math.round(amount * 100) / 100;
}
