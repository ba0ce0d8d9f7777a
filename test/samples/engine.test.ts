import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { loadPlan } from '../../src/plan/load.ts';
import { registry } from '../../src/rules/registry.ts';
import { sampleChecks } from '../../src/rules/sample-checks.ts';
import { Settings } from '../../src/rules/settings.ts';
import { compileAsk } from '../../src/samples/engine/ask.ts';
import { Executor } from '../../src/samples/engine/executor.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { ndjson, planText, validateFiles } from './shop.ts';

const plan = await loadPlan('/plan.yaml', { files: memoryFiles({ '/plan.yaml': planText }), cwd: '/' });
const settings = new Settings({ preset: 'strict' });
const { checks } = sampleChecks(plan, { rules: registry, settings, today: '2026-06-01' });
const executor = new Executor(plan, checks, 'web', 0);

const value = fc.oneof(
  fc.constantFrom('10023417', 'EUR', 'USD', 19.9, -1, 0, null, true, '', '19.9', 'null'),
  fc.array(
    fc.record({ sku: fc.constantFrom('A1', 1, undefined), price: fc.constantFrom(1, 'x', undefined) }),
    { maxLength: 3 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const name = fc.constantFrom(
  'order_id',
  'total',
  'currency',
  'products',
  'coupon',
  'coupon_code',
  'utm',
  'constructor',
  '__proto__',
  'toString',
);
const event = fc.record({
  call: fc.constantFrom('track', 'page', 'screen', 'identify', 'group'),
  name: fc.constantFrom(
    'Order Completed',
    'Cart Viewed',
    'Checkout Started',
    'Home',
    null,
    'Nothing Planned',
  ),
  version: fc.constantFrom(null, '1'),
  system: fc.constant('web'),
  time: fc.constantFrom(null, Date.UTC(2026, 0, 1), Date.UTC(2026, 4, 1)),
  receivedAt: fc.constant(null),
  messageId: fc.constant(null),
  ids: fc.dictionary(
    fc.constantFrom('user_id', 'anonymous_id'),
    fc.constantFrom('', 'null', 'a-1', '0c0f5ad4-2b1e-4e0e-8c0a-0d6c5fb1a001', 7),
    { noNullPrototype: false },
  ),
  properties: fc.dictionary(name, value, { noNullPrototype: false }),
  traits: fc.dictionary(fc.constantFrom('plan_tier', 'newsletter', 'age'), value, { noNullPrototype: false }),
  context: fc.dictionary(
    fc.constantFrom('country', 'app'),
    fc.oneof(value, fc.record({ version: fc.constantFrom('2.0', '3.1', 3) })),
    { noNullPrototype: false },
  ),
  raw: fc.constant(null),
});

test('the quick verdict says valid where no check has anything to say, and only there', () => {
  const asking = { now: 0, asked: new Set<string>(), isPlaceholder: () => false };
  const asks = checks.map((check) => ({ check, ask: compileAsk(check, asking) }));
  fc.assert(
    fc.property(event, (sample) => {
      const { target, violations } = executor.judge(sample as SampleEvent);
      if (!target) return;
      // The same checks, each asked by itself and in full.
      const wrong = asks.filter(
        ({ check, ask }) =>
          check.event === target.event.key &&
          check.variant === target.variant &&
          check.part === 'properties' &&
          ask &&
          ask(sample as SampleEvent).length > 0,
      );
      const found = violations.filter(
        (violation) =>
          checks[violation.check]?.event !== null && checks[violation.check]?.part === 'properties',
      );
      expect(found.length > 0).toBe(wrong.length > 0);
    }),
    { numRuns: 3000 },
  );
});

test('hostile lines: no crash, and every line has its verdict', async () => {
  const hostile = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[\n\r]/g, ' ')),
    fc
      .record({
        type: fc.constantFrom('track', 'page', 'identify', 'alias', 7),
        event: fc.jsonValue({ maxDepth: 1 }),
        properties: fc.jsonValue({ maxDepth: 3 }),
        context: fc.jsonValue({ maxDepth: 2 }),
        traits: fc.jsonValue({ maxDepth: 2 }),
        userId: fc.jsonValue({ maxDepth: 1 }),
      })
      .map((record) => JSON.stringify(record)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 60 }), async (lines) => {
      const first = '{"type":"track","event":"Cart Viewed","anonymousId":"a"}';
      const { verdicts } = await validateFiles({ '/web.ndjson': ndjson(first, ...lines) });
      const written = [first, ...lines].flatMap((line, i) => (line === '' ? [] : [i + 1]));
      expect([...new Set(verdicts.map(({ line }) => line))]).toEqual(written);
    }),
    { numRuns: 60 },
  );
});
