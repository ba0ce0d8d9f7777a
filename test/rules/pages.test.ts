import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPages, SECTIONS } from '../../src/rules/pages.ts';
import { registry } from '../../src/rules/registry.ts';
import { runRule, TODAY } from '../../src/testing.ts';
import { isObject } from '../../src/text/json.ts';
import { runCli } from '../run-cli.ts';

const pages = await loadPages();
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('pages.test.ts'))
  .map((file) => readFileSync(join('test', file), 'utf8'))
  .join('\n');

describe.each(registry.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = pages.get(id);

  test('has a page with every section, and its own name on top', () => {
    expect(page?.text.startsWith(`# ${id}\n`)).toBe(true);
    expect([...(page?.sections.keys() ?? [])]).toEqual([...SECTIONS]);
    for (const [heading, text] of page?.sections ?? [])
      expect({ heading, empty: text === '' }).toEqual({ heading, empty: false });
  });

  // What the loader and the waivers find is shown by running the program on the examples, below.
  const shownWhole = rule.on === 'run' && /^(?:plan|waivers)\//.test(id);
  test('has a test', () => {
    expect(shownWhole || tests.includes(`'${id}'`) || tests.includes(`/rules/${id}.ts'`)).toBe(true);
  });

  test('describes the options that it takes', () => {
    const properties = rule.options?.['properties'];
    const names = properties !== undefined && isObject(properties) ? Object.keys(properties) : [];
    const described = [...(page?.sections.get('Options') ?? '').matchAll(/^- `(\w+)`/gm)].map(
      ([, name]) => name,
    );
    expect(described.toSorted()).toEqual(names.toSorted());
  });

  test('shows what is incorrect and what is correct', () => {
    expect(new Set(page?.examples.map((example) => example.verdict))).toEqual(
      new Set(['incorrect', 'correct']),
    );
  });

  if (shownWhole) {
    test.each(page?.examples ?? [])(
      'the whole program on a plan that is $verdict',
      async ({ verdict, text }) => {
        const { stdout } = await runCli(['lint', 'plan.yaml', '--json', '--today', TODAY], {
          'plan.yaml': text,
          '../secrets.yaml': 'key: 1',
        });
        const rules = (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(
          (finding) => finding.rule,
        );
        expect(rules.includes(id)).toBe(verdict === 'incorrect');
      },
    );
  }
  if (rule.on !== 'plan') return;
  test.each(page?.examples.map((example, index) => [index + 1, example] as const) ?? [])(
    'example %i',
    async (_, example) => {
      const findings = await runRule(rule, { plan: example.text, options: example.options });
      if (example.verdict === 'correct') expect(findings.map((finding) => finding.message)).toEqual([]);
      else expect(findings.length).toBeGreaterThan(0);
    },
  );
});

test('no page is left of a rule that is gone', () => {
  const ids = new Set(registry.map((rule) => rule.id));
  expect([...pages.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

test('ids, summaries and presets are sound', () => {
  const ids = registry.map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of registry) {
    expect(rule.id).toMatch(/^[a-z]+\/[a-z][a-z0-9-]*$/);
    expect(rule.summary).toMatch(/^[A-Za-z`].*\.$/);
    expect(rule.tags.length).toBeGreaterThan(0);
  }
});
