// What CI hosts take: each format against the host's own schema, dirty and clean.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import type { Report } from '../../src/findings/report.ts';
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { finding, report, screen, sourceText } from './shop.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
// The schema in the package is in draft-04's words (`id`), its content is the published one.
const {
  id: _id,
  $schema: _draft,
  ...sarifSchema
} = read(
  createRequire(import.meta.url)
    .resolve('@microsoft/jest-sarif/package.json')
    .replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json'),
);
const gitlabSchema = read('test/output/schemas/gitlab-code-quality.schema.json');
const junitSchema = readFileSync('test/output/schemas/junit.xsd', 'utf8');

const at = (file: string, line: number, column: number, endColumn = column): Finding['location'] => ({
  file,
  start: { line, column },
  end: { line, column: endColumn },
  pointer: null,
});

const dirty: Report = report(
  [
    finding({ related: [{ file: 'samples/wéb 1.ndjson', line: 7, column: 2, note: 'see [this](1)' }] }),
    finding({ status: 'waived' }),
    finding({ status: 'baselined' }),
    finding({ severity: 'warn', location: at('src/Cart & Co.ts', 1, 1), owners: [] }),
    finding({ severity: 'info', location: at('src/Cart & Co.ts', 3, 9, 2), count: 12, rate: 0.25 }),
    finding({ message: '', location: at('samples/a:b.ndjson', 0, 0) }),
    finding({
      rule: 'acme/own-rule',
      message: 'a\u0000b\u001b[2J <]]> "q" \ud800 {0} [x](http://evil.example)',
    }),
  ],
  { command: 'check', notChecked: [{ what: 'samples:braze', why: 'no file' }] },
);
const clean = report([], { command: 'check' });

async function written(format: string, of: Report): Promise<string> {
  const { system, out } = screen();
  await writeReport([parseFormat(format)], of, sourceText, system, {
    today: '2026-11-21',
    ruleHelp: async () => [
      { id: 'naming/event-case', summary: 'Case.', severity: 'warn', tags: ['naming'], page: '# Case\n' },
    ],
  });
  return out();
}

function expectValid(validate: ValidateFunction, value: unknown): void {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);

test.each([
  ['dirty', dirty],
  ['clean', clean],
])('SARIF 2.1.0, %s', async (_, of) => {
  expectValid(ajv.compile(sarifSchema), JSON.parse(await written('sarif', of)));
});

test.each([
  ['dirty', dirty],
  ['clean', clean],
])('GitLab code quality, %s', async (_, of) => {
  expectValid(ajv.compile(gitlabSchema), JSON.parse(await written('gitlab', of)));
});

test.each([
  ['dirty', dirty],
  ['clean', clean],
])('JUnit, %s', async (_, of) => {
  const schema = XmlDocument.fromString(junitSchema);
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(await written('junit', of));
  expect(() => validator.validate(document)).not.toThrow();
  for (const each of [document, validator, schema]) each.dispose();
});

test('GitHub code scanning: every result is located by four numbers, every rule has its texts', async () => {
  const [run] = JSON.parse(await written('sarif', dirty)).runs;
  expect(run.results).toHaveLength(5);
  for (const result of run.results) {
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    expect(artifactLocation.uri).toMatch(/^[^/:]+(\/|$)/);
    expect(Math.min(region.startLine, region.startColumn, region.endLine, region.endColumn)).toBeGreaterThan(
      0,
    );
    expect(region.endLine > region.startLine || region.endColumn > region.startColumn).toBe(true);
    expect(result.message.text).not.toBe('');
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.partialFingerprints['dataplan/v1']).toMatch(/^[0-9a-f]{64}$/);
  }
  for (const rule of run.tool.driver.rules) {
    for (const text of [
      rule.shortDescription.text,
      rule.fullDescription.text,
      rule.help.text,
      rule.help.markdown,
    ]) {
      expect(text).not.toBe('');
    }
  }
  expect(run.automationDetails.id).toMatch(/\/$/);
});

