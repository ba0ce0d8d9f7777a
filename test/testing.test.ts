// The tester that plugins get (`dataplan/testing`), on one small rule of every kind that can be run by itself.
import { describe, expect, test } from 'vitest';
import type { Difference } from '../src/evidence/difference.ts';
import { subject } from '../src/findings/subject.ts';
import type { AnyRule } from '../src/rules/rule.ts';
import { defineRule, runRule } from '../src/testing.ts';
import { testRule } from './rule-tester.ts';

const plan = `
events:
  Order Completed: { properties: { total: number, currency: string } }
`;
const base = { severity: 'warn', preset: 'recommended', tags: ['acme'] } as const;

const noTotal = defineRule({
  ...base,
  id: 'acme/total-above-zero',
  summary: 'An order has a total.',
  on: 'sample',
  messages: { compare: ({ event }: { event: string | null }) => `A total of ${event} is not above 0.` },
  checks: (of) =>
    [...of.events.values()].map((event) => ({
      rule: 'acme/total-above-zero',
      subject: event.subject,
      event: event.key,
      call: 'track',
      variant: null,
      part: 'properties',
      path: ['total'],
      verdict: 'invalid_value',
      operation: { op: 'compare', with: '>', value: 0 },
    })),
});
testRule(noTotal, {
  passes: {
    'an order with a total': {
      plan,
      samples: [{ type: 'track', event: 'Order Completed', properties: { total: 19.9 } }],
    },
  },
  fails: {
    'an order for nothing': {
      plan: plan.replace('total:', '«total»:'),
      samples: [{ type: 'track', event: 'Order Completed', properties: { total: 0 } }],
      finds: 'A total of Order Completed is not above 0.',
    },
  },
});

const noMocks = defineRule({
  ...base,
  id: 'acme/no-test-names',
  summary: 'No call sends a test event.',
  on: 'call',
  messages: { named: ({ name }: { name: string }) => `"${name}" is a test event.` },
  check(site, _, { report }) {
    const { file, line, column } = site;
    const at = { file, start: { line, column }, end: { line, column: column + 1 }, pointer: null };
    for (const name of site.events.filter((one) => one.startsWith('Test ')))
      report({ message: 'named', data: { name }, subject: subject(['event', name]), at });
  },
});
const call = (name: string) =>
  `import { AnalyticsBrowser } from '@segment/analytics-next';
   AnalyticsBrowser.load({ writeKey: 'k' }).track('${name}');`;
testRule(noMocks, {
  passes: { 'an order': { plan, code: call('Order Completed') } },
  fails: {
    'a test order': { plan, code: call('Test Order'), finds: '"Test Order" is a test event.' },
    'in a project of several files': {
      plan,
      code: {
        'src/names.ts': "export const NAME = 'Test Cart';",
        'src/app.ts': `import { NAME } from './names';\n${call('x').replace("'x'", 'NAME')}`,
      },
      finds: '"Test Cart" is a test event.',
    },
  },
});

const keepMoney = defineRule({
  ...base,
  id: 'acme/keep-money',
  summary: 'Nothing about money is removed.',
  on: 'change',
  messages: { gone: ({ about }: { about: string }) => `${about} is gone.` },
  judge(change, _, { report }) {
    if (change.kind !== 'property.removed' || !change.subject.endsWith('total')) return;
    report({
      message: 'gone',
      data: { about: change.subject },
      subject: change.subject,
      at: change.location,
    });
  },
});
testRule(keepMoney, {
  passes: { 'nothing changed': { plan, before: plan } },
  fails: {
    'the total removed': {
      before: plan,
      plan: plan.replace('total: number, ', ''),
      finds: 'event:Order Completed/property:total is gone.',
    },
  },
});

const side = { systems: ['web'], name: 'Order Completed', n: 900, figure: null };
const volume = (n: number): Difference => ({
  kind: 'volume',
  severity: 'warn',
  subject: 'event:Order Completed',
  event: 'Order Completed',
  property: null,
  left: side,
  right: { ...side, systems: ['braze'], n },
  window: null,
  since: null,
  slice: null,
  cause: null,
  signs: [],
  remedy: null,
  needs: [],
  owners: [],
  absorbed: [],
  at: { file: 0, start: 0, end: 1 },
  related: [],
  discriminator: 'web braze',
  detail: {},
});
const halved = defineRule({
  ...base,
  id: 'acme/halved',
  summary: 'No destination loses half of an event.',
  on: 'drift',
  messages: { lost: ({ event }: { event: string }) => `Half of ${event} is lost.` },
  judge({ kind, event, left, right, subject: about, at }, _, { report }) {
    if (kind !== 'volume' || event === null || right.n * 2 > left.n) return;
    report({ message: 'lost', data: { event }, subject: about, at });
  },
});
testRule(halved, {
  passes: { 'a few less': { plan, differences: [volume(880)] } },
  fails: { 'half of them': { plan, differences: [volume(450)], finds: 'Half of Order Completed is lost.' } },
});

describe('a rule that throws', () => {
  const fails = () => {
    throw new Error('no total');
  };
  const messages = { none: () => '' };
  const about = { ...base, id: 'acme/broken', summary: 'Broken.', messages };
  test.each<[string, AnyRule, object]>([
    ['plan', defineRule({ ...about, on: 'plan', check: fails }), {}],
    ['sample', defineRule({ ...about, on: 'sample', checks: fails }), { samples: '{}' }],
    ['call', defineRule({ ...about, on: 'call', check: fails }), { code: call('Order Completed') }],
    [
      'change',
      defineRule({ ...about, on: 'change', judge: fails }),
      { before: plan.replace('total: number, ', '') },
    ],
    ['drift', defineRule({ ...about, on: 'drift', judge: fails }), { differences: [volume(450)] }],
  ])('on %s becomes one finding that names it', async (_, rule, evidence) => {
    const found = await runRule(rule, { plan, ...evidence });
    expect(found.map(({ rule: id, message }) => [id, message])).toEqual([
      ['run/internal-error', 'The rule acme/broken stopped with an error: no total'],
    ]);
  });
});

test('evidence that is missing is asked for', async () => {
  await expect(runRule(noTotal, plan)).rejects.toThrow(
    'acme/total-above-zero judges a sample: the test must say `samples`.',
  );
});
