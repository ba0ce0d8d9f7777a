// A seeded Segment tracking plan as years of use leave it: `node bench/legacy-plan.js [events=900] [seed=1] > plan.json`.
// Its defects have the shares that were counted in real plans: mixed cases, spellings side by side, one-off types,
// no required property anywhere, missing types and descriptions, data and invisible characters inside names.
import { pathToFileURL } from 'node:url';
import { random } from './generate-events.js';

const objects = [
  'Order',
  'Product',
  'Cart',
  'Checkout',
  'Collection',
  'Site',
  'Page',
  'Form',
  'Plan',
  'Workspace',
  'Member',
  'Invoice',
  'Coupon',
  'Search',
  'Menu',
];
const parts = [
  'Item',
  'List',
  'Panel',
  'Button',
  'Settings',
  'Preview',
  'Template',
  'Link',
  'Banner',
  'Filter',
];
const actions = ['Clicked', 'Viewed', 'Opened', 'Created', 'Deleted', 'Updated', 'Started', 'Completed'];
const spellings = [
  ['site id', 'siteId', 'site_id'],
  ['workspace id', 'workspaceId', 'workspace_id'],
  ['Plan Type', 'plan type', 'planType'],
];
const names = [
  'source',
  'mode',
  'location',
  'label',
  'index',
  'ecommerce enabled',
  'email',
  'phone',
  'created at',
  'url',
  'total',
  'currency',
  'ip',
];
const common = {
  source: 'string',
  mode: 'string',
  location: 'string',
  label: 'string',
  index: 'integer',
  'ecommerce enabled': 'boolean',
  email: 'string',
  phone: 'string',
  url: 'string',
  total: 'number',
  currency: 'string',
  ip: 'string',
};

/** The plan as an object; the same for the same seed. */
export function legacyPlan(count = 900, seed = 1) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const chance = (share) => next() < share;
  const keys = new Set();
  const rules = [];
  while (rules.length < count) {
    const key = nameOf({ pick, chance, next });
    if (keys.has(key)) continue;
    keys.add(key);
    rules.push({
      key,
      type: 'TRACK',
      version: 1,
      jsonSchema: schemaOf({ pick, chance, next, key }),
      deprecatedAt: '0001-01-01T00:00:00.000Z',
    });
  }
  return { id: 'tp_legacy', name: 'Legacy shop', rules };
}

function nameOf({ pick, chance, next }) {
  const words = chance(0.7) ? [pick(objects), pick(parts), pick(actions)] : [pick(objects), pick(actions)];
  const title = words.join(' ');
  if (chance(0.1))
    return `Help Center Article: How do I change my ${title.toLowerCase()} (${Math.floor(next() * 500)})`;
  if (chance(0.01)) return title.replace(' ', '\u2008');
  if (chance(0.17)) return title.replace(/ (\w+)$/, (_, last) => ` ${last.toLowerCase()}`);
  if (chance(0.06)) return title.charAt(0) + title.slice(1).toLowerCase();
  if (chance(0.03)) return title.toUpperCase();
  if (chance(0.03)) return title.replace(/ (Clicked|Viewed|Opened)$/, 's $1');
  return title;
}

function schemaOf({ pick, chance, next, key }) {
  const properties = {};
  const size = chance(0.05) ? 0 : 3 + Math.floor(next() * 18);
  for (let at = 0; at < size; at++) {
    const name = chance(0.3) ? pick(pick(spellings)) : pick(names);
    properties[name] = chance(0.05)
      ? {}
      : {
          type: chance(0.01)
            ? pick(['object', 'array', 'string'])
            : (common[name] ?? (name === 'created at' ? pick(['string', 'number']) : 'string')),
        };
  }
  return {
    type: 'object',
    ...(chance(0.04) ? { description: key } : {}),
    properties: { properties: { type: 'object', properties } },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [count = '900', seed = '1'] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(legacyPlan(Number(count), Number(seed)), null, 2)}\n`);
}
