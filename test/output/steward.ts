// The shop's report as a steward opens it: with evidence, history and debt.
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { buildModel, type Model } from '../../src/report/model.ts';
import { code, evidence, samples, shop } from '../report/evidence.ts';
import { RESULT } from './drift-result.ts';
import { finding, report, screen } from './shop.ts';

export const FINDINGS = [
  finding({
    subject: 'event:Order Completed',
    rule: 'identity/unjoinable',
    message: 'Order Completed lacks user_id in 312 of 4,880 samples.',
    count: 312,
    rate: 312 / 4880,
    fingerprint: 'a1'.repeat(32),
  }),
  finding({
    severity: 'warn',
    subject: 'property:orderID',
    rule: 'naming/property-case',
    message: 'orderID is not in snake case.',
    owners: ['growth'],
    fingerprint: 'b2'.repeat(32),
  }),
  finding({ status: 'baselined', fingerprint: 'c3'.repeat(32) }),
  finding({ status: 'waived', fingerprint: 'd4'.repeat(32) }),
];

export async function steward(change?: (text: string) => string): Promise<Model> {
  const plan = await shop(change);
  const base = {
    plan,
    report: report(FINDINGS, {
      command: 'check',
      notChecked: [{ what: 'samples:ios', why: 'no file matches exports/*.ndjson' }],
    }),
    evidence: evidence({
      findings: FINDINGS,
      code: new Map([['web', code({ 'Order Completed': 3, 'Product Viewed': 1 }, { 'Cart Added': 1 })]]),
      samples: new Map([
        [
          'web',
          samples(
            { 'Order Completed': [4880, 12], 'Product Viewed': [20_000, 0] },
            {
              ids: new Map([
                ['user_id', { present: 4880, valid: 4800 }],
                ['anonymous_id', { present: 20_000, valid: 20_000 }],
              ]),
            },
          ),
        ],
        ['braze', samples({ 'Order Completed': [480, 0] })],
      ]),
      drift: RESULT,
    }),
    waivers: [
      {
        rule: 'naming/event-case',
        subject: 'event:Any page',
        reason: 'Frozen until the relaunch.',
        owner: 'checkout',
        until: '2026-11-30',
      },
    ],
    commit: '4f1c2ab9',
    branch: 'main',
  };
  const history = Array.from({ length: 7 }, (_, week) => {
    const { run } = buildModel({
      ...base,
      history: [],
      at: new Date(Date.UTC(2026, 9, 7 + week * 6)).toISOString(),
    });
    return { ...run, parts: { ...run.parts, privacy: [70 + week, 70 + week, 20 - week, 10] as const } };
  });
  return buildModel({ ...base, history, at: '2026-11-21T12:00:00Z' });
}

export async function page(change?: (text: string) => string): Promise<string> {
  const { system, out } = screen();
  const model = await steward(change);
  await writeReport([parseFormat('html')], model.report, () => null, system, { model, today: model.today });
  return out();
}
