import { describe, expect, test } from 'vitest';
import { readConfigured } from '../../src/code/configured.ts';
import { line, scanText } from './held.ts';

const CALLS = {
  'lib/tracker.ts':
    'export const tracker = JSON.parse("{}");\nexport const useShop = () => JSON.parse("{}");',
  'src/cart.tsx': `import { tracker, useShop } from '../lib/tracker';
import { Seen } from 'acme-ui';

export function Cart() {
  const { note } = useShop();
  tracker.note('Cart Viewed', 'c1', { items: 2, debug: true });
  note({ type: 'Cart', what: 'Cleared', items: 0 });
  return <Seen kind="Cart Shown" items={2} />;
}
`,
};

async function found(wrappers: Parameters<typeof readConfigured>[0]) {
  return (await scanText(CALLS, readConfigured(wrappers))).sites.map(line);
}

describe('configured wrappers', () => {
  test('a method, by its object, with slots and keys to drop', async () => {
    expect(await found([{ function: 'tracker.note', event: 0, properties: 2, drop: ['debug'] }])).toEqual([
      'src/cart.tsx:6:3  track  via own  "Cart Viewed"  { items }',
    ]);
  });
  test('what a hook returns; a name of two parts; the rest of an object', async () => {
    expect(await found([{ hook: 'useShop', event: ['@type', '@what'], join: ' ', rest: true }])).toEqual([
      'src/cart.tsx:7:3  track  via own  "Cart Cleared"  { items }',
    ]);
  });
  test('a component, with its attributes', async () => {
    expect(await found([{ component: 'Seen', event: 'kind', rest: true, sdk: 'segment' }])).toEqual([
      'src/cart.tsx:8:10  track  via segment  "Cart Shown"  { items }',
    ]);
  });
  test('a fixed name, decorated, and only in some paths', async () => {
    expect(
      await found([{ function: 'note', object: 'tracker', name: 'noted', paths: 'src/**' }]),
    ).toHaveLength(1);
    expect(await found([{ function: 'note', object: 'tracker', name: 'noted', paths: 'app/**' }])).toEqual(
      [],
    );
  });
  test('who says whose function it is comes before who does not, whatever the order', async () => {
    const wrappers = [
      { function: 'note', event: 0, properties: 1 },
      { function: 'tracker.note', event: 0, properties: 2 },
    ];
    expect((await found(wrappers))[0]).toBe(
      'src/cart.tsx:6:3  track  via own  "Cart Viewed"  { items, debug }',
    );
  });
  test('an entry that names nothing, and a slot that is none, are refused', () => {
    expect(() => readConfigured([{ event: 0 }])).toThrow('names no function, hook or component');
    expect(() => readConfigured([{ function: 'track', event: 'first' }])).toThrow('"first" is no slot');
  });
});

