// The command as a user runs it, on files in memory.
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import type { Git, System } from '../../src/system/system.ts';
import { screen } from '../output/shop.ts';
import { SHOP } from '../report/evidence.ts';

const CONFIG = 'version: 1\nplan: shop.plan.yaml\n';
const PLAN = `dataplan: 1
name: shop
version: 1.0.0
standards: { naming: { events: { case: title } } }
teams: { checkout: { function: engineering } }
events:
  order_completed: { owner: checkout, description: A customer bought something. }
`;

const NO_GIT: Git = {
  root: async () => null,
  resolve: async () => null,
  mergeBase: async () => null,
  show: async () => null,
  list: async () => [],
  changed: async () => [],
  isShallow: async () => false,
  head: async () => ({ commit: null, branch: null }),
};

interface Ran {
  code: number;
  out: string;
  err: string;
  system: System;
}

async function dataplan(
  argv: string[],
  files: Record<string, string> = {},
  over: { git?: Partial<Git>; env?: Record<string, string>; system?: System } = {},
): Promise<Ran> {
  const shown = screen(over.env ? { env: over.env } : {});
  const system: System = {
    ...shown.system,
    cwd: '/',
    files:
      over.system?.files ?? memoryFiles({ 'dataplan.config.yaml': CONFIG, 'shop.plan.yaml': PLAN, ...files }),
    git: { ...NO_GIT, ...over.git },
  };
  const code = await run([...argv, '--today', '2026-11-21'], system);
  return { code, out: shown.out(), err: shown.err(), system };
}

describe('check', () => {
  test('one summary, one exit code', async () => {
    const { code, out } = await dataplan(['check']);
    expect(code).toBe(1);
    expect(out).toContain('shop.plan.yaml:7:3  error  naming/event-case');
    expect(out).toContain('First look: ');
    expect(out).toContain('✕ 1 error');
  });

  test('what was not looked at is listed', async () => {
    const { out } = await dataplan(['check', '-f', 'json']);
    expect(JSON.parse(out).notChecked).toContainEqual({
      what: 'diff',
      why: expect.stringContaining('no branch to compare'),
    });
  });

  test('JSON has scorecard, next and since; twice the same bytes', async () => {
    const [first, second] = [
      await dataplan(['check', '-f', 'json']),
      await dataplan(['check', '-f', 'json']),
    ];
    expect(first.out).toBe(second.out);
    const { scorecard, next, since } = JSON.parse(first.out);
    expect(scorecard.parts).toHaveLength(7);
    expect(next.length).toBeGreaterThan(0);
    expect(since).toBeNull();
  });

  test('a plan that does not load is findings, not a crash', async () => {
    const { code, out } = await dataplan(['check', '-f', 'json'], {
      'shop.plan.yaml': 'dataplan: 1\nname: [\n',
    });
    expect(code).toBe(1);
    expect(JSON.parse(out).summary.error).toBeGreaterThan(0);
  });

  test('several outputs from one run', async () => {
    const { system } = await dataplan([
      'check',
      '-f',
      'text',
      '-f',
      'sarif=out.sarif',
      '-f',
      'html=out.html',
      '-f',
      'junit=out.xml',
    ]);
    expect(JSON.parse(await system.files.readText('/out.sarif')).runs[0].results).toHaveLength(1);
    expect(await system.files.readText('/out.html')).toContain('<h1');
    expect(await system.files.readText('/out.xml')).toContain('failures="1"');
  });
});

