// `dataplan drift` as a user runs it, on files in memory.
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import type { System } from '../../src/system/system.ts';
import { screen } from '../output/shop.ts';

const PLAN = `dataplan: 1
name: shop
version: 1.0.0
identity:
  types: { user_id: { of: person, known: true, unique: true, immutable: true, pattern: "^c-[0-9]+$" } }
  priority: [user_id]
systems:
  web: { role: source, side: product }
  braze: { identity: { external_id: user_id } }
  amplitude: {}
flows: [{ from: web, to: [braze, amplitude] }]
events:
  Order Completed: { properties: { total: { type: number, required: true } } }
  Order Refunded: { properties: { total: { type: number, required: true } } }
`;
const CONFIG = `version: 1
plan: shop.plan.yaml
samples:
  - { system: web, files: [web.ndjson], event_format: segment }
  - { system: braze, files: [braze.ndjson], event_format: braze }
`;

function line(n: number, event: string): string {
  const time = new Date(Date.UTC(2026, 10, 1 + (n % 14), 10)).toISOString();
  return JSON.stringify({
    type: 'track',
    messageId: `${event}-${n}`,
    timestamp: time,
    userId: `c-${n}`,
    event,
    properties: { total: 10 + n },
  });
}

function arrived(n: number, name = 'Order Completed'): string {
  const time = new Date(Date.UTC(2026, 10, 1 + (n % 14), 10)).toISOString();
  return JSON.stringify({
    external_id: `c-${n}`,
    name,
    time,
    properties: { total: 10 + n },
  });
}

const numbers = Array.from({ length: 140 }, (_, n) => n);
const FILES = {
  'dataplan.config.yaml': CONFIG,
  'shop.plan.yaml': PLAN,
  'web.ndjson': [
    ...numbers.map((n) => line(n, 'Order Completed')),
    ...numbers.map((n) => line(n, 'Order Refunded')),
  ].join('\n'),
  'braze.ndjson': numbers.map((n) => arrived(n)).join('\n'),
};

async function dataplan(
  argv: string[],
  files: Record<string, string> = {},
  env: Record<string, string> = {},
) {
  const shown = screen({ env });
  const system: System = {
    ...shown.system,
    cwd: '/',
    files: memoryFiles({ ...FILES, ...files }),
    git: { ...shown.system.git, root: async () => null, head: async () => ({ commit: null, branch: null }) },
  };
  const code = await run([...argv, '--today', '2026-11-21'], system);
  return { code, out: shown.out(), err: shown.err(), files: system.files };
}

interface Document {
  findings: { rule: string; subject: string }[];
  matrix: {
    event: string;
    property: string | null;
    planned: boolean;
    code: string;
    seen: Record<string, number | null>;
  }[];
  gaps: {
    event: string;
    left: { count: number };
    right: { count: number };
    causes: { cause: string; count: number }[];
    unexplained: number;
  }[];
  joins: { left: string; right: string; identifier: string; share: number }[];
  customerView: { people: number; joinable: number; share: number };
  notChecked: { what: string; why: string }[];
}

