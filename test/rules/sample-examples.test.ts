// Every example on the page of a rule about samples, held against one shop's plan: its lines are a file of samples,
// so the whole reader and engine run, and the rule is found in what is incorrect and not in what is correct.
import { expect, test } from 'vitest';
import { loadPages } from '../../src/rules/pages.ts';
import { registry } from '../../src/rules/registry.ts';
import { validateFiles } from '../samples/shop.ts';

const plan = `dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true, format: uuid, immutable: true, privacy: user.unique_id }
    email: { of: person, known: true, normalize: [trim, lowercase], format: email, privacy: user.contact.email }
    anonymous_id: { of: device, privacy: user.unique_id.pseudonymous }
  priority: [user_id, email, anonymous_id]
  link: { from: anonymous_id, to: user_id, at: [identify] }
  limits: [{ of: email, per: user_id, max: 1 }]
privacy: { purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } } }
systems:
  web: { role: source, side: product }
  ios: { role: source, side: product }
  braze: { role: engagement, side: marketing, purposes: [marketing] }
context:
  country: { type: string, pattern: "^[A-Z]{2}$", privacy: none }
  app.version: { type: string, required: true, from: ios, privacy: none }
  consent.marketing: { type: boolean, privacy: none }
traits: { person: { plan_tier: { type: string, enum: [free, plus], required: true, privacy: none }, email: { type: string, privacy: user.contact.email } } }
events:
  Order Completed:
    properties:
      order_id: { type: string, privacy: none }
      total: { type: number, privacy: none }
      currency: { type: string, privacy: none }
      contact: { type: string, privacy: none }
      channel: { type: string, privacy: none }
      is_gift: { type: boolean, privacy: none }
  Order Placed: { status: deprecated, sunset: 2027-03-31, replaced_by: Order Completed }
`;

const anyUserId = (text: string) => text.replace('format: uuid, ', '');

/** Rules whose example wants more of the plan, or another source. */
const WANTS: Readonly<Record<string, { from?: string; plan?: (text: string) => string }>> = {
  'events/missing-context': { from: 'ios' },
  'privacy/no-consent': { from: 'braze' },
  'events/missing-property': {
    plan: (text) => text.replace('total: { type: number', 'total: { required: true, type: number'),
  },
  'identity/wrong-hash': {
    from: 'meta',
    plan: (text) =>
      text.replace(
        '  braze:',
        '  meta: { role: advertising, side: marketing, identity: { em: email } }\n  braze:',
      ),
  },
  'identity/too-many': { plan: anyUserId },
  'identity/shared-device': { plan: anyUserId },
  'events/ambiguous-sample': {
    plan: (text) =>
      text.replace(
        '  Order Placed:',
        '  Web order: { name: Order Completed, when: { channel: web }, properties: [channel, is_gift] }\n  Gift order: { name: Order Completed, when: { is_gift: true }, properties: [channel, is_gift] }\n  Order Placed:',
      ),
  },
};

/** What an example can only hint at in print. */
const BYTES: Readonly<Record<string, Uint8Array>> = {
  'a JPEG': Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1]),
};
function bytes(text: string): Uint8Array {
  const hinted = BYTES[text.trim()];
  if (hinted) return hinted;
  const whole = text.replace('… 20 MB …', () => 'x'.repeat(20 * 2 ** 20));
  return Buffer.from(
    whole.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    whole.includes('\\x') ? 'latin1' : 'utf8',
  );
}

const pages = await loadPages();
const rules = registry.filter(
  ({ id, on }) => on === 'sample' || (on === 'run' && /^e(?:vidence|vents)\//.test(id)),
);
const examples = rules.flatMap(({ id }) =>
  (pages.get(id)?.examples ?? []).map((example) => [id, example.verdict, example] as const),
);

test.each(examples)('%s: what is %s', async (id, verdict, example) => {
  const { from = 'web', plan: change = (text: string) => text } = WANTS[id] ?? {};
  const { findings } = await validateFiles(
    { '/plan.yaml': change(plan), '/samples.ndjson': bytes(example.text) },
    { files: ['/samples.ndjson'], system: from, today: '2026-12-01' },
  );
  expect(findings.some(({ rule }) => rule === id)).toBe(verdict === 'incorrect');
});
