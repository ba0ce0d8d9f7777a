import { expect, test } from 'vitest';
import { runCli } from '../run-cli.ts';

const PLAN =
  'dataplan: 1\nname: shop\nversion: 1.0.0\nevents:\n  Order Completed: { description: A customer paid. }\n';
const rules = (stdout: string) =>
  (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map((finding) => finding.rule);

test("'config/unused-override': an override that fits nothing", async () => {
  const config = (events: string) =>
    `version: 1\nplan: plan.yaml\nrules: { events/no-properties: warn }\noverrides: [{ events: ["${events}"], rules: { events/no-properties: off }, reason: frozen }]\n`;
  const lint = async (events: string) =>
    rules(
      (await runCli(['lint', '--json'], { 'plan.yaml': PLAN, 'dataplan.config.yaml': config(events) }))
        .stdout,
    );
  expect(await lint('Legacy *')).toContain('config/unused-override');
  expect(await lint('Order *')).not.toContain('config/unused-override');
});

test("'config/fixed-baseline': a debt that is paid", async () => {
  const config =
    'version: 1\nplan: plan.yaml\nbaseline: baseline.json\nrules: { events/no-properties: warn }\n';
  const files = { 'plan.yaml': PLAN, 'dataplan.config.yaml': config };
  const { file } = await runCli(['baseline', 'write'], files);
  const baseline = (await file('baseline.json')) ?? '';
  expect(baseline).toContain('events/no-properties');
  const repaired = PLAN.replace(
    'A customer paid. }',
    'A customer paid., properties: { sku: { type: string, description: Article., privacy: none } } }',
  );
  const { stdout } = await runCli(['lint', '--json'], {
    ...files,
    'plan.yaml': repaired,
    'baseline.json': baseline,
  });
  expect(rules(stdout)).toContain('config/fixed-baseline');
});

const imported = async (text: string) =>
  rules(
    (await runCli(['import', 'segment', 'plan.json', '-f', 'json', '-o', 'plan.yaml'], { 'plan.json': text }))
      .stdout,
  );

test("'import/unreadable-file': half a file, and an empty one", async () => {
  expect(await imported('{"events": [{"name": "Order Completed"')).toEqual(['import/unreadable-file']);
  expect(await imported('')).toEqual(['import/unreadable-file']);
});

test("'import/unclear-entry': an event described twice", async () => {
  const rule = { type: 'TRACK', key: 'Order Completed', jsonSchema: {} };
  expect(await imported(JSON.stringify({ rules: [rule, rule] }))).toEqual(['import/unclear-entry']);
  expect(await imported(JSON.stringify({ rules: [rule] }))).toEqual([]);
});
