import { describe, expect, it } from 'vitest';
import { judgeDrift } from '../../src/drift/findings.ts';
import { loadPages } from '../../src/rules/pages.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';
import { compare, shopPlan } from './shop.ts';

const pages = await loadPages();
const rules = registry.filter((rule) => rule.on === 'drift');
// What is about people has a shop of its own.
const examples = rules.flatMap((rule) =>
  (pages.get(rule.id)?.examples ?? [])
    .filter(({ text }) => /^(?:braze|amplitude):/.test(text))
    .map((example) => ({ rule, id: rule.id, ...example })),
);

describe('the examples on the pages of drift rules', () => {
  it.each(examples)('$id: $verdict', async ({ rule, id, verdict, text }) => {
    const { differences } = await compare(text);
    const settings = new Settings({ preset: 'strict' });
    const findings = judgeDrift(differences, await shopPlan(), {
      rules: [rule],
      settings,
      today: '2026-11-01',
    });
    expect(findings.map((finding) => finding.rule)).toEqual(verdict === 'incorrect' ? [id] : []);
    for (const finding of findings) {
      expect(finding.message).toMatch(/\.$/);
      expect(finding.message).not.toMatch(/undefined|NaN|null|Infinity/);
    }
  });
});
