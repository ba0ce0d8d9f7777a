import type { CallExpression } from 'oxc-parser';
import { expect, test } from 'vitest';
import { mayClaim } from '../../src/code/claim-names.ts';
import { mayHoldClaim, mayReachSink } from '../../src/code/needles.ts';
import { parseTree } from '../../src/code/trees.ts';

function callOf(text: string): CallExpression {
  const [statement] = parseTree(text, 'ts').program.body;
  const found = statement?.type === 'ExpressionStatement' ? statement.expression : null;
  const call = found?.type === 'ChainExpression' ? found.expression : found;
  if (call?.type !== 'CallExpression') throw new Error(`${text} is no call`);
  return call;
}

test.each([
  'track("Cart Viewed")',
  'track<Cart>("Cart Viewed")',
  'this._track("Cart Viewed")',
  'this.#track("Cart Viewed")',
  'trackCart?.("Cart Viewed")',
  'this._logEvent("Cart Viewed")',
  'sendCartEvent("Cart Viewed")',
  'analytics.report("Cart Viewed")',
  'eventTracker.record("Cart Viewed")',
  'this.event_logger.log("Cart Viewed")',
  'telemetryService.publish("Cart Viewed")',
])('a file is looked into for %s alone', (text) => {
  expect(mayClaim(callOf(text))).toBe(true);
  expect(mayHoldClaim(Buffer.from(text), text)).toBe(true);
});

test('a word without end is no call, and looked at once', () => {
  for (const word of ['analytics', 'trackEvent', 'useAnalytics']) {
    const text = word.repeat(50_000);
    expect([mayHoldClaim, mayReachSink].map((may) => may(Buffer.from(text), text))).toEqual([false, false]);
  }
});
