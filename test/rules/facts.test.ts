import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { factOf, numberOf, severityOf } from '../../src/rules/facts.ts';
import { lint } from '../../src/rules/lint.ts';
import { moneyRules } from '../../src/rules/money/index.ts';
import { Settings } from '../../src/rules/settings.ts';
import { systemsRules } from '../../src/rules/systems/index.ts';

async function system(text: string) {
  const plan = await parsePlan(`dataplan: 1\nname: acme-shop\nversion: 1.0.0\nsystems: { it: ${text} }`);
  const found = plan.systems.get('it');
  if (!found) throw new Error('The plan has lost its system.');
  return found;
}

describe('facts about a system of a plan', () => {
  it('are the catalogue’s, with their source', async () => {
    const found = numberOf(await system('{ vendor: ga4 }'), 'event_name', 'max_length');
    expect(found).toMatchObject({ value: 40, authority: 'vendor' });
  });

  it('are the plan’s own where it sets a limit', async () => {
    const ga4 = await system('{ vendor: ga4, limits: { event_name: { max_length: 30 } } }');
    expect(numberOf(ga4, 'event_name', 'max_length')).toMatchObject({
      value: 30,
      authority: 'plan',
      source: [],
    });
    expect(numberOf(ga4, 'properties', 'max_per_event')?.value).toBe(25);
  });

  it('are none for a system that nobody knows', async () => {
    expect(factOf(await system('{ role: engagement }'), 'event_name', 'max_length')).toBeNull();
  });

  it('are as loud as who says them', async () => {
    const vendor = factOf(await system('{ vendor: ga4 }'), 'event_name', 'max_length');
    const connector = factOf(await system('{ vendor: heap }'), 'event_name', 'max_length');
    expect(vendor && severityOf(vendor)).toBe('error');
    expect(connector && severityOf(connector)).toBe('warn');
  });
});

it('one order, five systems, each refuses something else, and every finding says who says so', async () => {
  const plan = await parsePlan(`
dataplan: 1
name: acme-shop
version: 1.0.0
systems:
  web: { role: source, side: product }
  ga4: {}
  meta: {}
  braze: {}
  amplitude: {}
  lake: { vendor: snowflake }
flows: [{ from: web, to: [ga4, meta, braze, amplitude, lake] }]
events:
  Order Completed:
    to: { meta: Purchase, amplitude: "[Amplitude] Revenue" }
    properties:
      value: number
      $coupon: string
`);
  const settings = new Settings({ preset: 'minimal', rules: new Map() });
  const rules = [...systemsRules, ...moneyRules].map((rule) => ({ ...rule, preset: 'minimal' as const }));
  const found = lint(plan, { rules, settings, today: '2026-06-01' })
    .filter((finding) => finding.severity !== 'info')
    .map(({ rule, data }) => `${rule} in ${String(data.system)}: ${new URL(String(data.source)).host}`);
  expect(found).toEqual([
    'systems/event-name-characters in ga4: support.google.com',
    'systems/reserved-event-name in amplitude: amplitude.com',
    'systems/property-name-characters in braze: www.braze.com',
    'systems/column-name in lake (snowflake): docs.snowflake.com',
    'systems/standard-event-parameter in meta: developers.facebook.com',
    'money/currency in ga4: github.com',
    'money/currency in meta: github.com',
  ]);
});
