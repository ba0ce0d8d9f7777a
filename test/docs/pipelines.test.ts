// The action, the hooks and the examples call what there is.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/program.ts';
import { FORMATS } from '../../src/output/index.ts';

interface Step {
  name: string;
  run?: string;
  env?: Record<string, string>;
}

const action = parse(readFileSync('action.yml', 'utf8')) as {
  inputs: Record<string, { description: string; default: string }>;
  runs: { using: string; steps: Step[] };
};

function flagsOf(name: string): string {
  return (
    COMMANDS.find((command) => command.name === name)
      ?.flags.map(({ flags }) => flags)
      .join(' ') ?? ''
  );
}

test('no text of a stranger stands inside a script of the action: it comes by the environment', () => {
  for (const { name, run = '' } of action.runs.steps) expect(run, name).not.toContain('${{');
});

test('the action calls check with flags and formats that exist, and --safe on forks', () => {
  const script = action.runs.steps.find(({ name }) => name === 'Check')?.run ?? '';
  for (const [flag] of script.matchAll(/(?<=["\s])--[a-z][a-z-]+(?=["\s])/g)) {
    if (!['--no-install', '--yes'].includes(flag)) expect(flagsOf('check'), flag).toContain(flag);
  }
  for (const [, format] of script.matchAll(/-f "?(\w+)/g)) expect(FORMATS).toContain(format);
  expect(script).toContain('[ "$FORK" != true ] || set -- "$@" --safe');
});

test('every input of the action is described and has a default', () => {
  for (const [name, input] of Object.entries(action.inputs)) {
    expect(input.description, name).toMatch(/\.$|\w/);
    expect(input.default, name).toBeDefined();
  }
});

test('the hooks call commands that exist', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as {
    id: string;
    entry: string;
    pass_filenames: boolean;
  }[];
  for (const { id, entry, pass_filenames } of hooks) {
    expect(
      COMMANDS.map(({ name }) => `dataplan ${name}`),
      id,
    ).toContain(entry);
    expect(pass_filenames).toBe(false);
  }
});

test('the GitLab job writes what it uploads', () => {
  const jobs = parse(readFileSync('docs/examples/gitlab-ci.yml', 'utf8')) as Record<
    string,
    { script: string[]; artifacts: { reports: Record<string, string> } }
  >;
  const job = jobs['data-plan'];
  for (const file of Object.values(job?.artifacts.reports ?? {}))
    expect(job?.script.join('\n')).toContain(`=${file}`);
});