describe('evidence', () => {
  const files = {
    'dataplan.config.yaml': `version: 1
plan: shop.plan.yaml
rules: { events/unplanned-property: off }
samples:
  - { system: web, files: ["samples/*.ndjson"], event_format: segment }
  - { system: braze, files: ["exports/*.ndjson"], optional: true }
code: [{ system: web, files: ["src/*.ts"] }]
`,
    'shop.plan.yaml': `dataplan: 1
name: shop
version: 1.0.0
systems: { web: { role: source, side: product }, braze: {} }
flows: [{ from: web, to: braze }]
events:
  Order Completed: { properties: { total: { type: number, required: true } } }
  Cart Viewed: {}
`,
    'samples/web.ndjson': [
      { type: 'track', event: 'Order Completed', properties: { total: 3, gift: true } },
      { type: 'track', event: 'Order Completed', properties: {} },
      { type: 'track', event: 'Wishlist Opened', properties: {} },
    ]
      .map(
        (event) =>
          `${JSON.stringify({ ...event, messageId: event.event, timestamp: '2026-11-20T10:00:00Z', anonymousId: 'a1b2' })}\n`,
      )
      .join(''),
    'src/cart.ts': `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'k' });
export const viewed = () => analytics.track('Cart Viewed', {});
export const opened = () => analytics.track('Wishlist Opened', {});
`,
  };

  test('samples and code are read once and held against the plan; what is missing is said', async () => {
    const { out, code } = await dataplan(['check', '-f', 'json'], files);
    const report = JSON.parse(out);
    expect(code).toBe(1);
    const found = report.findings.map(
      ({ rule, subject }: { rule: string; subject: string }) => `${rule} ${subject}`,
    );
    expect(found).toContain('events/missing-property event:Order Completed/property:total');
    // A rule that is off still makes a sample invalid: `gift` is not planned.
    expect(report.events).toMatchObject({ total: 3, valid: 0, unplanned: 1 });
    expect(report.coverage).toMatchObject({
      seen: { 'Order Completed': 2 },
      unplanned: { 'Wishlist Opened': 1 },
    });
    expect(report.scorecard.evidence).toEqual(['code:web', 'samples:web']);
    expect(report.notChecked).toContainEqual({
      what: 'samples:braze',
      why: expect.stringContaining('exports'),
    });
  });

  test('a rule that is off reports nothing and moves no score', async () => {
    const on = await dataplan(['check', '-f', 'json'], {
      ...files,
      'dataplan.config.yaml': files['dataplan.config.yaml'].replace(/rules:.*\n/, ''),
    });
    const off = await dataplan(['check', '-f', 'json'], files);
    const rules = (text: string) => JSON.parse(text).findings.map(({ rule }: { rule: string }) => rule);
    expect(rules(on.out)).toContain('events/unplanned-property');
    expect(rules(off.out)).not.toContain('events/unplanned-property');
    expect(JSON.parse(off.out).scorecard).toEqual(JSON.parse(on.out).scorecard);
  });

  test('a pattern that matches nothing stops the check, unless it is optional', async () => {
    const { code, err } = await dataplan(['check'], {
      ...files,
      'dataplan.config.yaml':
        'version: 1\nplan: shop.plan.yaml\ncode: [{ system: web, files: ["app/*.ts"] }]\n',
    });
    expect([code, err]).toEqual([2, expect.stringContaining('matches no file')]);
  });
});

test('--watch runs again when a file has changed, and ends when interrupted with the last code', async () => {
  const shown = screen();
  const files = memoryFiles({ 'dataplan.config.yaml': CONFIG, 'shop.plan.yaml': PLAN });
  let interrupt = () => {};
  const onInterrupt = (interrupted: () => void) => {
    interrupt = interrupted;
    return () => {};
  };
  const watching = run(['check', '--watch', '--today', '2026-11-21'], {
    ...shown.system,
    cwd: '/',
    files,
    git: NO_GIT,
    onInterrupt,
  });
  await expect.poll(() => shown.err(), { timeout: 20_000 }).toContain('watching for changes');
  expect(shown.out()).toContain('✕ 1 error');
  await files.write('/shop.plan.yaml', `${PLAN.replace('order_completed', 'Order Completed')}# renamed\n`);
  await expect.poll(() => shown.out(), { timeout: 20_000 }).toMatch(/✓ /);
  interrupt();
  expect(await watching).toBe(0);
}, 60_000);

describe('the base', () => {
  const repository: Partial<Git> = {
    root: async () => '/',
    resolve: async (ref) => (ref === 'origin/main' ? 'abc123' : null),
    mergeBase: async () => 'abc123',
    show: async (_, path) =>
      path === 'shop.plan.yaml' ? PLAN.replace('order_completed', 'Cart Viewed') : null,
    list: async () => ['shop.plan.yaml'],
    changed: async () => ['other.txt'],
    head: async () => ({ commit: 'def456', branch: 'feature' }),
  };

  test('what the change adds is said: events, waivers', async () => {
    const waived = PLAN.replace(
      '  order_completed',
      '  # dataplan-ignore naming/event-case until=2027-01-01 -- legacy\n  order_completed',
    );
    const { out, code } = await dataplan(
      ['check', '--against', 'origin/main', '-f', 'json'],
      { 'shop.plan.yaml': waived },
      { git: repository },
    );
    const { since, verdict } = JSON.parse(out);
    // An event that is gone without a tombstone breaks whoever sends it.
    expect([code, verdict.backward]).toEqual([1, 'breaking']);
    expect(since.events).toEqual({ added: ['order_completed'], removed: ['Cart Viewed'] });
    expect(since.newWaivers).toEqual([
      { rules: ['naming/event-case'], reason: 'legacy', until: '2027-01-01', owner: null },
    ]);
  });

  test('a reviewer reads in the text what the change accepts', async () => {
    const waived = PLAN.replace(
      '  order_completed',
      '  # dataplan-ignore naming/event-case until=2027-01-01 -- legacy\n  order_completed',
    );
    const { out } = await dataplan(
      ['check', '--against', 'origin/main'],
      { 'shop.plan.yaml': waived },
      { git: repository },
    );
    expect(out).toContain('new waiver  naming/event-case until 2027-01-01: legacy\n');
  });

  test('--changed keeps findings in files that differ, and calls nothing unused', async () => {
    const { out, code } = await dataplan(
      ['check', '--changed=origin/main', '-f', 'json'],
      {},
      { git: repository },
    );
    expect([code, JSON.parse(out).findings]).toEqual([0, []]);
    const touched = { ...repository, changed: async () => ['shop.plan.yaml'] };
    expect((await dataplan(['check', '--changed=origin/main'], {}, { git: touched })).code).toBe(1);
  });

  test("CI's base branch is taken where none is named", async () => {
    const { out } = await dataplan(
      ['check', '-f', 'json'],
      {},
      { git: repository, env: { GITHUB_BASE_REF: 'main' } },
    );
    expect(JSON.parse(out).since.base).toEqual({ ref: 'origin/main', commit: 'abc123' });
  });

  test('too shallow a clone: exit 2 and the fetch to make', async () => {
    const shallow = { ...repository, mergeBase: async () => null, isShallow: async () => true };
    const { code, err } = await dataplan(['check', '--against', 'origin/main'], {}, { git: shallow });
    expect(code).toBe(2);
    expect(err).toContain('git fetch --unshallow origin main');
  });

  test('a ref that is not there: exit 2 and the fetch to make', async () => {
    const { code, err } = await dataplan(['check', '--against', 'origin/next'], {}, { git: repository });
    expect([code, err]).toEqual([
      2,
      'dataplan: There is no origin/next in this clone. Fetch it: git fetch origin next\n',
    ]);
  });
});

