import { UsageError } from '../system/errors.ts';
import type { Flag } from './command.ts';
import { parseCount } from './options.ts';

/** Flags of every command that makes files. */
export const MADE: readonly Flag[] = [
  { flags: '-o, --output <file|dir/>', description: 'write it there; with "/" at the end, a folder' },
  { flags: '--force', description: 'replace files that are there' },
];

export const LOSS: readonly Flag[] = [
  { flags: '--loss <file>', description: 'write what could not be carried, as JSON' },
];

export const IMPORT: readonly Flag[] = [
  { flags: '-f, --format <name[=path]>', description: 'how findings are written', repeatable: true },
  { flags: '--map <column=header>', description: 'for tables: which header holds what', repeatable: true },
  { flags: '--name <name>', description: 'name of the plan, when the files give none' },
  { flags: '--list', description: 'list the formats' },
  {
    flags: '--fail-on <severity>',
    description: 'fail at this severity and above',
    choices: ['error', 'warn', 'info', 'never'],
  },
  { flags: '--exit-zero', description: 'exit 0 also when findings fail the run' },
];

export const EXPORT: readonly Flag[] = [
  { flags: '--draft <draft>', description: 'of JSON Schema', choices: ['2020-12', 'draft-07'] },
  {
    flags: '--annotations <where>',
    description: "where the plan's own words go in a JSON Schema",
    choices: ['x-plan', 'comment', 'none'],
  },
  {
    flags: '--dialect <name>',
    description: 'of SQL',
    choices: ['snowflake', 'bigquery', 'redshift', 'postgres', 'databricks'],
  },
  { flags: '--odcs-version <version>', description: 'of the contract standard', choices: ['3.1.0', '3.2.0'] },
  { flags: '--vendor <domain>', description: 'Iglu vendor, a reversed domain' },
  { flags: '--dbt-legacy', description: 'for dbt before 1.10' },
  { flags: '--list', description: 'list the formats' },
];

export const GENERATE_EVENTS: readonly Flag[] = [
  { flags: '--count <n>', description: 'how many (100)', parse: parseCount },
  { flags: '--seed <n>', description: 'another seed, other events (1)', parse: parseCount },
  { flags: '--event <key>', description: 'only this event', repeatable: true },
  { flags: '--violating <share>', description: 'share that breaks the plan: 0.05 or 5%', parse: parseShare },
  { flags: '--truth <file>', description: 'write what is wrong with each line, NDJSON' },
];

function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const share = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (!(share >= 0 && share <= 1))
    throw new UsageError(`Expected a share such as 0.05 or 5%, got "${text}".`);
  return share;
}

export const INFER: readonly Flag[] = [
  {
    flags: '--event-format <name>',
    description: 'segment, amplitude, ga4, plain, …; recognised unless given',
  },
  { flags: '--map <pairs>', description: 'fields of plain records: event=name,user=uid' },
  { flags: '--limit <n>', description: 'records at most', parse: parseCount },
  { flags: '--code <path>', description: 'take in what the calls below this path show', repeatable: true },
  { flags: '--into <plan>', description: 'lay it into this plan, in place; comments stay' },
  {
    flags: '--mode <mode>',
    description: 'with --into: add what is new, update what is too narrow, or replace properties',
    choices: ['add', 'update', 'replace'],
  },
  { flags: '--name <name>', description: 'name of the plan' },
];
