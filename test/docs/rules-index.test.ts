// docs/rules.md is written from the registry: `UPDATE=1 npx vitest run test/docs/rules-index.test.ts`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registry } from '../../src/rules/registry.ts';
import type { AnyRule } from '../../src/rules/rule.ts';

const PAGE = 'docs/rules.md';

const topicOf = ({ id }: AnyRule) => id.slice(0, id.indexOf('/'));

function row(rule: AnyRule): string {
  const fix = rule.fixable === undefined ? '' : rule.fixable;
  const summary = rule.summary.replaceAll('|', '\\|');
  return `| [\`${rule.id}\`](../src/rules/${rule.id}.md) | ${rule.severity} | ${rule.preset} | ${rule.on} | ${fix} | ${summary} |`;
}

function page(): string {
  const topics = [...new Set(registry.map(topicOf))];
  const parts = topics.map((topic) => {
    const rules = registry.filter((rule) => topicOf(rule) === topic);
    return `## ${topic}\n\n| rule | severity | from preset | judges | fix | holds when there is no finding |\n| --- | --- | --- | --- | --- | --- |\n${rules.map(row).join('\n')}\n`;
  });
  const head =
    '# Rules\n\nWritten from the registry; each name leads to the page that `dataplan explain RULE` shows. Presets build on one another:\n`minimal`, `recommended` (unless said), `strict`.\n';
  return [head, ...parts].join('\n');
}

test('every rule stands in the list, as it is', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(PAGE, page());
  expect(readFileSync(PAGE, 'utf8')).toBe(page());
});

test('every link leads to a page', () => {
  for (const [, link = ''] of readFileSync(PAGE, 'utf8').matchAll(/\]\(\.\.\/([^)]+)\)/g))
    expect({ link, there: existsSync(link) }).toEqual({ link, there: true });
});
