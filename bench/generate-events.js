// A seeded stream of Segment-style events with known defects: `node bench/generate-events.js --bytes 1e9 --out DIR`
// writes events.ndjson, truth.ndjson (one line a defect: {line, kind}) and plan.yaml. Without --out the events
// go to stdout, for streams larger than a disk.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const objects = [
  'Order',
  'Product',
  'Cart',
  'Checkout',
  'Coupon',
  'Account',
  'Review',
  'Wishlist',
  'Return',
  'Invoice',
];
const actions = ['Viewed', 'Added', 'Removed', 'Completed'];
/** 38 track events; the shape of each follows from its number. */
export const events = objects
  .flatMap((object) => actions.map((action) => `${object} ${action}`))
  .slice(0, 38);
const currencies = ['EUR', 'USD', 'GBP'];
const words = [
  'summer',
  'linen',
  'dress',
  'blue',
  'large',
  'cotton',
  'kitchen',
  'oak',
  'lamp',
  'garden',
  'winter',
  'wool',
];
const pages = ['Home', 'Category', 'Product', 'Basket', 'Help'];
const agents = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148',
];
/** Every kind of defect with the rule that has to find it; `personal` leaves the event valid. */
export const defects = [
  'missing_required',
  'wrong_type',
  'outside_enum',
  'bad_pattern',
  'unplanned_property',
  'unplanned_event',
  'malformed',
  'no_identity',
  'personal',
];

/** mulberry32: small, seeded, the same on every machine. */
export function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One event after another: `next()` gives the line and the kind of defect in it, or null. */
export function generator(seed, rate = 0.05) {
  const next = random(seed);
  const int = (max) => Math.floor(next() * max);
  const pick = (list) => list[int(list.length)];
  const hex = (n) => {
    let text = '';
    while (text.length < n) text += int(0x10000).toString(16).padStart(4, '0');
    return text.slice(0, n);
  };
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const users = Array.from({ length: 50_000 }, () => [uuid(), uuid()]);
  let time = Date.UTC(2026, 4, 1);
  const day = () => new Date(time).toISOString();

  const event = (defect) => {
    time += int(400);
    const [user, device] = pick(users);
    const roll = next();
    const call =
      defect && defect !== 'malformed' ? 'track' : roll < 0.9 ? 'track' : roll < 0.97 ? 'page' : 'identify';
    const known = next() < 0.6 || call === 'identify';
    const context = {
      ip: `${int(256)}.${int(256)}.${int(256)}.${int(256)}`,
      userAgent: pick(agents),
      locale: pick(['de-DE', 'en-US', 'fr-FR']),
      country: pick(['DE', 'US', 'FR', 'GB']),
      app: { name: 'shop', version: `${2 + int(2)}.${int(12)}.${int(5)}`, build: String(int(5000)) },
      library: { name: 'analytics.js', version: '2.11.1' },
      page: {
        path: `/${pick(words)}/${pick(words)}`,
        url: `https://shop.acme.example/${pick(words)}/${pick(words)}`,
        title: 'Acme',
      },
      consent: { marketing: next() < 0.5 },
    };
    const base = {
      type: call,
      messageId: `ajs-${uuid()}`,
      timestamp: day(),
      anonymousId: device,
      userId: known ? user : undefined,
      context,
    };
    if (defect === 'no_identity') Object.assign(base, { anonymousId: undefined, userId: undefined });
    if (call === 'identify')
      return { ...base, traits: { plan_tier: pick(['free', 'plus']), newsletter: next() < 0.5 } };
    if (call === 'page')
      return {
        ...base,
        name: pick(pages),
        properties: { path: `/${pick(words)}`, referrer: 'https://search.example/' },
      };
    const number = int(events.length);
    const properties = {
      order_id: String(10_000_000 + int(90_000_000)),
      total: Math.round(next() * 50_000) / 100,
      currency: pick(currencies),
      quantity: 1 + int(9),
      is_gift: next() < 0.1,
      placed_at: day(),
      note: `${pick(words)} ${pick(words)} ${pick(words)}`,
    };
    for (let i = 0; i < number % 4; i++) properties[`${words[i]}_score`] = int(1000);
    if (number % 3 === 0) {
      properties.products = Array.from({ length: 1 + int(2) }, () => ({
        sku: `SKU-${int(99_999)}`,
        price: int(20_000) / 100,
      }));
    }
    let name = events[number];
    if (defect === 'missing_required') delete properties[pick(['order_id', 'total', 'currency'])];
    if (defect === 'wrong_type') properties.total = String(properties.total);
    if (defect === 'outside_enum') properties.currency = 'XXX';
    if (defect === 'bad_pattern') properties.order_id = `A${properties.order_id}`;
    if (defect === 'unplanned_property') properties.utm_hint = pick(words);
    if (defect === 'unplanned_event') name = `${name} Twice`;
    if (defect === 'personal') properties.note = `write to ${pick(words)}.${pick(words)}@mailbox.org please`;
    return { ...base, event: name, properties };
  };
  return () => {
    const defect = next() < rate ? pick(defects) : null;
    const line = JSON.stringify(event(defect));
    return { line: defect === 'malformed' ? line.slice(0, line.length - 1 - int(40)) : line, defect };
  };
}

