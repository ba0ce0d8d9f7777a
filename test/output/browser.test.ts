// The report as a reader's browser shows it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DriftResult } from '../../src/drift/types.ts';
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { buildModel } from '../../src/report/model.ts';
import { visible } from '../../src/text/visible.ts';
import { evidence } from '../report/evidence.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { RESULT, row } from './drift-result.ts';
import { PAYLOADS } from './payloads.ts';
import { finding, report, screen } from './shop.ts';
import { page as stewardPage } from './steward.ts';

if (!CHROMIUM) console.warn('No Chromium: the report is not opened in a browser. Set CHROMIUM to one.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What runs in the page is text here: our own types know no DOM.
const OPEN_ALL = "for (const el of document.querySelectorAll('details')) el.open = true";

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

interface Shape {
  scripts: number;
  handlers: number;
  foreign: number;
  links: string[];
  text: string;
}

/** What systems say, with every string of the corpus wherever a name or text of somebody else stands. */
function hostileDrift(texts: readonly string[]): DriftResult {
  const [pair] = RESULT.pairs;
  const [gap] = RESULT.gaps;
  const [join] = RESULT.joins;
  const view = RESULT.customerView;
  if (!pair || !gap || !join || !view) throw new Error('The fixture has lost a part.');
  return {
    ...RESULT,
    pairs: texts.map((text) => ({ ...pair, left: [text], right: text })),
    gaps: texts.map((text) => ({
      ...gap,
      event: text,
      left: { system: text, count: 9 },
      right: { system: text, count: 2 },
      causes: gap.causes.map((cause) => ({ ...cause, text })),
    })),
    matrix: texts.map((text) => row(text, { [text]: 3 }, { property: text, planned: false })),
    joins: texts.map((text) => ({ ...join, left: text, right: text, identifier: text })),
    customerView: {
      ...view,
      causes: texts.map((text) => ({
        cause: text,
        identifier: text,
        system: text,
        people: 1,
        gain: 0.1,
        text,
      })),
    },
  };
}

interface Opened {
  page: Page;
  /** Console errors, exceptions, dialogs and requests that left the page. */
  trouble: string[];
}

describe.skipIf(!CHROMIUM)('in a browser', () => {
  let browser: Browser;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), 'dataplan-report-'));
    file = join(folder, 'report.html');
    writeFileSync(file, await stewardPage());
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(hash = '', options: BrowserContextOptions = {}, path = file): Promise<Opened> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const trouble: string[] = [];
    const url = `file://${path}`;
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('dialog', (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => request.url().split('#')[0] !== url && trouble.push(request.url()));
    await page.goto(`${url}${hash}`);
    return { page, trouble };
  }

  test('it opens without an error and without a request', async () => {
    const { page, trouble } = await open();
    expect(await page.locator('h1').textContent()).toMatch(/Privacy/);
    expect(trouble).toEqual([]);
  });

  test('search: / focuses, words filter, the address keeps it, Escape clears', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('basket');
    expect(await page.locator('#entries > details:visible').count()).toBe(1);
    expect(await page.locator('#found').textContent()).toMatch(/^1 of \d+ shown\.$/);
    expect(new URL(page.url()).hash).toBe('#q=basket');
    await page.keyboard.press('Escape');
    expect(await page.locator('#entries > details:visible').count()).toBeGreaterThan(5);
    const shared = await open('#q=em%20order');
    // The other names of an event are found too: meta-ads calls a trait "em".
    expect(await shared.page.locator('#find').inputValue()).toBe('em order');
  });

  test('findings filter by owner, rule and severity; the address can be sent', async () => {
    const { page } = await open('#findings?severity=warn');
    const rows = page.locator('#list tbody tr:visible');
    expect(await rows.count()).toBe(1);
    expect(await rows.textContent()).toContain('orderID is not in snake case');
    await page.locator('[data-filter=severity]').selectOption('');
    await page.locator('[data-filter=owner]').selectOption('checkout');
    expect(await rows.count()).toBe(1);
    expect(page.url()).toContain('#findings?owner=checkout');
    expect(await page.locator('#listed').textContent()).toBe('1 of 2 shown');
  });

  test('a deep link opens the event that it names, also after a filter hid it', async () => {
    const id = await (await open()).page.locator('details.ev').first().getAttribute('id');
    const { page } = await open(`#${id}`);
    expect(await page.locator(`#${id}`).getAttribute('open')).not.toBeNull();
    expect(await page.locator(`#${id} pre`).isVisible()).toBe(true);
    await page.locator('#find').fill('nothing has this name');
    await page.evaluate(`location.hash = '#${id}'`);
    await page.waitForTimeout(50);
    expect(await page.locator(`#${id}`).isVisible()).toBe(true);
  });

  test('by keyboard: skip link first, then the sections, the search, the theme', async () => {
    const { page } = await open();
    const focused = () =>
      page.evaluate<string>('document.activeElement.textContent.trim() || document.activeElement.id');
    const order: string[] = [];
    for (let press = 0; press < 13; press++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order).toEqual([
      'Skip to the report',
      'State',
      'Systems',
      'Journey',
      'Coverage',
      'Dictionary',
      'Privacy',
      'Identity',
      'Findings',
      'Debt',
      'How',
      'find',
      'Light / dark',
    ]);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  });

  test.each([320, 390, 768, 1280])('no sideways scroll at %i px', async (width) => {
    const { page } = await open('', { viewport: { width, height: 800 } });
    await page.evaluate(OPEN_ALL);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test.each([
    ['light, wide', { viewport: { width: 1280, height: 900 } }],
    ['light, phone', { viewport: { width: 390, height: 844 } }],
    ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ] as const)(
    'axe finds no violation: %s',
    async (_, options) => {
      const { page } = await open('', { ...options, bypassCSP: true });
      await page.evaluate(OPEN_ALL);
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      const told = violations.map(
        ({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`,
      );
      expect(told).toEqual([]);
    },
    60_000,
  );

  test('without script everything is there and nothing that needs it shows', async () => {
    const { page } = await open('', { javaScriptEnabled: false });
    expect(await page.locator('details.ev').count()).toBeGreaterThan(5);
    expect(await page.locator('.js:visible').count()).toBe(0);
    await page.locator('details.ev summary').first().click();
    expect(await page.locator('details.ev pre').first().isVisible()).toBe(true);
  });

  test('where a server drops our styles, drawings still have their colours', async () => {
    const plain = join(folder, 'plain.html');
    writeFileSync(plain, readFileSync(file, 'utf8').replace(/<style>[\s\S]*?<\/style>/, ''));
    const { page } = await open('', {}, plain);
    expect(await page.locator('svg.map path').first().getAttribute('stroke')).toBe('#878c96');
    expect(await page.locator('.barcell svg').first().boundingBox()).toMatchObject({
      width: 190,
      height: 18,
    });
  });

  test('printed: the table below the map is on paper, the controls are not', async () => {
    const { page } = await open();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.bar').isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3);
  });

  test('printed in full: every entry of the dictionary is open, without script too', async () => {
    const full = join(folder, 'full.html');
    writeFileSync(full, readFileSync(file, 'utf8').replace('data-print="short"', 'data-print="full"'));
    const pages = async (path: string) => {
      const { page } = await open('', { javaScriptEnabled: false }, path);
      const pdf = await page.pdf({ format: 'A4' });
      return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    };
    expect(await pages(full)).toBeGreaterThan(await pages(file));
  });

  test('the record of processing is saved as a file', async () => {
    const { page } = await open('#privacy');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-csv]').click()]);
    expect(download.suggestedFilename()).toBe('record-of-processing.csv');
    const saved = join(folder, 'saved.csv');
    await download.saveAs(saved);
    expect(readFileSync(saved, 'utf8')).toMatch(/^\ufeff"Purpose","Personal data","Category"/);
  });

  test('1,000 events: loaded, searched and reset quickly', async () => {
    const events = Array.from(
      { length: 1000 },
      (_, n) =>
        `  Order ${n} Completed: { description: Number ${n}, owner: checkout, properties: [total] }\n`,
    );
    const plan = await parsePlan(
      `dataplan: 1\nname: big\nversion: 1.0.0\nteams: { checkout: {} }\nproperties: { total: number }\nevents:\n${events.join('')}`,
    );
    const { system, out } = screen();
    await writeReport([parseFormat('html')], report(), () => null, system, { plan });
    const big = join(folder, 'big.html');
    writeFileSync(big, out());
    const { page, trouble } = await open('', {}, big);
    const took = await page.evaluate<number>(`(() => {
      const find = document.getElementById('find');
      const start = performance.now();
      find.value = 'order 77';
      find.dispatchEvent(new Event('input'));
      document.body.offsetHeight;
      return performance.now() - start;
    })()`);
    expect(await page.locator('#found').textContent()).toMatch(/^\d+ of 1001 shown/);
    // A shared machine: a second is far above what it takes and still catches a search that is quadratic.
    expect(took).toBeLessThan(1000);
    expect(trouble).toEqual([]);
  });

  test('a column’s head sorts by it, figures by their worth', async () => {
    const { page } = await open('#joins');
    const table = page.locator('table', { has: page.locator('th', { hasText: 'Ids of' }) });
    const head = table.locator('th', { hasText: /^Ids$/ });
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await table.locator('tbody tr td:last-child').allTextContents()).toEqual(['40', '10,500']);
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await table.locator('tbody tr td:last-child').allTextContents()).toEqual(['10,500', '40']);
  });

  test('product against marketing: what arrives, what takes the rest away, who can be joined', async () => {
    const { page, trouble } = await open('#sides');
    const way = page.locator('tr', { hasText: 'not explained' });
    expect(await way.locator('td').allTextContents()).toEqual([
      'amplitude → braze',
      '1,204',
      '842',
      '−310 said no to marketing+8 sent twice to braze? −60 not explained',
    ]);
    expect(await page.locator('#customer-view').textContent()).toBe('Single customer view: 69 % (67–70 %)');
    expect(trouble).toEqual([]);
  });

  test('above 2,000 events details travel packed: still found, linked to, opened and printed', async () => {
    const events = Array.from(
      { length: 2100 },
      (_, n) =>
        `  Order ${n} Completed: { description: Number ${n}, trigger: "Bell ${n} <rings> & 'rings'", owner: checkout, properties: [total] }\n`,
    );
    const plan = await parsePlan(
      `dataplan: 1\nname: big\nversion: 1.0.0\nteams: { checkout: {} }\nproperties: { total: number }\nevents:\n${events.join('')}`,
    );
    const { system, out } = screen();
    await writeReport([parseFormat('html')], report(), () => null, system, { plan });
    const big = join(folder, 'packed.html');
    writeFileSync(big, out().replace('data-print="short"', 'data-print="full"'));
    const { page, trouble } = await open('', {}, big);
    await page.waitForFunction("document.documentElement.dataset.packed === 'ready'");
    await page.locator('#find').fill('bell 2099');
    expect(await page.locator('#found').textContent()).toBe('1 of 2101 shown.');
    const entry = page.locator('details.ev:visible').first();
    expect(await entry.locator('dl').count()).toBe(0);
    await entry.locator('summary').click();
    expect(await entry.locator('dd', { hasText: 'Bell' }).textContent()).toBe("Bell 2099 <rings> & 'rings'");
    const link = await page.locator('details.ev').nth(7).getAttribute('id');
    await page.goto(`file://${big}#${link}`);
    await page.locator(`[id="${link}"] dl`).waitFor();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details.ev dl').count()).toBe(2101);
    expect(trouble).toEqual([]);
  }, 60_000);

  test('nothing in the corpus executes, and every string is on the page', async () => {
    const texts = PAYLOADS.filter((text) => text.length < 500);
    const entries = texts.map((text, n) => {
      const name = JSON.stringify(`${n} ${text}`);
      return `  ${name}: { description: ${name}, owner: ${JSON.stringify(text)}, trigger: ${name}, stage: ${name}, tags: [${name}], links: { ${name}: ${name} }, properties: { ${name}: { type: string, description: ${name}, privacy: none, enum: [${name}] } }, examples: [{ ${name}: ${name} }] }\n`;
    });
    const keyed = (of: (name: string) => string) =>
      texts.map((text, n) => `  ${JSON.stringify(`${n} ${text}`)}: ${of(JSON.stringify(text))}\n`).join('');
    const plan = await parsePlan(`dataplan: 1
name: ${JSON.stringify(texts[0])}
version: 1.0.0
description: ${JSON.stringify(texts[1])}
teams:
${keyed((name) => `{ contact: ${name} }`)}
systems:
${keyed((name) => `{ role: ${name}, description: ${name} }`)}
needs:
${keyed((name) => `{ kind: metric, description: ${name}, uses: [${name}] }`)}
properties:
${keyed((name) => `{ type: string, description: ${name}, privacy: none, examples: [${name}] }`)}
events:
${entries.join('')}`);
    const findings = texts.map((text, n) =>
      finding({
        message: `${n} ${text}`,
        rule: text,
        owners: [text],
        subject: `event:${n}`,
        fingerprint: n.toString(16).padEnd(64, 'f'),
      }),
    );
    const model = buildModel({
      plan,
      report: report(findings),
      evidence: evidence({ findings, drift: hostileDrift(texts) }),
      history: [],
      waivers: texts.map((text) => ({ rule: text, subject: text, reason: text, owner: text, until: null })),
      commit: null,
      branch: null,
      at: '2026-11-21T00:00:00Z',
    });
    const { system, out } = screen();
    await writeReport([parseFormat('html')], model.report, () => null, system, { model });
    const hostile = join(folder, 'hostile.html');
    writeFileSync(hostile, out());
    const { page, trouble } = await open('', {}, hostile);
    await page.evaluate(OPEN_ALL);
    await page.locator('#find').fill('alert');
    await page.mouse.move(400, 400);
    expect(trouble).toEqual([]);
    const shape = await page.evaluate<Shape>(`({
      scripts: document.querySelectorAll('script').length,
      handlers: [...document.querySelectorAll('*')].filter((el) => el.getAttributeNames().some((name) => name.startsWith('on'))).length,
      foreign: document.querySelectorAll('img,iframe,base,form,object,embed,link,template,math').length,
      links: [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? '').filter((href) => !href.startsWith('#')),
      text: document.body.textContent,
    })`);
    expect(shape).toMatchObject({ scripts: 1, handlers: 0, foreign: 0 });
    for (const href of shape.links) expect(href).toMatch(/^https:\/\/[\w.-]+/);
    const lost = texts.filter((text, n) => !shape.text.includes(visible(`${n} ${text}`)));
    expect(lost).toEqual([]);
  }, 60_000);
});
