// What a drift run found out, as the outputs get it.
import type { DriftResult, MatrixRow } from '../../src/drift/types.ts';

const window = { first: '2026-11-01', last: '2026-11-14', days: 14 };

export function row(
  event: string,
  seen: Record<string, number | null>,
  over: Partial<MatrixRow> = {},
): MatrixRow {
  return {
    event,
    property: null,
    planned: true,
    code: 'yes',
    seen,
    product: 'yes',
    marketing: 'yes',
    ...over,
  };
}

export const RESULT: DriftResult = {
  pairs: [
    {
      left: ['web', 'ios'],
      right: 'braze',
      relation: 'flow',
      window,
      base: 0.98,
      comparisons: { same: 33, differs: 2, unclear: 4, notEnough: 6, absorbed: 1 },
      tests: 45,
      bots: 0,
    },
  ],
  differences: [],
  gaps: [
    {
      event: 'Order Completed',
      left: { system: 'amplitude', count: 1204 },
      right: { system: 'braze', count: 842 },
      window,
      causes: [
        { cause: 'no-consent', count: 310, exact: true, text: 'said no to marketing' },
        { cause: 'duplicates-right', count: -8, exact: false, text: 'sent twice to braze' },
      ],
      unexplained: 60,
    },
  ],
  notChecked: [],
  matrix: [
    row('Order Completed', { web: 1204, braze: 842 }),
    row('Order Completed', { web: 400, braze: 0 }, { property: 'coupon' }),
    row('Order Refunded', { web: 412, braze: 0 }, { code: 'no' }),
    row('Cart Viewed', { web: 20, braze: null }, { code: 'unknown' }),
    row('purchase_v2', { web: 0, braze: 8120 }, { planned: false, code: 'no' }),
  ],
  joins: [
    {
      left: 'web',
      right: 'braze',
      identifier: 'user_id',
      share: 0.71,
      low: 0.68,
      high: 0.74,
      sampled: 900,
      leftIds: 10500,
      rightIds: 8000,
    },
    {
      left: 'braze',
      right: 'web',
      identifier: 'email',
      share: null,
      low: null,
      high: null,
      sampled: 12,
      leftIds: 40,
      rightIds: 8000,
    },
  ],
  customerView: {
    people: 6900,
    joinable: 3600,
    product: 5400,
    marketing: 5100,
    share: 0.686,
    low: 0.67,
    high: 0.7,
    causes: [
      {
        cause: 'not-normalised',
        identifier: 'email',
        system: 'braze',
        people: 250,
        gain: 0.048,
        text: 'Bring e-mail to lower case before it is hashed',
      },
    ],
  },
};
