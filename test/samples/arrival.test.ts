import { expect, test } from 'vitest';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { loadPlan } from '../../src/plan/load.ts';
import { registry } from '../../src/rules/registry.ts';
import { sampleChecks } from '../../src/rules/sample-checks.ts';
import { Settings } from '../../src/rules/settings.ts';
import { Executor } from '../../src/samples/engine/executor.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import type { JsonObject } from '../../src/text/json.ts';

const text = `dataplan: 1
name: acme-shop
version: 1.0.0
systems:
  web: { role: source, sdk: segment }
  braze: { role: engagement, naming: { events: { case: snake } } }
flows: [{ from: web, to: braze }]
properties:
  total: { type: number, to: { braze: revenue }, privacy: none }
  coupon: { type: string, to: { braze: false }, privacy: none }
events:
  Order Completed: { identified_by: none, properties: { total: required, coupon: required } }
`;
const plan = await loadPlan('/plan.yaml', { files: memoryFiles({ '/plan.yaml': text }), cwd: '/' });
const { checks } = sampleChecks(plan, { rules: registry, settings: new Settings(), today: '2026-06-01' });

function judge(system: string, name: string, properties: JsonObject): string[] {
  const event: SampleEvent = {
    call: 'track',
    name,
    version: null,
    system,
    time: null,
    receivedAt: null,
    messageId: null,
    ids: {},
    properties,
    traits: {},
    context: {},
    raw: null,
  };
  const { violations } = new Executor(plan, checks, system, 0).judge(event);
  return violations.map(({ check, detail }) => `${checks[check]?.rule} ${detail.path}`);
}

test('samples of a source are held against the plan itself', () => {
  expect(judge('web', 'Order Completed', { total: 1 })).toEqual(['events/missing-property coupon']);
});

test('samples of a receiver are read under its names, without what does not go there', () => {
  expect(judge('braze', 'order_completed', { revenue: 1 })).toEqual([]);
  expect(judge('braze', 'order_completed', { revenue: 'x' })).toEqual(['events/invalid-property total']);
  expect(judge('braze', 'order_completed', {})).toEqual(['events/missing-property total']);
  expect(judge('braze', 'order_lost', {})).toEqual(['events/unplanned-event ']);
});
