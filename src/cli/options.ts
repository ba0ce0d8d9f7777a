import { isDate } from '../findings/waivers.ts';
import { UsageError } from '../system/errors.ts';
import type { Flag } from './command.ts';

const SEVERITIES = ['error', 'warn', 'info', 'never'];

/** Flags of every command that reads a plan or a configuration. */
export const COMMON: readonly Flag[] = [
  { flags: '--plan <file>', description: 'the plan, instead of the one the configuration names' },
  { flags: '--config <file>', description: 'the configuration, instead of the nearest dataplan.config.yaml' },
  { flags: '--today <date>', description: 'the day of the run, YYYY-MM-DD', parse: parseDate },
  { flags: '--safe', description: 'load no plugins' },
  { flags: '--debug', description: 'show the stack of an internal error' },
];

/** Flags of every command that reports findings. */
export const FINDINGS: readonly Flag[] = [
  {
    flags: '-f, --format <name[=path]>',
    description: 'output: text, compact, json, ndjson, sarif, junit, github, gitlab, markdown, csv, html',
    repeatable: true,
  },
  { flags: '--json', description: 'the same as -f json' },
  { flags: '-o, --output <file>', description: 'write the (first) output there' },
  { flags: '--force', description: 'replace the file that -o names' },
  { flags: '--only <rule|tag>', description: 'run these rules alone', repeatable: true },
  { flags: '--fail-on <severity>', description: 'fail at this severity and above', choices: SEVERITIES },
  { flags: '--max-warnings <n>', description: 'fail with more warnings than this', parse: parseCount },
  { flags: '--max-findings <n>', description: 'findings that text shows in full', parse: parseCount },
  { flags: '--exit-zero', description: 'exit 0 also when findings fail the run' },
  { flags: '--quiet', description: 'show errors only' },
  { flags: '--color', description: 'use colour' },
  { flags: '--no-color', description: 'use no colour' },
];

export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`Expected a whole number, got "${text}".`);
  return Number(text);
}

export function parseDate(text: string): string {
  if (!isDate(text)) throw new UsageError(`Expected a date, YYYY-MM-DD, got "${text}".`);
  return text;
}
