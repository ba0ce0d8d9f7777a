// The join matrix against exact truth: how far estimated shares are from the true ones at 100,000 people a side, how
// often their interval holds, and how large a sketch is; then with sides that differ tenfold; then single customer
// view coverage. `node bench/joins.js [worlds] [people a side]`: a world has eight cells.
import { createHash } from 'node:crypto';
import { loadModules } from './load-module.js';
import { bounds } from './simulate/bounds.js';
import { START } from './simulate/journeys.js';
import { person } from './simulate/people.js';
import { PLAN } from './simulate/plan.js';
import { stream } from './simulate/random.js';

const worlds = Number(process.argv[2] ?? 13);
const size = Number(process.argv[3] ?? 100_000);
const KEY = 'a secret of sixteen bytes';
const DAY = 86_400_000;
const SKETCH = 64 * 1024;

const { ProfileWatcher, parsePlan, joinsOf, customerView } = await loadModules(
  'src/evidence/profile/watcher.ts',
  'src/plan/parse-plan.ts',
  'src/drift/joins.ts',
  'src/drift/coverage.ts',
);
const plan = await parsePlan(PLAN);

for (const factor of [1, 10]) {
  const cells = [];
  const views = [];
  let largest = 0;
  for (let seed = 1; seed <= worlds; seed++) {
    const sides = populate(seed, factor);
    const systems = [...sides].map(([system, rows]) => ({
      system,
      profile: profileOf(system, rows),
      before: null,
    }));
    for (const { profile } of systems)
      largest = Math.max(largest, ...Object.values(profile.identifiers).map(sizeOf));
    const truth = truthOf(sides);
    for (const join of joinsOf({ plan, systems, calls: null }).joins) {
      const share = truth(join);
      if (share === null) continue;
      cells.push({ ...join, truth: share });
    }
    views.push({ view: customerView({ plan, systems, calls: null }), truth: viewTruth(sides) });
  }
  report(factor, cells, views, largest);
}

/** Who is on which side, with which ids: some have no user id, some two, some an address hashed as it was typed. */
function populate(seed, factor) {
  const random = stream(seed, 'joins', 0);
  const share = 0.1 + 0.7 * random.next();
  const other = size / factor;
  const both = Math.round(share * other);
  const sides = new Map([
    ['amplitude', []],
    ['braze', []],
    ['meta-ads', []],
  ]);
  for (let index = 0; index < size + other - both; index++) {
    const one = person(seed, index, { sessions: 1 });
    const inProduct = index < size;
    const inMarketing = index >= size - both;
    const ids = { user_id: one.user, email: one.typed };
    if (inProduct) sides.get('amplitude').push({ index, ids });
    if (!inMarketing) continue;
    const draw = random.next();
    if (draw < 0.05) sides.get('braze').push({ index, ids: { email: one.email } });
    else if (draw < 0.07) sides.get('braze').push({ index, ids: { ...ids, user_id: `import-${index}` } });
    else sides.get('braze').push({ index, ids: { ...ids, email: one.email } });
    if (random.chance(0.6)) {
      const loose = random.chance(0.5);
      sides.get('meta-ads').push({ index, ids: { email: sha256(loose ? one.typed : one.email) } });
    }
  }
  return sides;
}

function profileOf(system, rows) {
  const watcher = new ProfileWatcher({
    plan,
    planHash: 'x',
    system,
    key: KEY,
    tool: 'bench',
    format: null,
    sampling: { rate: 1, by: 'none' },
  });
  const name = { amplitude: 'Order Completed', braze: 'order_completed', 'meta-ads': 'Purchase' }[system];
  for (const { index, ids } of rows) {
    // On one of the first eleven days, at any hour: nobody is on their way at the end.
    const time = START + (index % 11) * DAY + ((index * 7919) % DAY);
    const event = {
      call: 'track',
      name,
      version: null,
      system,
      time,
      receivedAt: null,
      messageId: null,
      ids,
      properties: {},
      traits: {},
      context: { consent: { marketing: true } },
      raw: null,
    };
    watcher.watch(event, 'Order Completed', null, { source: 0, line: index + 1, index: 0 }, true);
  }
  // The days after, so that the evidence covers two weeks.
  for (let hour = 0; hour < 14 * 24; hour++) {
    const time = START + hour * 3_600_000;
    const event = {
      call: 'track',
      name,
      version: null,
      system,
      time,
      receivedAt: null,
      messageId: null,
      ids: {},
      properties: {},
      traits: {},
      context: {},
      raw: null,
    };
    watcher.watch(event, 'Order Completed', null, { source: 0, line: 1, index: 0 }, true);
  }
  return watcher.profile([]);
}

