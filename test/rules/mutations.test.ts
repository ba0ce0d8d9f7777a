import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { lint } from '../../src/rules/lint.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';
import { applicable, type Draft, MUTATIONS, type Random } from './mutations.ts';

/** Each once; `MUTATIONS=200` for more, each on other parts of the plan. */
const COUNT = Number(process.env['MUTATIONS'] ?? MUTATIONS.length);
const TODAY = '2026-11-21';
const text = readFileSync('plans/acme-shop.plan.yaml', 'utf8');
const settings = () => new Settings({ preset: 'recommended' });

/** Rules that fire on a draft, by fingerprint. */
async function fired(draft: Draft): Promise<Map<string, string>> {
  const plan = await parsePlan(JSON.stringify(draft));
  const findings = lint(plan, { rules: registry, settings: settings(), today: TODAY });
  return new Map(findings.map((finding) => [finding.fingerprint, finding.rule]));
}

/** mulberry32: the same 200 mutations in every run. */
function seeded(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
}

const before = await fired(parse(text) as Draft);
const random = seeded(20261121);
const cases = Array.from({ length: COUNT }, (_, index) => {
  const draft = parse(text) as Draft;
  const [name, mutate] = MUTATIONS[index % MUTATIONS.length] ?? MUTATIONS[0];
  return { index, name, draft, expected: mutate(draft, random) };
});

describe("one thing changed in the shop's plan", () => {
  test.each(cases.map((each) => [each.index, each.name, each] as const))(
    '%i: %s',
    async (_, __, { draft, expected }) => {
      const after = await fired(draft);
      const rules = [...after].flatMap(([fingerprint, rule]) => (before.has(fingerprint) ? [] : [rule]));
      expect([...new Set(rules)].toSorted()).toEqual(applicable(expected).toSorted());
    },
  );
});