async function json(
  argv: string[],
  files: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<Document> {
  const { out, err } = await dataplan(['drift', '--json', ...argv], files, env);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as Document;
}

describe('drift of the configured samples', () => {
  test('finds what never arrives, and says who can be joined', async () => {
    const found = await json([]);
    expect(found.findings.map(({ rule, subject }) => `${rule} ${subject}`)).toContain(
      'drift/missing-event event:Order Refunded',
    );
    expect(
      found.matrix.find(({ event, property }) => event === 'Order Refunded' && property === null)?.seen,
    ).toEqual({ web: 140, braze: 0 });
    expect(found.joins.find(({ left, right }) => left === 'web' && right === 'braze')).toMatchObject({
      identifier: 'user_id',
      share: 1,
    });
    expect(found.customerView).toMatchObject({ people: 140, joinable: 140, share: 1 });
    for (const { left, right, causes, unexplained } of found.gaps)
      expect(left.count - causes.reduce((sum, { count }) => sum + count, 0) - unexplained).toBe(right.count);
  });

  test('the same bytes twice, and exit code 1 where an error is open', async () => {
    const [first, second] = [await dataplan(['drift', '--json']), await dataplan(['drift', '--json'])];
    expect(first.out).toBe(second.out);
    expect(first.code).toBe(1);
  });

  test('says which systems there is nothing of, and that no code was read', async () => {
    const { notChecked } = await json([]);
    expect(notChecked.map(({ what }) => what)).toEqual(expect.arrayContaining(['samples:amplitude', 'code']));
  });

  test('an empty export is said to be empty, and nothing is missed in it', async () => {
    const { findings } = await json([], { 'braze.ndjson': '' });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('evidence/empty-export');
    expect(rules.filter((rule) => rule.startsWith('drift/'))).toEqual([]);
  });

  test('an export of every fiftieth person is taken for a sample, and nobody is missed in it', async () => {
    const orders = Array.from({ length: 1400 }, (_, n) => n);
    const names = [
      'Cart Viewed',
      'Cart Emptied',
      'Coupon Added',
      'Coupon Removed',
      'Offer Viewed',
      'Offer Clicked',
      'Mail Opened',
      'Mail Closed',
    ];
    const plan = `${PLAN}${names.map((name) => `  ${name}: { properties: { total: number } }\n`).join('')}`;
    const all = orders.flatMap((n) =>
      [...names, 'Order Completed', 'Order Refunded'].map((name) => line(n, name)),
    );
    const few = orders
      .filter((n) => n % 50 === 0)
      .flatMap((n) => [...names, 'Order Completed', 'Order Refunded'].map((name) => arrived(n, name)));
    const { findings } = await json([], {
      'shop.plan.yaml': plan,
      'web.ndjson': all.join('\n'),
      'braze.ndjson': few.join('\n'),
    });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('evidence/sampled-side');
    expect(rules.filter((rule) => rule === 'drift/volume' || rule === 'drift/missing-event')).toEqual([]);
  });

  test('a clock that took seconds for milliseconds is said, and no lag is made of it', async () => {
    const then = (time: string) => new Date(Date.parse(time) / 1000).toISOString();
    const shifted = numbers.map((n) =>
      arrived(n).replace(/"time":"([^"]+)"/, (_, time: string) => `"time":"${then(time)}"`),
    );
    const { findings } = await json([], { 'braze.ndjson': shifted.join('\n') });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('evidence/time-unit');
    expect(rules.filter((rule) => rule === 'drift/lag' || rule === 'drift/time-zone')).toEqual([]);
  });

  test('check has it too, and the report shows it', async () => {
    const { out } = await dataplan(['check', '--json']);
    expect((JSON.parse(out) as Document).findings.map(({ rule }) => rule)).toContain('drift/missing-event');
    const page = await dataplan(['report']);
    expect(page.out).toContain('id="customer-view"');
    expect(page.out).toContain('data-print="short"');
    expect((await dataplan(['report', '--print', 'full'])).out).toContain('data-print="full"');
    const table = await dataplan(['report', '-f', 'csv', '--table', 'joins']);
    expect(table.out).toContain('"user_id","web","braze","1","1","1","140"');
    const wiki = await dataplan(['report', '-f', 'markdown']);
    expect(wiki.out).toContain('## Product against marketing');
  });

  test('one system has nothing to be held against', async () => {
    const config = CONFIG.replace(/ {2}- \{ system: braze.*\n/, '');
    const { out } = await dataplan(['check', '--json'], { 'dataplan.config.yaml': config });
    expect(JSON.parse(out)).not.toHaveProperty('matrix');
    const found = await json([], { 'dataplan.config.yaml': config });
    expect(found.gaps).toEqual([]);
    expect(found.notChecked.map(({ what }) => what)).toContain('samples:braze');
  });
});

describe('drift in every format', () => {
  test.each(['compact', 'ndjson', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'csv', 'html'])(
    '%s has the event that never arrives',
    async (format) => {
      const { out, err, code } = await dataplan(['drift', '-f', format]);
      expect({ err, code }).toEqual({ err: '', code: 1 });
      expect(out).toContain('Order Refunded');
      if (['sarif', 'gitlab'].includes(format)) expect(() => JSON.parse(out)).not.toThrow();
      if (format === 'html') expect(out).toContain('id="customer-view"');
    },
  );
});

describe('one event, two systems', () => {
  test('leads from one count to the other', async () => {
    const { out } = await dataplan(['drift', '--event', 'Order Refunded', '--between', 'web,braze']);
    expect(out).toContain('Order Refunded: braze has fewer than web');
    expect(out).toMatch(/^web +130 {2}█/m);
    expect(out).toMatch(/^braze +0$/m);
  });

  test('names that the plan does not have are asked back', async () => {
    expect((await dataplan(['drift', '--event', 'Order Refundet'])).err).toContain(
      'Did you mean "Order Refunded"?',
    );
    expect((await dataplan(['drift', '--between', 'web,brase'])).err).toContain('Did you mean "braze"?');
    expect((await dataplan(['drift', '--between', 'web'])).err).toContain('Expected two systems');
    const { code, err } = await dataplan(['drift', '--between', 'web,amplitude']);
    expect(code).toBe(2);
    expect(err).toContain('There is nothing of amplitude to compare');
  });
});

describe('saved profiles', () => {
  const save = async (system: string, env: Record<string, string> = {}) => {
    const argv = ['validate', '--system', system, '--exit-zero', '--write-profile', 'saved.json'];
    const { files } = await dataplan(argv, {}, env);
    return files.readText('/saved.json');
  };
  const KEY = { DATAPLAN_SKETCH_KEY: 'a key of sixteen characters' };

  test('stand for samples; without a key they cannot be joined, which is said', async () => {
    const found = await json(['--profile', 'braze=braze.json'], { 'braze.json': await save('braze') });
    expect(found.matrix[0]?.seen).toEqual({ web: 140, braze: 140 });
    expect(found.joins.filter(({ share }) => share !== null)).toEqual([]);
    expect(found.customerView).toBeNull();
  });

  test('are joined where both sides have the same key', async () => {
    const files = { 'braze.json': await save('braze', KEY), 'web.json': await save('web', KEY) };
    const found = await json(['--profile', 'braze=braze.json', '--profile', 'web=web.json'], files, KEY);
    expect(found.customerView).toMatchObject({ people: 140, joinable: 140 });
  });

  test('are of the system that they are given for, once', async () => {
    const files = { 'braze.json': await save('braze') };
    expect((await dataplan(['drift', '--profile', 'web=braze.json'], files)).err).toContain(
      'is a profile of braze, not of web',
    );
    const twice = await dataplan(
      ['drift', '--profile', 'braze=braze.json', '--profile', 'braze=braze.json'],
      files,
    );
    expect(twice.err).toContain('dataplan profile merge');
    expect((await dataplan(['drift', '--profile', 'braze'])).err).toContain('SYSTEM=FILE');
    expect((await dataplan(['drift', '--profile', 'braze=shop.plan.yaml'])).err).toContain('is no profile');
  });

  test('cannot be cut by time any more, which is said', async () => {
    const found = await json(['--profile', 'braze=braze.json', '--since', '2026-11-05'], {
      'braze.json': await save('braze'),
    });
    expect(found.notChecked).toContainEqual({
      what: 'profile:braze',
      why: expect.stringContaining('taken whole'),
    });
    expect(found.matrix[0]?.seen['web']).toBe(100);
  });

  test('show what changed since, from the command line or the configuration', async () => {
    const then = {
      'then.json': await save('web'),
      'web.ndjson': numbers.map((n) => line(n, 'Order Completed')).join('\n'),
    };
    const asked = await json(['--before', 'web=then.json'], then);
    const configured = await json([], {
      ...then,
      'dataplan.config.yaml': `${CONFIG}drift: { before: { web: then.json } }\n`,
    });
    expect(configured.findings).toEqual(asked.findings);
    expect(asked.findings.map(({ rule, subject }) => `${rule} ${subject}`)).toContain(
      'drift/missing-event event:Order Refunded',
    );
  });

  test('of another version of the plan are compared in what both name, which is said', async () => {
    const older = (await save('braze'))
      .replace('"version":"1.0.0"', '"version":"0.9.0"')
      .replace(/"hash":"[0-9a-f]{64}"/, `"hash":"${'0'.repeat(64)}"`);
    const found = await json(['--profile', 'braze=braze.json'], { 'braze.json': older });
    expect(found.findings.map(({ rule }) => rule)).toContain('evidence/other-plan');
  });

  test('a configuration that says more than drift knows is refused', async () => {
    const { code, err } = await dataplan(['drift'], {
      'dataplan.config.yaml': `${CONFIG}drift: { befor: {} }\n`,
    });
    expect(code).toBe(2);
    expect(err).toContain('before');
  });
});
