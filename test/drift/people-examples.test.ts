import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeDrift } from '../../src/drift/findings.ts';
import { compareIdentities } from '../../src/drift/identity.ts';
import { identityDriftRules } from '../../src/rules/drift/identity.ts';
import { loadPages } from '../../src/rules/pages.ts';
import { Settings } from '../../src/rules/settings.ts';
import { type Example, exampleInput, plan } from './customers.ts';

const pages = await loadPages();
const examples = identityDriftRules.flatMap((rule) =>
  (pages.get(rule.id)?.examples ?? []).map((example) => ({ id: rule.id, ...example })),
);

describe('the examples on the pages of rules about people', () => {
  it('are there for each', () => {
    expect([...new Set(examples.map(({ id }) => id))]).toEqual([
      'drift/consent',
      'drift/identity-join',
      'drift/placeholder-id',
      'drift/missing-id',
      'drift/wrong-field',
      'drift/hash-form',
      'drift/unnormalized-id',
      'drift/split-id',
      'drift/shared-id',
    ]);
  });

  // Every rule judges every example: one cause is one finding.
  it.each(examples)('$id: $verdict', ({ id, verdict, text }) => {
    const { differences } = compareIdentities(exampleInput(parse(text) as Example));
    const settings = new Settings({ preset: 'strict' });
    const findings = judgeDrift(differences, plan, {
      rules: identityDriftRules,
      settings,
      today: '2026-11-01',
    });
    expect(findings.map(({ rule }) => rule)).toEqual(verdict === 'incorrect' ? [id] : []);
    for (const { message } of findings) {
      expect(message).toMatch(/\.$/);
      expect(message).not.toMatch(/undefined|NaN|null of|Infinity/);
    }
  });
});
