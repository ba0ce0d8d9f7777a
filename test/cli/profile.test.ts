import { describe, expect, it } from 'vitest';
import { writeProfile } from '../../src/evidence/profile/save.ts';
import { event, facts, profileOf } from '../evidence/profile/shop.ts';
import { runCli } from '../run-cli.ts';

const orders = (from: number, n: number, key?: string | null) =>
  profileOf(
    Array.from({ length: n }, (_, i) => [
      event({
        ids: { user_id: `u${from + i}`, email: i % 2 === 0 ? `c${i}@acme.example` : null },
        properties: { order_id: `o${from + i}`, total: i % 10 === 0 ? '19.90' : 10 + i, currency: 'EUR' },
      }),
      facts({ invalid: i % 10 === 0 }),
    ]),
    `day-${from}`,
    key,
  );
const files = { 'a.json': writeProfile(orders(0, 40)), 'b.json': writeProfile(orders(40, 60)) };

describe('profile merge', () => {
  it('joins days into one, whatever their order', async () => {
    const { stdout, exit } = await runCli(['profile', 'merge', 'a.json', 'b.json'], files);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout).totals.events).toBe(100);
    expect((await runCli(['profile', 'merge', 'b.json', '*.json'], files)).stdout).toBe(stdout);
  });

  it('refuses to count one input twice, and says which', async () => {
    const twice = { ...files, 'c.json': files['a.json'] };
    const { stderr, exit } = await runCli(['profile', 'merge', '*.json'], twice);
    expect(exit).toBe(2);
    expect(stderr).toContain('day-0.ndjson is in more than one of the profiles');
  });

  it('says what is missing', async () => {
    expect((await runCli(['profile', 'merge', 'x.json'], files)).stderr).toContain(
      'There is no profile x.json.',
    );
  });
});

describe('profile show', () => {
  it('tells events and identifiers', async () => {
    const { stdout, exit } = await runCli(['profile', 'show', 'a.json'], files);
    expect(exit).toBe(0);
    expect(stdout).toContain('web: acme-shop 2.1.0, 1 input, by stream');
    expect(stdout).toContain('40 events, 4 invalid, 0 unplanned, 2026-11-01 to 2026-11-01');
    expect(stdout).toMatch(/Order Completed +40 +40 +4 +yes/);
    expect(stdout).toMatch(/email +20 +20/);
  });

  it('tells the properties of one event, with the share of each type', async () => {
    const { stdout } = await runCli(['profile', 'show', 'a.json', '--event', 'Order Completed'], files);
    expect(stdout).toMatch(/total +100 % +integer 90 %, string:number 10 %/);
    expect(stdout).toMatch(/currency +100 % +string 100 % +1 +EUR 100 %/);
  });

  it('gives the same as JSON, without sketches', async () => {
    const { stdout } = await runCli(['profile', 'show', 'a.json', '--json'], files);
    expect(JSON.parse(stdout)).toMatchObject({
      totals: { events: 40 },
      events: { 'Order Completed': { n: 40, planned: true } },
    });
    expect(stdout).not.toContain('rows');
  });

  it('says when samples were left out, and names the nearest event', async () => {
    const open = { 'a.json': writeProfile(orders(0, 40, null)) };
    expect((await runCli(['profile', 'show', 'a.json'], open)).stdout).toContain('Saved without a key');
    const { stderr, exit } = await runCli(['profile', 'show', 'a.json', '--event', 'Order Complete'], files);
    expect(exit).toBe(2);
    expect(stderr).toContain('Did you mean "Order Completed"?');
  });
});
