import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { finding, report, screen } from './shop.ts';
import { page } from './steward.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'no-inline-style': 'error', 'long-title': 'off', 'no-implicit-input-type': 'off' },
});

test('the page is valid HTML', async () => {
  const { results } = await validator.validateString(await page());
  expect(
    results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`),
    ),
  ).toEqual([]);
});

test('every id is its own, and every link inside the page has its target', async () => {
  const text = await page();
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const targets = [...text.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test('nothing is fetched and nothing is styled inline', async () => {
  const text = await page();
  expect(text).not.toMatch(/\ssrc=|\sstyle="|@import|url\((?!#)/);
  const links = [...text.matchAll(/https?:\/\/[^"<\s]+/g)].map(([link]) => link);
  // Only what the plan states.
  expect(new Set(links)).toEqual(
    new Set(['https://issues.acme.example/1204', 'https://legal.acme.example/dpa/7']),
  );
});

test('two runs write the same bytes', async () => {
  expect(await page()).toBe(await page());
});

test('without one plan it is the findings alone', async () => {
  const { system, out } = screen();
  await writeReport([parseFormat('html')], report([finding()], { plan: null }), () => null, system);
  expect(out()).toContain('Event name &quot;order_completed&quot; is not in title case');
  const { results } = await validator.validateString(out());
  expect(results).toEqual([]);
});

test('a plan that says nothing yet has a page of first steps', async () => {
  const plan = await parsePlan('dataplan: 1\nname: shop\nversion: 1.0.0\n');
  const { system, out } = screen();
  await writeReport([parseFormat('html')], report(), () => null, system, { plan });
  expect(out()).toContain('First look: nothing to judge yet.');
  expect(out()).toContain('No systems yet');
  const { results } = await validator.validateString(out());
  expect(results).toEqual([]);
});

test('1,000 events with 2,000 findings stay under 1.5 MB', async () => {
  const properties = Array.from(
    { length: 600 },
    (_, n) =>
      `  property_${n}: { type: string, description: What number ${n} means to the shop., privacy: none }\n`,
  );
  const events = Array.from({ length: 1000 }, (_, n) => {
    const own = Array.from({ length: 8 }, (_, k) => `property_${(n * 8 + k) % 600}`).join(', ');
    return `  Order ${n} Completed: { description: Number ${n} of the things that customers do., owner: checkout, properties: [${own}] }\n`;
  });
  const plan = await parsePlan(`dataplan: 1
name: big
version: 1.0.0
teams: { checkout: { function: engineering } }
systems: { web: { role: source }, amplitude: {}, braze: {}, lake: { vendor: snowflake }, mixpanel: {}, meta-ads: { vendor: meta } }
flows: [{ from: web, to: [amplitude, braze, lake, mixpanel, meta-ads] }]
properties:
${properties.join('')}
events:
${events.join('')}`);
  const findings = Array.from({ length: 2000 }, (_, n) =>
    finding({ subject: `event:Order ${n} Completed`, fingerprint: n.toString(16).padEnd(64, 'f') }),
  );
  const { system, out } = screen();
  await writeReport([parseFormat('html')], report(findings), () => null, system, { plan });
  expect(Buffer.byteLength(out())).toBeLessThan(1_500_000);
  expect(out()).toContain('The worst 500 of 2000 are listed');
  const ids = new Set([...out().matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  expect([...out().matchAll(/href="#([^"]*)"/g)].filter(([, id]) => !ids.has(id))).toEqual([]);
});