describe('history', () => {
  const HISTORY = '/.dataplan/history.ndjson';

  test('only --record writes it; trend reads it', async () => {
    const first = await dataplan(['check', '--exit-zero']);
    await expect(first.system.files.readText(HISTORY)).rejects.toThrow();
    const recorded = await dataplan(['check', '--record', '--exit-zero'], {}, { system: first.system });
    expect((await recorded.system.files.readText(HISTORY)).trimEnd().split('\n')).toHaveLength(1);
    const { out } = await dataplan(['trend'], {}, { system: recorded.system });
    expect(out).toMatch(/^First look: .*\n/);
  });

  test('--no-worse-than last: passes when nothing got worse, fails when a part did, and says which', async () => {
    const { system } = await dataplan(['check', '--record', '--exit-zero']);
    expect(
      (await dataplan(['check', '--no-worse-than', 'last', '--fail-on', 'never'], {}, { system })).code,
    ).toBe(0);
    await system.files.write('/shop.plan.yaml', PLAN.replace('owner: checkout, ', ''));
    const { code, err } = await dataplan(
      ['check', '--no-worse-than', 'last', '--fail-on', 'never'],
      {},
      { system },
    );
    expect(code).toBe(1);
    expect(err).toMatch(/worse than before: Governance fell from [\d.]+ to [\d.]+ points\./);
  });

  test('a line that a crash cut is said, and the run goes on', async () => {
    const { out } = await dataplan(['check', '-f', 'json', '--exit-zero'], {
      '.dataplan/history.ndjson': '{"v":1,"at":"2026-1',
    });
    expect(JSON.parse(out).notChecked).toContainEqual({
      what: 'history:.dataplan/history.ndjson',
      why: 'line 1 cannot be read',
    });
  });

  test('no history: trend says how to begin', async () => {
    const { code, err } = await dataplan(['trend']);
    expect([code, err]).toEqual([
      2,
      'dataplan: There is no history yet at .dataplan/history.ndjson. A first entry: dataplan check --record\n',
    ]);
  });
});

describe('trace and report', () => {
  test('where does e-mail go, and why may it', async () => {
    const { out } = await dataplan(['trace', 'user.contact.email'], { 'shop.plan.yaml': SHOP });
    expect(out).toContain('→ meta-ads  marketing: consent');
    expect(out).toContain('person traits, email as em, hashed  from web and ios');
  });

  test('an unknown name gets the nearest', async () => {
    const { code, err } = await dataplan(['trace', 'Order Complete'], { 'shop.plan.yaml': SHOP });
    expect([code, err.includes('Did you mean "Order Completed"?')]).toEqual([2, true]);
  });

  test.each([
    ['html', '<!DOCTYPE html>'],
    ['markdown', '# acme-shop 2.1.0: data plan report'],
    ['csv', '\ufeff"activity","controller","personal data"'],
    ['json', '{"schema":1'],
  ])('report -f %s', async (format, start) => {
    const { out, code } = await dataplan(['report', '-f', format], { 'shop.plan.yaml': SHOP });
    expect([code, out.slice(0, start.length)]).toEqual([0, start]);
  });

  test('an existing file is replaced only with --force', async () => {
    const { system } = await dataplan(['report', '-o', '/r.html'], { 'shop.plan.yaml': SHOP });
    const again = await dataplan(['report', '-o', '/r.html'], {}, { system });
    expect([again.code, again.err]).toEqual([
      2,
      'dataplan: /r.html is already there. --force replaces it.\n',
    ]);
    expect((await dataplan(['report', '-o', '/r.html', '--force'], {}, { system })).code).toBe(0);
  });

  test.each(['bash', 'zsh', 'fish'])('completion for %s names every command', async (shell) => {
    const system = screen().system;
    const shown = screen();
    expect(await run(['completion', shell], { ...system, stdout: shown.system.stdout })).toBe(0);
    for (const name of ['check', 'lint', 'trace', 'report']) expect(shown.out()).toContain(name);
    expect(shown.out()).toContain('no-worse-than');
  });
});