/** The plan that the clean events fulfil. */
export function plan() {
  const lines = [
    'dataplan: 1',
    'name: bench-shop',
    'version: 1.0.0',
    'identity:',
    '  types:',
    '    user_id: { of: person, known: true, format: uuid, privacy: user.unique_id }',
    '    anonymous_id: { of: device, format: uuid, privacy: user.unique_id.pseudonymous }',
    '  priority: [user_id, anonymous_id]',
    'systems: { web: { role: source, side: product, sdk: segment } }',
    'properties:',
    '  order_id: { type: string, pattern: "^[0-9]{8}$", privacy: none }',
    '  total: { type: number, minimum: 0, unit: currency, privacy: none }',
    `  currency: { type: string, enum: [${currencies.join(', ')}], privacy: none }`,
    '  quantity: { type: integer, minimum: 1, privacy: none }',
    '  is_gift: { type: boolean, privacy: none }',
    '  placed_at: { type: string, format: date-time, privacy: none }',
    '  note: { type: string, maxLength: 200, privacy: none }',
    ...words.map((word) => `  ${word}_score: { type: integer, minimum: 0, maximum: 1000, privacy: none }`),
    '  products: { type: array, minItems: 1, privacy: none, items: { type: object, additionalProperties: false, properties: { sku: { type: string, required: true }, price: { type: number, minimum: 0 } } } }',
    'context:',
    '  ip: { type: string, privacy: user.device.ip_address }',
    '  country: { type: string, pattern: "^[A-Z]{2}$", required: true, privacy: none }',
    '  app.version: { type: string, required: true, privacy: none }',
    'traits: { person: { plan_tier: { type: string, enum: [free, plus], privacy: none }, newsletter: { type: boolean, privacy: none } } }',
    'events:',
  ];
  events.forEach((name, number) => {
    const scores = words.slice(0, number % 4).map((word) => `${word}_score:`);
    const products = number % 3 === 0 ? ['products: required'] : [];
    const rest = [
      'order_id: required',
      'total: required',
      'currency: required',
      'quantity:',
      'is_gift:',
      'placed_at:',
      'note:',
      ...scores,
      ...products,
    ];
    lines.push(`  ${name}: { properties: { ${rest.join(', ')} } }`);
  });
  lines.push('  Any page: { name: "*", call: page, properties: { path: string, referrer: string } }', '');
  return lines.join('\n');
}

/** Writes at least `bytes` of events to a file descriptor; `seen` hears of every line. */
export function writeEvents(fd, bytes, seed, seen) {
  const next = generator(seed);
  let total = 0;
  let batch = '';
  for (let line = 1; total < bytes; line++) {
    const made = next();
    seen(line, made.defect);
    batch += `${made.line}\n`;
    if (batch.length < 1 << 20) continue;
    total += batch.length;
    writeAll(fd, batch);
    batch = '';
  }
  writeAll(fd, batch);
}

/** A pipe may take less than it is given, or nothing for a moment. */
function writeAll(fd, text) {
  const data = Buffer.from(text);
  for (let at = 0; at < data.length; ) {
    try {
      at += writeSync(fd, data, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name, fallback) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? fallback : process.argv[at + 1];
  };
  const bytes = Number(option('bytes', '1e8'));
  const seed = Number(option('seed', '1'));
  const out = option('out', null);
  if (out === null) writeEvents(1, bytes, seed, () => {});
  else {
    mkdirSync(out, { recursive: true });
    const [data, truth] = ['events.ndjson', 'truth.ndjson'].map((name) => openSync(join(out, name), 'w'));
    writeEvents(
      data,
      bytes,
      seed,
      (line, kind) => kind && writeSync(truth, `${JSON.stringify({ line, kind })}\n`),
    );
    writeFileSync(join(out, 'plan.yaml'), plan());
    closeSync(data);
    closeSync(truth);
  }
}
