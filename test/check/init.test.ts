import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import type { System } from '../../src/system/system.ts';
import { screen } from '../output/shop.ts';

const SHOP: Record<string, string> = {
  '/package.json': '{"name":"@acme/web-shop","dependencies":{"@segment/analytics-next":"1"}}',
  '/src/track.ts': `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'k' });
export function trackEvent(name: string, properties: Record<string, unknown>) {
  analytics.track(name, properties);
}
`,
  '/src/cart.ts': `import { trackEvent } from './track';
trackEvent('Cart Viewed', { currency: 'EUR', items: 3 });
trackEvent('Order Completed', { currency: 'EUR', order_id: '1' });
trackEvent('Product Added', { currency: 'EUR' });
`,
  '/samples/web.ndjson':
    '{"type":"track","event":"Cart Viewed","anonymousId":"a","timestamp":"2026-11-01T00:00:00Z","properties":{"currency":"EUR","items":3}}\n',
  '/notes/words.ndjson': '"not an event"\n',
};

async function init(
  argv: string[],
  files: Record<string, string>,
  over: { stdin?: string; isTTY?: boolean; cwd?: string } = {},
) {
  const shown = screen({ isTTY: over.isTTY ?? false });
  const system: System = {
    ...shown.system,
    cwd: over.cwd ?? '/',
    files: memoryFiles(files),
    stdin: (async function* () {
      if (over.stdin !== undefined) yield new TextEncoder().encode(over.stdin);
    })(),
    git: {
      ...shown.system.git,
      root: async () => null,
      resolve: async (ref) => (ref === 'origin/main' ? 'abc' : null),
      head: async () => ({ commit: null, branch: null }),
    },
  };
  const code = await run(argv, system);
  const read = (path: string) => system.files.readText(path).catch(() => null);
  return { code, out: shown.out(), err: shown.err(), system, read };
}

test('it proposes a plan from the calls, and a configuration from what there is', async () => {
  const { code, read, err } = await init(['init', '--yes'], SHOP);
  expect(code).toBe(0);
  expect(await read('/plans/web-shop.plan.yaml')).toMatchInlineSnapshot(`
    "dataplan: 1
    name: web-shop
    version: 0.1.0
    standards: { naming: { events: { case: title } } }
    systems:
      web: { role: source, side: product, sdk: segment }
    events:
      Cart Viewed:
        properties:
          currency: { type: string, required: true }
          items: { type: number, required: true }
      Order Completed:
        properties:
          currency: { type: string, required: true }
          order_id: { type: string, required: true }
      Product Added:
        properties:
          currency: { type: string, required: true }
    "
  `);
  expect(await read('/dataplan.config.yaml')).toMatchInlineSnapshot(`
    "version: 1
    plan: "plans/web-shop.plan.yaml"
    extends: [recommended]         # minimal < recommended < strict
    samples:                       # say which system each was recorded from
      - { system: web, files: ["samples/*.ndjson"], optional: true }
    code:
      - { system: web, files: ["src/**/*.ts"] }
    diff: { against: origin/main }
    "
  `);
  expect(err).toContain('Wrappers understood by themselves: trackEvent.');
});

test('what it proposes runs at once', async () => {
  const { system } = await init(['init', '--yes'], SHOP);
  const shown = screen();
  const code = await run(['check', '-f', 'json', '--fail-on', 'never'], {
    ...system,
    stdout: shown.system.stdout,
    stderr: shown.system.stderr,
  });
  expect([code, shown.err()]).toEqual([0, '']);
  const report = JSON.parse(shown.out());
  expect(report.events).toMatchObject({ total: 1, valid: 1 });
  expect(report.scorecard.evidence).toEqual(['code:web', 'samples:web']);
});

test('without --yes and without a terminal it shows and writes nothing', async () => {
  const { out, err, read } = await init(['init'], SHOP);
  expect(out).toContain('# plans/web-shop.plan.yaml\ndataplan: 1');
  expect(err).toContain('Nothing is written yet');
  expect(await read('/dataplan.config.yaml')).toBeNull();
});

test.each([
  ['\n', true],
  ['y\n', true],
  ['n\n', false],
  ['', false],
])('on a terminal it asks; %j', async (stdin, written) => {
  const { read } = await init(['init'], SHOP, { stdin, isTTY: true });
  expect((await read('/dataplan.config.yaml')) !== null).toBe(written);
});

test('it overwrites nothing', async () => {
  const { read, err } = await init(['init', '--yes'], {
    ...SHOP,
    '/dataplan.config.yaml': 'version: 1\n',
  });
  expect(await read('/dataplan.config.yaml')).toBe('version: 1\n');
  expect(err).toContain('dataplan.config.yaml is already there and stays as it is.');
});

test('a plan that is there is taken; one of another tool is named with the import to run', async () => {
  const { read, err } = await init(['init', '--yes'], {
    ...SHOP,
    '/data/shop.plan.yaml': 'dataplan: 1\nname: shop\nversion: 1.0.0\n',
    '/data/tracking-plan.json': '{}',
  });
  expect(await read('/dataplan.config.yaml')).toContain('plan: "data/shop.plan.yaml"');
  expect(await read('/plans/web-shop.plan.yaml')).toBeNull();
  expect(err).toContain('dataplan import data/tracking-plan.json');
});

test('an empty folder gets a first plan that lints', async () => {
  const { system } = await init(['init', '--yes'], { '/empty/README.md': '# Empty\n' }, { cwd: '/empty' });
  const shown = screen();
  expect(await run(['lint'], { ...system, stdout: shown.system.stdout })).toBe(0);
});
