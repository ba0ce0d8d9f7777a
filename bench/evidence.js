// What watching costs per event, against parsing the same lines: identity, personal values, the profile.
// CPU time, interleaved rounds, medians. `node bench/evidence.js [--events N]`
import { randomNumbers } from './detect-data.js';
import { loadModules } from './load-module.js';
import { median } from './ratio.js';

const { ProfileWatcher, watchersFor, parsePlan, identityStreamRules, privacyStreamRules, segment } =
  await loadModules(
    'src/evidence/profile/watcher.ts',
    'src/evidence/watchers.ts',
    'src/plan/parse-plan.ts',
    'src/rules/evidence/identity.ts',
    'src/rules/evidence/privacy.ts',
    'src/samples/formats/segment.ts',
  );

const asked = process.argv.indexOf('--events');
const n = asked < 0 ? 60_000 : Number(process.argv[asked + 1]);
const plan = await parsePlan(planText());
const lines = Array.from({ length: n }, eventLine(randomNumbers(7)));
const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
const checks = [...identityStreamRules, ...privacyStreamRules].flatMap((rule) =>
  rule.on === 'sample' ? rule.checks(plan, { options: rule.defaults, today: '2026-11-21' }) : [],
);
const identityChecks = checks.map((check) =>
  check.operation.op === 'personal' ? { ...check, operation: { op: 'required' } } : check,
);
const personalChecks = checks.filter(({ operation }) => operation.op === 'personal');
const setup = {
  plan,
  planHash: '0',
  system: 'web',
  key: 'a secret of sixteen bytes',
  tool: '0',
  format: 'segment',
  sampling: { rate: 1, by: 'none' },
};

const cases = {
  parse: async () => [],
  read: async () => [],
  identity: async () => (await watchersFor(plan, identityChecks)).watchers,
  personal: async () => (await watchersFor(plan, personalChecks)).watchers,
  profile: async () => [new ProfileWatcher(setup)],
  all: async () => [...(await watchersFor(plan, checks)).watchers, new ProfileWatcher(setup)],
};
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let round = 0; round < 6; round++) {
  for (const [name, make] of Object.entries(cases)) {
    const watchers = await make();
    const spent = once(name, watchers);
    if (round > 0) times[name].push(spent);
  }
}
const parse = median(times.parse);
const read = median(times.read);
console.log(
  `${n} events, ${Math.round(bytes / n)} bytes each; JSON.parse of a line takes ${(parse / n).toFixed(2)} µs\n`,
);
for (const name of Object.keys(cases)) {
  const spent = median(times[name]);
  const own =
    name === 'parse'
      ? ''
      : `  ${((spent - (name === 'read' ? parse : read)) / n).toFixed(2)} µs an event more than ${name === 'read' ? 'parsing' : 'reading'}`;
  console.log(`${name.padEnd(10)} ${(parse / spent).toFixed(2)} x parse${own}`);
}

function once(name, watchers) {
  const idType = (field) =>
    ({ userId: 'user_id', anonymousId: 'anonymous_id', groupId: 'group_id', previousId: 'alias' })[field];
  const reader = segment.open({ system: 'web', map: new Map(), idType });
  const place = { source: 0, line: 0, index: 0 };
  const start = process.cpuUsage();
  for (let i = 0; i < lines.length; i++) {
    const record = JSON.parse(lines[i]);
    if (name === 'parse') continue;
    reader(record, (event) => {
      for (const watcher of watchers) watcher.watch(event, event.name, null, { ...place, line: i + 1 });
    });
  }
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function planText() {
  const events = Array.from(
    { length: 38 },
    (_, i) =>
      `  Event Number ${i}: { properties: { order_id: { type: string }, total: { type: number, privacy: none }, currency: { type: string, enum: [EUR, USD, GBP], privacy: none }, coupon: { type: string }, quantity: { type: integer, privacy: none }, products: { type: array, items: { type: object, properties: { sku: string, price: number } } } } }`,
  );
  return `dataplan: 1
name: bench
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true }
    email: { of: person, known: true, format: email }
    anonymous_id: { of: device }
  priority: [user_id, email, anonymous_id]
  link: { from: anonymous_id, to: user_id, at: [identify] }
  limits: [{ of: email, per: user_id, max: 3 }]
systems: { web: { role: source, side: product }, amplitude: { side: product } }
flows: [{ from: web, to: amplitude }]
events:
${events.join('\n')}
`;
}

/** About 700 bytes, as large as the events of the other benchmarks. */
function eventLine(r) {
  const uuid = () =>
    `${r.text(8, '0123456789abcdef')}-${r.text(4, '0123456789abcdef')}-4${r.text(3, '0123456789abcdef')}-a${r.text(3, '0123456789abcdef')}-${r.text(12, '0123456789abcdef')}`;
  const people = Array.from({ length: 5000 }, () => [uuid(), uuid()]);
  return (_, i) => {
    const [userId, anonymousId] = people[r.int(people.length)];
    const time = new Date(1_795_000_000_000 + i * 500).toISOString();
    return JSON.stringify({
      type: 'track',
      event: `Event Number ${r.int(38)}`,
      messageId: uuid(),
      anonymousId,
      ...(r.int(2) ? { userId } : {}),
      timestamp: time,
      receivedAt: time,
      properties: {
        order_id: r.digits(8),
        total: r.int(10_000) / 100,
        currency: r.pick(['EUR', 'USD', 'GBP']),
        coupon: r.pick(['SUMMER24', 'WELCOME10', '']),
        quantity: 1 + r.int(5),
        products: Array.from({ length: 1 + r.int(3) }, () => ({
          sku: `SKU-${r.digits(4)}`,
          price: r.int(5000) / 100,
        })),
      },
      context: {
        app: { name: 'Shop', version: `3.${r.int(9)}.${r.int(20)}` },
        library: { name: 'analytics.js', version: '2.11.1' },
        page: {
          url: `https://shop.example/p/${r.digits(6)}?utm_source=news`,
          path: `/p/${r.digits(6)}`,
          title: 'A mug with a handle',
        },
        userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36',
        locale: 'de-DE',
      },
    });
  };
}
