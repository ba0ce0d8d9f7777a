import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from './system.ts';

const fixture = (name: string): string =>
  readFileSync(`fixtures/diff/pull-request/${name}.plan.yaml`, 'utf8');

/** The events stand in a file of their own: a revision brings its includes with it. */
function split(plan: string): Record<string, string> {
  const at = plan.indexOf('events:\n');
  const end = plan.indexOf('needs:\n');
  return {
    'plan/shop.plan.yaml': `${plan.slice(0, at)}include: [events/*.yaml]\n${plan.slice(end)}`,
    'plan/events/checkout.yaml': `defaults: { owner: checkout, from: [web] }\n${plan.slice(at, end)}`,
  };
}

describe('a pull request that renames, tightens, removes and sends an address somewhere new', () => {
  const repo = repository();
  beforeAll(() => {
    repo.write({
      ...split(fixture('before')),
      'dataplan.config.yaml': 'version: 1\nplan: plan/shop.plan.yaml\n',
    });
    repo.commit('The plan');
    repo.git('checkout', '-q', '-b', 'checkout-cleanup');
    repo.write(split(fixture('after')));
    repo.commit('Clean up checkout');
    // Main moves on: what it brings is not this branch's change.
    repo.git('checkout', '-q', 'main');
    repo.write({
      'plan/events/extra.yaml': 'events: { Wishlist Viewed: { description: A list was opened. } }\n',
    });
    repo.commit('Another event');
    repo.git('checkout', '-q', 'checkout-cleanup');
  });
  afterAll(() => repo.remove());

  test('the comment names who is hit first, with the events that prove it', async () => {
    const { stdout, exit } = await repo.cli('diff', '--against', 'main', '-f', 'markdown');
    expect(exit).toBe(1);
    expect(stdout.replaceAll('\u2060', '')).toMatchInlineSnapshot(`
      "<!-- dataplan:diff:acme-shop -->
      ### acme-shop 2.1.0 → 2.2.0: 7 changes, needs a **major** version, declared is a minor one

      | Data already sent | Old readers | Needs and destinations | People in the data |
      |---|---|---|---|
      | ✕ breaking | ✕ breaking | ✕ breaking | ✕ breaking |

      #### Needs and destinations

      - **Checkout conversion rate (metric)**, ask growth (growth@acme.example)
        - ✕ breaking: Event "Basket Viewed" was called "Cart Viewed" \`plan/events/checkout.yaml:6\`
      - **Coupon hunters (audience)**, ask growth (growth@acme.example)
        - ✕ breaking: Property "coupon" of event "Order Completed" was removed \`plan/events/checkout.yaml:3\`
      - **amplitude (analytics)**, ask growth (growth@acme.example)
        - ✕ breaking: Property "coupon" of event "Order Completed" was removed \`plan/events/checkout.yaml:3\`
        - ✕ breaking: Event "Basket Viewed" was called "Cart Viewed" \`plan/events/checkout.yaml:6\`
      - **braze (engagement)**, ask growth (growth@acme.example)
        - ✕ breaking: Property "coupon" of event "Order Completed" was removed \`plan/events/checkout.yaml:3\`
        - ✕ breaking: Event "Basket Viewed" was called "Cart Viewed" \`plan/events/checkout.yaml:6\`

      #### People in the data

      - ✕ breaking: System "meta-ads" gets trait "person.email", which is new there: user.contact.email, raw \`plan/shop.plan.yaml:33\`; personal data reaches a system that did not have it

      #### Data already sent

      - ✕ breaking: Property "coupon" of event "Order Completed" was removed \`plan/events/checkout.yaml:3\`
        - valid before, not now: \`{"event":"Order Completed","properties":{"coupon":"","order_id":"00000000","total":0,"currency":"EUR"}}\`
      - ✕ breaking: Event "Basket Viewed" was called "Cart Viewed" \`plan/events/checkout.yaml:6\`; "Cart Viewed" is retired and replaced\\_by it
        - valid before, not now: \`{"event":"Cart Viewed","properties":{}}\`
      - ✕ breaking: Property "currency" may no longer be "GBP" \`plan/shop.plan.yaml:29\`, in Basket Viewed, Order Completed
        - valid before, not now: \`{"event":"Order Completed","properties":{"currency":"GBP","order_id":"00000000","total":0}}\`

      <details><summary>Nobody is hit: 3</summary>

      - Plan "acme-shop" has another version: "2.1.0" became "2.2.0" \`plan/shop.plan.yaml:3\`
      - System "meta-ads" receives "person traits" now \`plan/shop.plan.yaml:23\`
      - Property "coupon" left the dictionary \`plan/shop.plan.yaml:26\`

      </details>

      "
    `);
  });

  test('the document has every change with its five verdicts, and the bump', async () => {
    const { stdout } = await repo.cli('diff', '--against', 'main', '--json');
    const document = JSON.parse(stdout);
    expect(document.verdict).toEqual({
      backward: 'breaking',
      forward: 'breaking',
      warehouse: 'risky',
      consumers: 'breaking',
      privacy: 'breaking',
      bump: 'major',
      declared: 'minor',
    });
    const coupon = document.changes.find((change: { kind: string }) => change.kind === 'property.removed');
    expect(coupon).toMatchObject({
      subject: 'event:Order Completed/property:coupon',
      hits: ['need:Coupon hunters', 'system:amplitude', 'system:braze'],
      location: { file: 'plan/events/checkout.yaml', line: 3 },
      witness: { validUnder: 'old' },
    });
    expect(document.changes.map((change: { subject: string }) => change.subject)).not.toContain(
      'event:Wishlist Viewed',
    );
  });

  test('what is accepted in the same pull request passes, and is listed with its reason', async () => {
    const waive = (rule: string, subject: string) =>
      `- { rule: ${rule}, subject: '${subject}', reason: Agreed in the growth weekly, owner: growth }\n`;
    repo.write({
      'dataplan.config.yaml': 'version: 1\nplan: plan/shop.plan.yaml\nwaivers: waivers.yaml\n',
      'waivers.yaml': [
        waive('diff/backward-break', 'event:Order Completed/property:coupon'),
        waive('diff/consumer-break', 'event:Order Completed/property:coupon'),
        waive('diff/backward-break', 'event:Basket Viewed'),
        waive('diff/consumer-break', 'event:Basket Viewed'),
        waive('diff/backward-break', 'property:currency'),
        waive('diff/privacy-break', 'trait:person.email/system:meta-ads'),
        waive('diff/bump-too-small', 'plan:acme-shop'),
      ].join(''),
    });
    const { stdout, exit } = await repo.cli('diff', '--against', 'main', '-f', 'markdown');
    expect(exit).toBe(0);
    expect(stdout).toContain('#### Accepted on purpose');
    expect(stdout.match(/Agreed in the growth weekly \(growth\)/g)).toHaveLength(4);
    expect(stdout).not.toContain('#### Data already sent');
  });

  test('the same two states give the same bytes', async () => {
    const run = () => repo.cli('diff', '--against', 'main', '--json');
    expect((await run()).stdout).toBe((await run()).stdout);
  });
});

