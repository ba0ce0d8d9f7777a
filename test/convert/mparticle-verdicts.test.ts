import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importPlan } from '../../src/convert/import/index.ts';
import { writePlan } from '../../src/convert/write.ts';
import { validateFiles } from '../samples/shop.ts';

const fixture = join(import.meta.dirname, '../../fixtures/convert/mparticle/plan.json');
const files = [{ path: 'plan.json', text: readFileSync(fixture, 'utf8') }];
const options = { format: null, name: 'shop', columns: new Map() };
const imported = importPlan(files, options).then(({ draft }) => writePlan(draft));

/** What an imported plan has against one event: kind and name, as mParticle's own package says it. */
async function against(event: unknown, points?: unknown[]): Promise<string[]> {
  const own = [{ path: 'plan.json', text: JSON.stringify({ version_document: { data_points: points } }) }];
  const plan = points ? writePlan((await importPlan(own, options)).draft) : await imported;
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

  test.each<[string, unknown, string]>([
    ['by its type, whatever the action', { product_action: { action: 'refund' } }, 'commerce_event'],
    ['promotions too', { promotion_action: { action: 'click', promotions: [] } }, 'commerce_event'],
    ['also without an action inside', { product_action: { products: [] } }, 'commerce_event'],
    ['of no action at all', {}, 'unknown'],
    ['of no data', null, 'unknown'],
  ])('an unplanned commerce event is named %s', async (_, data, name) => {
    expect(await against({ event_type: 'commerce_event', data })).toEqual([`unplanned ${name}`]);
  });

  test('what no data point can be about is unknown', async () => {
    expect(await against({ event_type: 'profile', data: {} })).toEqual(['unplanned unknown']);
    expect(await against({ event_type: 'custom_event' })).toEqual(['unplanned unknown']);
    expect(await against({ data: { event_name: 'Coupon Applied', custom_event_type: 'other' } })).toEqual([
      'unplanned unknown',
    ]);
  });

  const point = (match: object, attributes?: object) => ({
    match,
    validator: {
      type: 'json_schema',
      definition: {
        properties: { data: { properties: attributes ? { custom_attributes: attributes } : {} } },
      },
    },
  });

  test('attributes that are no object are one thing wrong, also where none is required', async () => {
    const match = { type: 'custom_event', criteria: { event_name: 'Searched', custom_event_type: 'search' } };
    const plan = [point(match, { type: 'object', properties: { term: { type: 'string' } } })];
    const searched = (attributes: unknown) => ({
      event_type: 'custom_event',
      data: { event_name: 'Searched', custom_event_type: 'search', custom_attributes: attributes },
    });
    expect(await against(searched('shoes'), plan)).toEqual(['invalid_value custom_attributes']);
    expect(await against(searched(null), plan)).toEqual([]);
  });

  test('a transition of the application is planned for its kind alone', async () => {
    const kind = 'application_transition_type';
    const plan = [point({ type: 'application_state_transition', criteria: { [kind]: 'application_exit' } })];
    const moved = (to: string) => ({ event_type: 'application_state_transition', data: { [kind]: to } });
    expect(await against(moved('application_exit'), plan)).toEqual([]);
    expect(await against(moved('application_background'), plan)).toEqual([
      'unplanned application_state_transition',
    ]);
  });

  test('an attribute called as an identity is an attribute', async () => {
    const identities = {
      match: { type: 'user_identities', criteria: {} },
      validator: {
        type: 'json_schema',
        definition: { properties: { email: { type: 'string', format: 'email' } } },
      },
    };
    const match = { type: 'screen_view', criteria: { screen_name: 'Settings' } };
    const plan = [identities, point(match, { properties: { email: { type: 'boolean' } } })];
    const event = {
      event_type: 'screen_view',
      data: { screen_name: 'Settings', custom_attributes: { email: true } },
    };
    expect(await against(event, plan)).toEqual([]);
  });

  test('a batch: its user attributes, then its events', async () => {
    const batch = { mpid: '1', user_attributes: { tier: 'gold', colour: 'red' }, events: [coupon({})] };
    expect(await against(batch)).toEqual(['unplanned colour', 'invalid_value tier', 'missing_required code']);
  });
});
