import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planWaivers } from '../src/check/waivers.ts';
import { applyWaivers, isMalformed, type Waiver } from '../src/findings/waivers.ts';
import { loadPlan } from '../src/plan/load.ts';
import { lint } from '../src/rules/lint.ts';
import { registry } from '../src/rules/registry.ts';
import { Settings } from '../src/rules/settings.ts';
import { nodeFiles } from '../src/system/node.ts';

const ROOT = join(import.meta.dirname, '..');
const PLANS = readdirSync(join(ROOT, 'plans'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.plan.yaml'),
);

test.each(PLANS)('plans/%s lints without a finding, and its editor finds the schema', async (path) => {
  const plan = await loadPlan(`plans/${path}`, { files: nodeFiles(ROOT), cwd: ROOT });
  const findings = lint(plan, { rules: registry, settings: new Settings(), today: '2026-11-21' });
  const waivers = (await planWaivers(plan.files)).filter((waiver): waiver is Waiver => !isMalformed(waiver));
  const open = applyWaivers(findings, waivers, '2026-11-21').findings.filter(
    ({ status }) => status === 'open',
  );
  expect(open.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  const modeline = /^# yaml-language-server: \$schema=(\S+)$/m.exec(plan.files[0]?.text ?? '')?.[1] ?? '';
  expect(join(ROOT, 'plans', path, '..', modeline)).toBe(join(ROOT, 'dist/plan.schema.json'));
});