/** As the recipe compares them: addresses by the hash of their normal form. */
function idsOf(rows, type) {
  const ids = new Set();
  for (const { ids: own } of rows) {
    const value = own[type];
    if (value === undefined) continue;
    ids.add(type === 'email' && value.includes('@') ? sha256(value.toLowerCase()) : value);
  }
  return ids;
}

function truthOf(sides) {
  const sets = new Map();
  const get = (system, type) => {
    const key = `${system} ${type}`;
    if (!sets.has(key)) sets.set(key, idsOf(sides.get(system), type));
    return sets.get(key);
  };
  return ({ left, right, identifier }) => {
    const [a, b] = [get(left, identifier), get(right, identifier)];
    if (a.size === 0 || b.size === 0) return null;
    let found = 0;
    for (const id of a) if (b.has(id)) found++;
    return found / a.size;
  };
}

/** People of product and of marketing, each once, and those whom some id brings together. */
function viewTruth(sides) {
  const product = new Set(sides.get('amplitude').map(({ index }) => index));
  const braze = new Map(sides.get('braze').map(({ index }) => [index, true]));
  let [joined, marketing] = [0, braze.size];
  for (const index of braze.keys()) if (product.has(index)) joined++;
  // Everybody in Meta is in Braze; hashed as typed, they look like one more person there.
  const normal = idsOf(sides.get('braze'), 'email');
  for (const { ids } of sides.get('meta-ads')) if (!normal.has(ids.email)) marketing++;
  return (2 * joined) / (product.size + marketing);
}

function sizeOf({ ids, probes }) {
  const bytes = (rows) => Math.ceil(((rows ?? '').length * 3) / 4);
  return bytes(ids.rows) + Object.values(probes).reduce((sum, { rows }) => sum + bytes(rows), 0);
}

function report(factor, cells, views, largest) {
  const sized = factor === 1 ? `${size} people a side` : `${size} against ${size / factor} people`;
  const told = cells.filter(({ share }) => share !== null);
  const errors = told.map(({ share, truth }) => Math.abs(share - truth)).sort((a, b) => a - b);
  const close = errors.filter((error) => error <= 0.02).length;
  const held = told.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  const points = (at) =>
    (100 * (errors[Math.min(errors.length - 1, Math.floor(at * errors.length))] ?? 0)).toFixed(1);
  const [low, high] = bounds(held, told.length).map((p) => (100 * p).toFixed(0));
  console.log(`${sized}: ${cells.length} cells, ${cells.length - told.length} said to be too few`);
  console.log(
    `  within 2 points: ${close} of ${told.length} (goal 95 of 100${factor === 1 ? `: ${close >= 0.95 * told.length ? 'holds' : 'MISSED'}` : ', at equal sides'})`,
  );
  console.log(`  error: median ${points(0.5)}, p95 ${points(0.95)}, most ${points(1)} points`);
  console.log(`  interval holds: ${held} of ${told.length} (${low}-${high} %)`);
  console.log(
    `  largest sketch of an identifier: ${(largest / 1024).toFixed(1)} KiB (goal ${SKETCH / 1024}: ${largest <= SKETCH ? 'holds' : 'MISSED'})`,
  );
  const off = views.map(({ view, truth }) => Math.abs(view.share - truth)).sort((a, b) => a - b);
  const inside = views.filter(({ view, truth }) => view.low <= truth && truth <= view.high).length;
  console.log(
    `  single customer view: error median ${(100 * off[Math.floor(off.length / 2)]).toFixed(1)}, most ${(100 * off.at(-1)).toFixed(1)} points; interval holds ${inside} of ${views.length}\n`,
  );
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
