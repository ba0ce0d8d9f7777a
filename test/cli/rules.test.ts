import { describe, expect, test } from 'vitest';
import { registry } from '../../src/rules/registry.ts';
import { runCli } from '../run-cli.ts';

const PLAN = `dataplan: 1
name: acme-shop
version: 1.0.0
standards: { naming: { events: { case: title } } }
events:
  order_completed: { description: A customer paid. }
`;

describe('dataplan rules', () => {
  test('lists every rule, and how loud it is', async () => {
    const { exit, stdout } = await runCli(['rules']);
    expect(exit).toBe(0);
    for (const rule of registry) expect(stdout).toContain(`${rule.id} `);
    expect(stdout).toContain(`${registry.length} rules, `);
  });

  test('as a bare JSON list, of a topic alone', async () => {
    const { stdout } = await runCli(['rules', 'naming', '--json']);
    const rules = JSON.parse(stdout) as { id: string; severity: string; options: unknown }[];
    expect(rules.map((rule) => rule.id.split('/')[0])).toEqual(rules.map(() => 'naming'));
    expect(rules.find((rule) => rule.id === 'naming/vague-name')).toMatchObject({
      severity: 'off',
      preset: 'strict',
      on: 'plan',
    });
  });

  test('what the configuration sets counts', async () => {
    const config =
      'version: 1\nplan: plan.yaml\nrules: { naming/vague-name: warn, naming/event-case: off }\n';
    const files = { 'plan.yaml': PLAN, 'dataplan.config.yaml': config };
    const { stdout } = await runCli(['rules', 'naming', '--enabled', '--json'], files);
    const ids = (JSON.parse(stdout) as { id: string }[]).map((rule) => rule.id);
    expect(ids).toContain('naming/vague-name');
    expect(ids).not.toContain('naming/event-case');
  });

  test('an unknown topic is refused with the nearest', async () => {
    const { exit, stderr } = await runCli(['rules', 'namin']);
    expect(exit).toBe(2);
    expect(stderr).toContain('Did you mean "naming"?');
  });
});

describe('dataplan explain', () => {
  test('shows the page of a rule', async () => {
    const { exit, stdout } = await runCli(['explain', 'naming/event-case']);
    expect(exit).toBe(0);
    for (const part of [
      'error by default',
      'What\n',
      'Why\n',
      'order_completed',
      'When not to use it\n',
      'Source\n',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).not.toContain('```');
  });

  test('a rule without its topic is offered whole', async () => {
    const { exit, stderr } = await runCli(['explain', 'events-case']);
    expect(exit).toBe(2);
    expect(stderr).toContain('Did you mean "naming/event-case"?');
  });

  test('shows one finding of a report, and the waiver to paste, which then holds', async () => {
    const report = await runCli(['lint', 'plan.yaml', '--json'], { 'plan.yaml': PLAN });
    const [finding] = (JSON.parse(report.stdout) as { findings: { fingerprint: string; rule: string }[] })
      .findings;
    const start = finding?.fingerprint.slice(0, 10) ?? '';
    const { stdout } = await runCli(['explain', start, '--from', 'report.json'], {
      'report.json': report.stdout,
    });
    expect(stdout).toContain('Event name "order_completed" is not in Title Case');
    expect(stdout).toContain('at plan.yaml:6:3');
    const waiver = /# dataplan-ignore .*/.exec(stdout)?.[0] ?? '';
    const waived = await runCli(['lint', 'plan.yaml', '--json'], {
      'plan.yaml': PLAN.replace('  order_completed', `  ${waiver}\n  order_completed`),
    });
    expect(JSON.parse(waived.stdout)).toMatchObject({ summary: { error: 0, waived: 1 } });
  });

  test.each([
    [['explain', 'abcdef12'], 'A fingerprint needs the report it is from'],
    [
      ['explain', 'abcdef12', '--from', 'report.json'],
      'No finding of report.json has a fingerprint that begins with abcdef12.',
    ],
    [['explain', 'abcdef12', '--from', 'notes.txt'], 'notes.txt is no JSON.'],
    [['explain', 'abcdef12', '--from', 'list.json'], 'list.json is no report'],
  ])('%j is refused kindly', async (argv, message) => {
    const files = { 'report.json': '{"findings":[]}', 'notes.txt': 'hello', 'list.json': '[]' };
    const { exit, stderr } = await runCli(argv, files);
    expect(exit).toBe(2);
    expect(stderr).toContain(message);
  });
});
