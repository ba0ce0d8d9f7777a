import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diffPlans } from '../../src/diff/diff-plans.ts';
import { diffRules } from '../../src/rules/diff/index.ts';
import { Settings } from '../../src/rules/settings.ts';
import { parsePlan } from '../../src/testing.ts';

const text = readFileSync('plans/acme-shop.plan.yaml', 'utf8');
const run = { rules: diffRules, settings: new Settings({ preset: 'strict' }), today: '2026-11-21' };
/** A line in seven: enough to meet every section, few enough to be quick. */
const EVERY = 7;

/** What changes nothing for anybody. */
const SILENT = /^\s*(examples|links):/;

describe('the shop plan without one of its lines', () => {
  const lines = text.split('\n');
  const numbers = lines.flatMap((line, i) => (/^\s*(#|$)/.test(line) || i % EVERY !== 0 ? [] : [i]));

  test('differs from itself in nothing', async () => {
    const plan = await parsePlan(text);
    expect(diffPlans(plan, plan, run, { scheme: 'semver' })).toMatchObject({ changes: [], findings: [] });
  });

  test.each(numbers)('line %i gone, and back again: told both ways, and no rule stumbles', async (number) => {
    const before = await parsePlan(text);
    const rest = lines.filter((_, i) => i !== number).join('\n');
    const after = await parsePlan(rest).catch(() => null);
    // Some lines hold others up: without them there is no plan.
    if (after === null) return;
    for (const [old, now] of [
      [before, after],
      [after, before],
    ] as const) {
      const { changes, findings, verdict } = diffPlans(old, now, run, {
        scheme: 'semver',
        warehouse: 'strict',
      });
      if (!SILENT.test(lines[number] ?? '')) expect(changes.length).toBeGreaterThan(0);
      expect(findings.filter(({ rule }) => rule === 'run/internal-error')).toEqual([]);
      // A proof is given for every break of a shape, or said to be missing.
      for (const change of changes) {
        if (change.verdicts.backward === 'breaking') expect(change.witness ?? change.why).not.toBeNull();
      }
      if (changes.length === 0) expect(verdict.bump).toBe('none');
    }
  });
});
