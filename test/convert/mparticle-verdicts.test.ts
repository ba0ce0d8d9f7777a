import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importPlan } from '../../src/convert/import/index.ts';
import { writePlan } from '../../src/convert/write.ts';
import { validateFiles } from '../samples/shop.ts';

const fixture = join(import.meta.dirname, '../../fixtures/convert/mparticle/plan.json');
const files = [{ path: 'plan.json', text: readFileSync(fixture, 'utf8') }];
const imported = importPlan(files, { format: null, name: 'shop', columns: new Map() });

/** What an imported plan has against one event: kind and name, as mParticle's own package says it. */
async function against(event: unknown): Promise<string[]> {
  const plan = writePlan((await imported).draft);
  const { verdicts } = await validateFiles(
    { '/plan.yaml': plan, '/app.ndjson': `${JSON.stringify(event)}\n` },
    { files: ['/app.ndjson'], system: null, eventFormat: 'mparticle' },
  );
  return verdicts.flatMap(({ event: name, violations }) =>
    violations.map(({ kind, property }) => `${kind} ${property ?? name}`),
  );
}

const coupon = (attributes: unknown, type = 'transaction') => ({
  event_type: 'custom_event',
  data: { event_name: 'Coupon Applied', custom_event_type: type, custom_attributes: attributes },
});
const purchase = (data: object) => ({
  event_type: 'commerce_event',
  data: { product_action: { action: 'purchase', transaction_id: 'T1' }, ...data },
});

describe('an imported mParticle plan judges as mParticle does', () => {
  test.each<[string, unknown, string[]]>([
    ['what is planned', coupon({ code: 'SPRING', lines: 2 }), []],
    ['null is absent', coupon({ code: 'SPRING', lines: null }), []],
    ['an unplanned attribute', coupon({ code: 'SPRING', colour: 'red' }), ['unplanned colour']],
    ['a missing attribute', coupon({ lines: 2 }), ['missing_required code']],
    ['another type', coupon({ code: 7 }), ['invalid_value code']],
    ['no attributes at all: one thing missing', coupon(null), ['missing_required custom_attributes']],
    [
      'attributes that are no object: one thing wrong',
      coupon(['SPRING']),
      ['invalid_value custom_attributes'],
    ],
    [
      'a name under another type of event',
      coupon({ code: 'SPRING' }, 'search'),
      ['unplanned Coupon Applied'],
    ],
    ['a condition among the attributes', coupon({ code: 'SPRING' }, 'other'), ['missing_required lines']],
    [
      'a member of `data` that nobody planned',
      { ...coupon({}, 'other'), data: { ...coupon({}, 'other').data, location: {} } },
      ['unplanned location'],
    ],
    ['a purchase', purchase({ custom_attributes: { channel: 'app' } }), []],
    ['a purchase without its attributes', purchase({}), ['missing_required custom_attributes']],
    [
      'a field that the action does not have',
      purchase({
        product_action: { action: 'purchase', transaction_id: 'T1', tax: 1 },
        custom_attributes: { channel: 'app' },
      }),
      ['unplanned tax'],
    ],
    [
      'a product without its id',
      purchase({
        product_action: { action: 'purchase', transaction_id: 'T1', products: [{ id: 'A1' }, {}] },
        custom_attributes: { channel: 'app' },
      }),
      ['missing_required id'],
    ],
    ['what the SDK sends by itself', { event_type: 'session_start', data: {} }, []],
    ['and what nobody planned of it', { event_type: 'session_end', data: {} }, ['unplanned session_end']],
    ['a custom event without a name', { event_type: 'custom_event', data: {} }, ['unplanned custom_event']],
  ])('%s', async (_, event, expected) => {
    expect((await against(event)).sort()).toEqual(expected);
  });

  test('a batch: its user attributes, then its events', async () => {
    const batch = { mpid: '1', user_attributes: { tier: 'gold', colour: 'red' }, events: [coupon({})] };
    expect(await against(batch)).toEqual(['unplanned colour', 'invalid_value tier', 'missing_required code']);
  });
});
