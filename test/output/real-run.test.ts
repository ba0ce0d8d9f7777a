// A real check of the shipped shop, drifted samples and code included, as hosts would take it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { beforeAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { loadPages } from '../../src/rules/pages.ts';
import { nodeSystem } from '../../src/system/node.ts';
import { screen, textOf } from './shop.ts';

const documents = new Map<string, string>();

beforeAll(async () => {
  const shown = screen();
  const { system } = shown;
  const node = nodeSystem();
  const formats = [
    'sarif',
    'gitlab',
    'junit',
    'json',
    'html',
    'markdown',
    'csv',
    'ndjson',
    'github',
    'compact',
  ];
  await run(
    [
      'check',
      '--config',
      'fixtures/shop/dataplan.config.yaml',
      '--today',
      '2026-11-21',
      ...formats.flatMap((name) => ['-f', `${name}=${name}`]),
    ],
    {
      ...node,
      stdout: system.stdout,
      stderr: system.stderr,
      files: { ...node.files, write: async (path, data) => void documents.set(path, await textOf(data)) },
    },
  );
  for (const name of formats) expect(documents.has(name), `${name} ${shown.err()}`).toBe(true);
}, 60_000);

const text = (name: string) => documents.get(name) ?? '';

test('SARIF', async () => {
  const require = createRequire(import.meta.url);
  const path = require
    .resolve('@microsoft/jest-sarif/package.json')
    .replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json');
  const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const document = JSON.parse(text('sarif'));
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  const [found] = document.runs;
  expect(found.results.length).toBeGreaterThan(5);
  expect(found.tool.driver.rules.length).toBeGreaterThan(90);
  // Every rule explains itself, with its whole page where it has one.
  const pages = await loadPages();
  for (const { id, help } of found.tool.driver.rules) {
    expect(help.markdown, id).not.toBe('');
    if (pages.has(id)) expect(help.markdown, id).toBe(pages.get(id)?.text);
  }
});

test('GitLab', () => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync('test/output/schemas/gitlab-code-quality.schema.json', 'utf8')),
  );
  validate(JSON.parse(text('gitlab')));
  expect(validate.errors ?? []).toEqual([]);
});

test('JUnit', () => {
  const schema = XmlDocument.fromString(readFileSync('test/output/schemas/junit.xsd', 'utf8'));
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(text('junit'));
  expect(() => validator.validate(document)).not.toThrow();
  for (const each of [document, validator, schema]) each.dispose();
});

test('every format has the same findings', () => {
  const { findings } = JSON.parse(text('json'));
  const open = findings.filter(({ status }: { status: string }) => status === 'open');
  expect(open.length).toBeGreaterThan(5);
  expect(text('ndjson').trimEnd().split('\n')).toHaveLength(findings.length + 1);
  expect(text('compact').trimEnd().split('\n')).toHaveLength(open.length);
  expect(text('github').trimEnd().split('\n')).toHaveLength(open.length);
  expect(JSON.parse(text('gitlab'))).toHaveLength(open.length);
  expect(JSON.parse(text('sarif')).runs[0].results).toHaveLength(open.length);
  expect(text('csv').trimEnd().split('\r\n')).toHaveLength(findings.length + 1);
});

test('no personal value of a sample is in any of them', () => {
  const samples =
    readFileSync('fixtures/shop/web/drifted.ndjson', 'utf8') +
    readFileSync('fixtures/shop/ios/app.ndjson', 'utf8');
  const addresses = [...new Set(samples.match(/[\w.+-]+@[\w-]+\.[a-z.]+/gi) ?? [])];
  expect(addresses.length).toBeGreaterThan(0);
  for (const [name, document] of documents) {
    for (const address of addresses) expect(document.includes(address), `${address} in ${name}`).toBe(false);
  }
});
