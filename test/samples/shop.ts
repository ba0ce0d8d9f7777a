import { loadPlan } from '../../src/plan/load.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';
import {
  type SampleSource,
  type ValidateOptions,
  type ValidateResult,
  validate,
} from '../../src/samples/validate.ts';
import { memoryFiles, memorySystem } from '../../src/system/memory.ts';
import { nodeFiles } from '../../src/system/node.ts';
import type { System } from '../../src/system/system.ts';

export const planText = `dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true, format: uuid, privacy: user.unique_id }
    anonymous_id: { of: device, privacy: user.unique_id.pseudonymous }
  priority: [user_id, anonymous_id]
systems:
  web: { role: source, side: product, sdk: segment }
  ios: { role: source, side: product, sdk: segment }
properties:
  order_id: { type: string, pattern: "^[0-9]{8}$", privacy: none }
  total: { type: number, minimum: 0, unit: currency, privacy: none }
  currency: { type: string, enum: [EUR, USD], privacy: none }
  products: { type: array, minItems: 1, privacy: none, items: { type: object, additionalProperties: false, properties: { sku: { type: string, required: true }, price: { type: number } } } }
context:
  country: { type: string, pattern: "^[A-Z]{2}$", privacy: none }
  app.version: { type: string, required: true, from: ios, privacy: none }
traits: { person: { plan_tier: { type: string, enum: [free, plus], privacy: none }, newsletter: { type: boolean, required: true, from: ios, privacy: none } } }
events:
  Order Completed:
    properties: { order_id: required, total: required, currency: required, products: {}, coupon: { type: string } }
    variants:
      - when: { context.app.version: "<3.0.0" }
        properties: { coupon: false, coupon_code: { type: string } }
  Cart Viewed: { properties: [total], additional_properties: true, identified_by: none }
  Checkout Started: { sunset: 2026-01-31, identified_by: none, properties: [total] }
  Any page: { name: "*", call: page, identified_by: none, properties: { path: string } }
  Home screen: { name: Home, call: screen, when: { path: / }, identified_by: none, properties: { path: string, tab: string } }
  First tab: { name: Home, call: screen, when: { tab: home }, identified_by: none, properties: { path: string, tab: string } }
governance:
  enforcement: { unplanned_event: quarantine, unplanned_property: drop, missing_required: quarantine, invalid_value: allow }
`;

export const order = {
  type: 'track',
  event: 'Order Completed',
  anonymousId: 'a-1',
  timestamp: '2026-05-02T10:00:00Z',
  properties: { order_id: '10023417', total: 19.9, currency: 'EUR', products: [{ sku: 'A1' }] },
};

/** The day of a run unless it says another. */
const TODAY = '2026-06-01';

/** Files by path, and a plan beside them. */
export function shop(files: Readonly<Record<string, string | Uint8Array>>, today = TODAY): System {
  return memorySystem(memoryFiles({ '/plan.yaml': planText, ...files }), { now: Date.parse(today) });
}

export async function validateFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ValidateOptions & SampleSource> = {},
): Promise<ValidateResult & { readonly verdicts: readonly Verdict[] }> {
  const system = shop(files, options.today);
  const plan = await loadPlan('/plan.yaml', { files: system.files, cwd: '/' });
  const chunks: Uint8Array[] = [];
  const result = await validate(
    plan,
    [
      {
        files: Object.keys(files),
        system: 'web',
        eventFormat: null,
        coerce: false,
        map: new Map(),
        optional: false,
        ...options,
      },
    ],
    {
      rules: registry,
      settings: new Settings({ preset: 'strict' }),
      today: TODAY,
      verdicts: async (bytes) => void chunks.push(bytes),
      ...options,
    },
    system,
  );
  const text = Buffer.concat(chunks).toString();
  return {
    ...result,
    verdicts: text
      .split('\n')
      .filter(Boolean)
      .map((line): Verdict => JSON.parse(line)),
  };
}

export interface Verdict {
  readonly file: string;
  readonly line: number;
  readonly index: number;
  readonly event: string | null;
  readonly call: string | null;
  readonly valid: boolean;
  readonly action: string;
  readonly violations: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly property: string | null;
    readonly pointer: string;
    readonly keyword: string | null;
  }[];
}

/** NDJSON of some records. */
export function ndjson(...records: readonly unknown[]): string {
  return records
    .map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`)
    .join('');
}

export { nodeFiles };
