// Seeded plans of any size: the shop's words, every section that costs time.

/** mulberry32: small, seeded, the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const OBJECTS = [
  'Order',
  'Product',
  'Cart',
  'Checkout',
  'Account',
  'Coupon',
  'Wishlist',
  'Review',
  'Banner',
  'Parcel',
];
const ACTIONS = [
  'Viewed',
  'Added',
  'Removed',
  'Started',
  'Completed',
  'Shared',
  'Opened',
  'Closed',
  'Searched',
  'Rated',
];
const PARTS = [
  'colour',
  'size',
  'reason',
  'channel',
  'source',
  'method',
  'level',
  'index',
  'amount',
  'state',
];

/** YAML text of a plan with this many events, six properties each from a dictionary of a fifth as many. */
export function makePlan(events, seed = 1) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const lines = [
    'dataplan: 1',
    'name: bench',
    'version: 1.0.0',
    'teams: { checkout: { contact: "#checkout" } }',
    'standards:',
    '  naming: { events: { case: title, form: object-action, tense: past }, properties: { case: snake } }',
    'properties:',
  ];
  const words = (i) => (i === 0 ? '' : ` ${spell(i)}`);
  const names = Array.from(
    { length: Math.max(20, Math.ceil(events / 5)) },
    (_, i) =>
      `${PARTS[i % 10]}${words(Math.floor(i / 10))
        .toLowerCase()
        .replace(' ', '_')}`,
  );
  for (const name of names) {
    const type = pick([
      '{ type: string, maxLength: 80',
      '{ type: integer, minimum: 0',
      '{ type: number',
      '{ type: boolean',
      '{ type: string, enum: [red, green, blue]',
    ]);
    lines.push(
      `  ${name}: ${type}, description: What the shop knows of ${name.replaceAll('_', ' ')} at that moment., privacy: none }`,
    );
  }
  lines.push('events:');
  for (let i = 0; i < events; i++) {
    const suffix = Math.floor(i / 100) === 0 ? '' : `${spell(Math.floor(i / 100))} `;
    lines.push(`  ${OBJECTS[Math.floor(i / 10) % 10]} ${suffix}${ACTIONS[i % 10]}:`);
    lines.push(
      `    description: A visitor of the shop did step ${i} of the journey.`,
      '    owner: checkout',
      '    trigger: The page has stored the step.',
      '    properties:',
    );
    const used = new Set();
    while (used.size < 6) used.add(pick(names));
    for (const name of used)
      lines.push(
        next() < 0.5
          ? `      ${name}: required`
          : `      ${name}: { description: The ${name.replaceAll('_', ' ')} of this step. }`,
      );
  }
  return `${lines.join('\n')}\n`;
}

function spell(n) {
  let text = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
