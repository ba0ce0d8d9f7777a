import { describe, expect, test } from 'vitest';
import { line, scanText } from './held.ts';

const TRACK = `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'k' });
export const trackEvent = (name: string, props?: object) => analytics.track(name, props);
`;
const CALL = "import { trackEvent } from './track';\ntrackEvent('Cart Viewed');\n";

/** Scans a shop that also has one file of the given text; the good call must be found whatever that holds. */
async function besides(text: string, path = 'odd.ts') {
  const result = await scanText({ 'track.ts': TRACK, 'cart.ts': CALL, [path]: text });
  return {
    good: result.sites.filter((site) => site.file === 'cart.ts').map((site) => site.event),
    own: result.sites.filter((site) => site.file === path),
    unreadable: result.unreadable.map((one) => one.file),
  };
}

describe('a scan goes on, whatever a file holds', () => {
  const long = (parts: number) => Array.from({ length: parts }, (_, index) => `'a${index}'`);
  test.each([
    ['half-typed code', "import { trackEvent } from './track';\ntrackEvent('Order", ['odd.ts']],
    [
      'deep nesting',
      `import { trackEvent } from './track';\ntrackEvent(${'['.repeat(20_000)}${']'.repeat(20_000)});`,
      ['odd.ts'],
    ],
    [
      'a very long sum',
      `import { trackEvent } from './track';\ntrackEvent(${long(20_000).join(' + ')});`,
      ['odd.ts'],
    ],
    ['text that is no code', '\u0000\u0001analytics.track(\ufffd', ['odd.ts']],
    ['nothing', '', []],
  ] as const)('%s', async (_, text, unreadable) => {
    const found = await besides(text);
    expect(found.good).toEqual(['Cart Viewed']);
    expect(found.unreadable).toEqual(unreadable);
  });

  test('a bundle of ten megabytes is named and left alone', async () => {
    const bundle = `var x = 1;analytics.track('Order Completed');${'/* filler */'.repeat(900_000)}`;
    const found = await besides(bundle, 'bundle.js');
    expect(found.good).toEqual(['Cart Viewed']);
    expect(found.own).toEqual([]);
    expect(found.unreadable).toEqual(['bundle.js']);
  });

  test("a bundle on few lines is as little the project's own as one that says so in its name", async () => {
    const bundle = `${'var a=1;'.repeat(40_000)}analytics.track('Order Completed');`;
    const found = await besides(bundle, 'bundle.js');
    expect(found).toEqual({ good: ['Cart Viewed'], own: [], unreadable: [] });
  });

  test('calls in a file that breaks off are found up to there, with the finding', async () => {
    const found = await besides(
      "import { trackEvent } from './track';\ntrackEvent('Order Completed');\nfunction (",
    );
    expect(found.unreadable).toEqual(['odd.ts']);
    expect(found.own.map((site) => site.event)).toEqual(['Order Completed']);
    expect(found.good).toEqual(['Cart Viewed']);
  });

  test('constants and modules that go in circles end as unknown', async () => {
    const result = await scanText({
      'track.ts': TRACK,
      'a.ts':
        "export * from './b';\nexport { C as D } from './b';\nimport { B } from './b';\nexport const A = B;",
      'b.ts':
        "export * from './a';\nexport { D as C } from './a';\nimport { A } from './a';\nexport const B = A;",
      'use.ts': `import { trackEvent } from './track';
import { A, D } from './a';
const SELF: string = SELF + 'x';
const f = (n: number): string => f(n) + g(n);
const g = (n: number): string => g(n) + f(n);
class Loop extends Loop { name() { return this.name(); } }
trackEvent(A);
trackEvent(D);
trackEvent(f(1));
trackEvent(new Loop().name());
`,
    });
    expect(result.sites.filter((site) => site.file === 'use.ts').map((site) => site.events)).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test('many alternatives do not multiply without end', async () => {
    const choice = (key: string) =>
      `(${long(40)
        .map((part, index) => `${key} > ${index} ? ${part} : `)
        .join('')}'z')`;
    const result = await scanText({
      'track.ts': TRACK,
      'use.ts': `import { trackEvent } from './track';\nexport const f = (a: number, b: number, c: number) => trackEvent(${choice('a')} + ${choice('b')} + ${choice('c')});`,
    });
    const [site] = result.sites.filter((one) => one.file === 'use.ts');
    expect(site?.events.length ?? 0).toBeLessThanOrEqual(60);
  });

  test('a byte order mark and Windows line ends keep lines and columns', async () => {
    const result = await scanText({
      'track.ts': TRACK,
      'cart.ts': `\ufeff${CALL.replaceAll('\n', '\r\n')}  trackEvent('Größe Gewählt');`,
    });
    expect(result.sites.filter((site) => site.file === 'cart.ts').map(line)).toEqual([
      'cart.ts:2:1  track  via trackEvent  "Cart Viewed"  {}',
      'cart.ts:3:3  track  via trackEvent  "Größe Gewählt"  {}',
    ]);
  });

  test('names of objects are ordinary names', async () => {
    const result = await scanText({
      'track.ts': TRACK,
      'use.ts':
        "import { trackEvent } from './track';\nconst NAMES = { constructor: 'Made', __proto__: null };\ntrackEvent(NAMES.constructor, { toString: 1, hasOwnProperty: 2 });\ntrackEvent(NAMES.valueOf);",
    });
    expect(
      result.sites
        .filter((site) => site.file === 'use.ts')
        .map((site) => [site.event, site.properties.map((one) => one.name)]),
    ).toEqual([
      ['Made', ['toString', 'hasOwnProperty']],
      [null, []],
    ]);
  });

  test('a configuration that is half JSON, extends itself or points nowhere', async () => {
    const result = await scanText({
      'tsconfig.json':
        '{ // comment\n "extends": "./tsconfig.json", "compilerOptions": { "paths": { "@x/*": ["../../../etc/*"], }, }, }',
      'package.json': '{ "name": ',
      'track.ts': TRACK,
      'use.ts': "import { trackEvent } from './track';\nimport { NAME } from '@x/passwd';\ntrackEvent(NAME);",
    });
    expect(result.sites.find((site) => site.file === 'use.ts')?.why).toBe(
      'unresolved: external package @x/passwd',
    );
  });
});