describe('what cannot be compared', () => {
  const repo = repository();
  beforeAll(() => {
    repo.write({ 'shop.plan.yaml': 'dataplan: 1\nname: acme-shop\nversion: 1.0.0\nevnts: {}\n' });
    repo.commit('A plan with a slip');
    repo.write({ 'shop.plan.yaml': fixture('before') });
    repo.commit('Repaired');
    repo.git('checkout', '-q', '--orphan', 'elsewhere');
    repo.commit('Another beginning');
    repo.git('checkout', '-q', 'main');
  });
  afterAll(() => repo.remove());

  test.each([
    [
      ['--against', 'no-such-branch'],
      'There is no no-such-branch in this clone. Fetch it: git fetch origin no-such-branch',
    ],
    [
      ['--against', 'HEAD~1'],
      'The plan shop.plan.yaml did not load at HEAD~1, so nothing can be compared with it:',
    ],
    [['--against', 'elsewhere'], 'elsewhere and this branch have no commit in common.'],
    [['gone.yaml', 'shop.plan.yaml'], 'There is no gone.yaml.'],
    [[], 'Name what to compare with'],
  ])('%j', async (args, message) => {
    const { stderr, exit } = await repo.cli('diff', '--plan', 'shop.plan.yaml', ...args);
    expect(stderr).toContain(message);
    expect(exit).toBe(2);
  });
});