test('GitHub takes 25,000 results: the worst are kept, in their order, and the rest is said', async () => {
  const many = Array.from({ length: 25_010 }, (_, n) =>
    finding({ severity: n < 20 ? 'info' : n % 2 ? 'warn' : 'error', subject: `event:order_${n}` }),
  );
  const [run] = JSON.parse(await written('sarif', report(many))).runs;
  expect(run.results).toHaveLength(25_000);
  // The ten that went are infos: no error and no warning is lost.
  expect(run.results.filter(({ level }: { level: string }) => level === 'note')).toHaveLength(10);
  const subjects = run.results.map(
    (result: { locations: { logicalLocations: { fullyQualifiedName: string }[] }[] }) =>
      Number(result.locations[0]?.logicalLocations[0]?.fullyQualifiedName.replace(/\D/g, '')),
  );
  expect(subjects).toEqual([...subjects].sort((a: number, b: number) => a - b));
  expect(JSON.stringify(run.invocations)).toContain('10 findings are left out');
});

test('GitLab shows equal fingerprints as one, so each is its own', async () => {
  const list = JSON.parse(await written('gitlab', report([finding(), finding(), finding()])));
  expect(new Set(list.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(3);
  expect(list[0].fingerprint).toBe(finding().fingerprint);
});

test('JUnit counts add up, and a clean run has a case that passes', async () => {
  const text = await written('junit', dirty);
  const suites = [
    ...text.matchAll(/<testsuite [^>]*tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">/g),
  ];
  expect(suites.map(([, ...counts]) => counts.map(Number))).toEqual([
    [2, 0, 1],
    [4, 2, 2],
    [2, 0, 0],
    [1, 1, 0],
  ]);
  expect(await written('junit', clean)).toContain('<testcase name="plan acme-shop 2.1.0"');
});

test('GitHub annotations: worst first, properties and text escaped', async () => {
  const of = report([
    finding({ severity: 'warn', location: at('src/a,b:c.ts', 2, 3, 8) }),
    finding({ message: '100 %\n::error::forged' }),
  ]);
  expect(await written('github', of)).toBe(
    '::error title=naming/event-case,file=plans/shop.plan.yaml,line=4,endLine=4,col=3,endColumn=18::100 %25U+000A::error::forged\n' +
      '::warning title=naming/event-case,file=src/a%2Cb%3Ac.ts,line=2,endLine=2,col=3,endColumn=8::Event name "order_completed" is not in title case, as naming.events asks.\n',
  );
  expect(await written('github', clean)).toBe('');
});

test('under GitHub Actions text also annotates, and the step gets its summary; a machine document stays whole', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary.md' };
  const people = screen({ env });
  await writeReport([], dirty, sourceText, people.system);
  expect(people.out()).toContain('\n::error title=');
  expect(people.files.get('/tmp/summary.md')).toContain('### Data plan: 3 errors');

  const machine = screen({ env });
  await writeReport([parseFormat('json')], dirty, sourceText, machine.system);
  expect(() => JSON.parse(machine.out())).not.toThrow();
  expect(machine.files.get('/tmp/summary.md')).toContain('### Data plan: 3 errors');
});

test('the comment for a pull request: marker first, worst first, within what a host takes', async () => {
  const many = Array.from({ length: 3000 }, (_, n) =>
    finding({ severity: n === 2999 ? 'error' : 'warn', message: `Finding ${n}: ${'long '.repeat(20)}` }),
  );
  const text = await written('markdown', report(many, { command: 'check' }));
  expect(text.split('\n')[0]).toBe('<!-- dataplan:check:acme-shop -->');
  expect(text).toMatch(/\|---\|---\|---\|---\|\n\| ✕ error \| Finding 2999/);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/… \d+ more in the full report/);
  expect(await written('markdown', clean)).toBe(
    '<!-- dataplan:check:acme-shop -->\n### Data plan: nothing new\n\n`acme-shop` 2.1.0\n\n',
  );
});

test('a spreadsheet gets text where a formula was meant', async () => {
  const rows = await written(
    'csv',
    report([finding({ message: "=cmd|' /C calc'!A0", subject: ' @sum(A1)' })]),
  );
  expect(rows.startsWith('\ufeff"severity","status"')).toBe(true);
  expect(rows).toContain(`"'=cmd|' /C calc'!A0","' @sum(A1)"`);
  expect(rows.endsWith('\r\n')).toBe(true);
});