describe('inferred wrappers', () => {
  test('are reported with their calls, ready for the configuration', async () => {
    const { wrappers } = await scanText({
      'track.ts': `import posthog from 'posthog-js';
export function capture(event: string, { extra }: { extra?: object }) {
  posthog.capture(event, extra);
}
export function failed(error: Error) {
  capture('Payment Failed', { extra: { message: error.message } });
}`,
      'pay.ts':
        "import { capture, failed } from './track';\ncapture('Paid', {});\ncapture('Refunded', {});\nfailed(new Error());",
    });
    expect(wrappers.map(({ name, calls, sdk, config }) => ({ name, calls, sdk, config }))).toEqual([
      {
        name: 'capture',
        calls: 3,
        sdk: 'posthog',
        config: { function: 'capture', event: 0, properties: '1@extra' },
      },
      { name: 'failed', calls: 1, sdk: 'posthog', config: { function: 'failed', name: 'Payment Failed' } },
    ]);
  });

  test('the inside of a wrapper is a site only while nobody calls the wrapper', async () => {
    const wrapper =
      "import mixpanel from 'mixpanel-browser';\nexport const send = (event: string) => mixpanel.track(event);";
    const alone = await scanText({ 'send.ts': wrapper });
    expect(alone.sites.map(line)).toEqual(['send.ts:2:40  track  via mixpanel  {}  -- the parameter event']);
    const called = await scanText({
      'send.ts': wrapper,
      'shop.ts': "import { send } from './send';\nsend('Shop Opened');",
    });
    expect(called.sites.map(line)).toEqual(['shop.ts:2:1  track  via send  "Shop Opened"  {}']);
  });

  test('decoration by a wrapper is part of the name, on the way to an own endpoint it is not', async () => {
    const files = (body: string) => ({
      'send.ts': `import mixpanel from 'mixpanel-browser';\nexport const trackShop = (event: string) => ${body};`,
      'shop.ts': "import { trackShop } from './send';\ntrackShop('Opened');",
    });
    const names = async (body: string) => (await scanText(files(body))).sites.map((site) => site.event);
    expect(await names('mixpanel.track(`Shop ${event}`)')).toEqual(['Shop Opened']);
    expect(await names("fetch('/v1/track', { body: JSON.stringify({ event: `${event} [web]` }) })")).toEqual([
      'Opened',
    ]);
  });

  test('names that a wrapper chooses by a condition on what it is given', async () => {
    const { sites } = await scanText({
      'send.ts':
        "import mixpanel from 'mixpanel-browser';\nconst OLD = 'open';\nexport const trackShop = (event: string) => mixpanel.track(event === OLD ? 'Shop Opened' : event);",
      'shop.ts': "import { trackShop } from './send';\ntrackShop('open');\ntrackShop('Closed');",
    });
    expect(sites.map((site) => site.event)).toEqual(['Shop Opened', 'Closed']);
  });

  test('a payload that is copied key by key, cleaned, or one of the rest is still what the call gives', async () => {
    const keys = async (wrapper: string) => {
      const { sites } = await scanText({
        'send.ts': `import mixpanel from 'mixpanel-browser';\nimport { clean } from 'acme-clean';\nexport ${wrapper}`,
        'shop.ts': "import { trackShop } from './send';\ntrackShop('Opened', { items: 2, open: true });",
      });
      return sites.map((site) => [site.properties.map((one) => one.name), site.open]);
    };
    const copied =
      'function trackShop(event: string, properties: object) { const all: any = {}; for (const key of Object.keys(properties)) all[key] = properties[key]; mixpanel.track(event, all); }';
    expect(await keys(copied)).toEqual([[['items', 'open'], true]]);
    expect(
      await keys('const trackShop = (event: string, data: object) => mixpanel.track(event, clean(data));'),
    ).toEqual([[['items', 'open'], true]]);
    expect(
      await keys(
        'const trackShop = (event: string, ...args: object[]) => mixpanel.track(event, clean(args[0]));',
      ),
    ).toEqual([[['items', 'open'], true]]);
  });

  test('helpers that are given nothing bring the same keys to every call, wherever they are asked first', async () => {
    const { sites } = await scanText({
      'send.ts': `import mixpanel from 'mixpanel-browser';
const shop = { name: 'Shop', ...region() };
function region() { return { region: shop.name, currency: 'EUR' }; }
export function send(event, data) {
  mixpanel.track(event, { ...data, ...region(), ...shop });
}
`,
      'cart.ts': `import { send } from './send';
send('Cart Viewed', { items: 2 });
send('Cart Cleared', { items: 0 });
`,
    });
    const all = 'added { region, currency, name }';
    expect(sites.map(line)).toEqual([
      `cart.ts:2:1  track  via send  "Cart Viewed"  { items }  ${all}`,
      `cart.ts:3:1  track  via send  "Cart Cleared"  { items }  ${all}`,
    ]);
  });
  test('a key that a wrapper writes over is still in the call', async () => {
    const { sites } = await scanText({
      'send.ts':
        "import mixpanel from 'mixpanel-browser';\nexport const trackShop = (event: string, data: object) => mixpanel.track(event, { ...data, market: 'eu', app: 'web' });",
      'shop.ts': "import { trackShop } from './send';\ntrackShop('Opened', { market: 'us', items: 2 });",
    });
    expect(
      sites.map((site) => [site.properties.map((one) => one.name), site.added.map((one) => one.name)]),
    ).toEqual([[['market', 'items'], ['app']]]);
  });

  test('a function that only says that it tracks, until its inside is understood', async () => {
    const { sites } = await scanText({
      'a-first.ts': "import { usage } from './usage-tracker';\nusage.track('shop:opened');",
      'telemetry.ts':
        'export interface Telemetry { sendEvent(name: string, data?: object): void }\nexport declare const telemetry: Telemetry;',
      'usage-tracker.ts': `import { telemetry } from './telemetry';
export class UsageTracker {
  track(key: string) {
    telemetry.sendEvent('Feature Used', { key });
  }
}
export const usage = new UsageTracker();`,
    });
    expect(sites.map((site) => [site.file, site.event, site.confidence])).toEqual([
      ['a-first.ts', 'Feature Used', 'certain'],
      ['usage-tracker.ts', 'Feature Used', 'likely'],
    ]);
  });
});
