import { ENGINES } from '../sql/engines/engine.ts';
import { UsageError } from '../system/errors.ts';
import type { CommandSpec } from './command.ts';
import { COMMON, FINDINGS, parseCount } from './options.ts';

export const VALIDATE: CommandSpec = {
  name: 'validate',
  summary: 'hold event samples against the plan',
  arguments: [
    {
      name: '[files...]',
      description: 'files, globs, folders, or - for stdin; the configured samples unless given',
    },
  ],
  flags: [
    ...COMMON,
    ...FINDINGS,
    { flags: '--system <name>', description: 'the system of the plan that the samples come from' },
    {
      flags: '--event-format <name>',
      description: 'segment, amplitude, ga4, plain, …; recognised unless given',
    },
    { flags: '--map <pairs>', description: 'fields of plain records: event=name,user=uid', parse: parseMap },
    {
      flags: '--types <policy>',
      description: 'coerce: "42" is a number and null is absent where the plan asks for that',
      choices: ['strict', 'coerce'],
    },
    { flags: '--verdicts <file>', description: 'one line of JSON an event; - is stdout' },
    {
      flags: '--pass <file>',
      description: 'records that may go on, unchanged; a name that ends with / is a folder',
    },
    { flags: '--quarantine <file>', description: 'the others, with reasons' },
    { flags: '--drop', description: 'cut out of --pass the properties that the plan says to drop' },
    {
      flags: '--max-invalid <n|p%>',
      description: 'fail with more invalid events than this, instead of by severity',
      parse: parseShare,
    },
    {
      flags: '--sample <p%>',
      description: 'read this share of the records, drawn by a seed',
      parse: parsePercent,
    },
    { flags: '--seed <n>', description: 'of the draw', parse: parseCount },
    { flags: '--limit <n>', description: 'read at most so many records', parse: parseCount },
    { flags: '--since <time>', description: 'only events from this time on', parse: parseTime },
    { flags: '--until <time>', description: 'only events before this time', parse: parseTime },
    {
      flags: '--write-profile <file>',
      description: 'save a profile of the system, for drift and profile show',
    },
    {
      flags: '--sketch-key <file>',
      description: 'key of its identifier sketches; else DATAPLAN_SKETCH_KEY, else they are left out',
    },
    { flags: '--follow', description: 'go on with what is added to a file, until Ctrl-C' },
    { flags: '--each', description: 'say findings as they come, a line each; the report goes to stderr' },
    { flags: '--workers <n>', description: 'threads; by default two for large files', parse: parseCount },
    { flags: '--max-record <bytes>', description: 'longest record that is read', parse: parseCount },
    {
      flags: '--results <file>',
      description: 'rows that the queries of "dataplan sql" gave: NDJSON, JSON or CSV',
      repeatable: true,
    },
    {
      flags: '--engine <name>',
      description: 'let an engine count where the data lies: duckdb, spark, postgres',
      choices: ENGINES,
    },
    { flags: '--table <name>', description: 'a table of it, shop.events', repeatable: true },
    { flags: '--column <name>', description: 'the column of raw events, one JSON text a row' },
    { flags: '--url <url>', description: 'of Postgres, without a password: postgres://user@host/database' },
    { flags: '--master <url>', description: 'of Spark: spark://host:7077, yarn, local[2]' },
    { flags: '--show-values', description: 'print values of samples unmasked' },
  ],
  examples: [
    'validate "events/*.ndjson" --system web',
    'validate - --verdicts - < events.ndjson',
    'validate events.parquet --engine duckdb --event-format segment --system web',
  ],
  load: () => import('./commands/validate.ts'),
};

/** A number of events, or a share of them. */
export interface Limit {
  readonly count: number | null;
  readonly share: number | null;
}

function parseShare(text: string): Limit {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent) return { count: null, share: Number(percent[1]) / 100 };
  return { count: parseCount(text), share: null };
}

function parsePercent(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const share = percent ? Number(percent[1]) / 100 : Number.NaN;
  if (!(share > 0 && share <= 1))
    throw new UsageError(`Expected a share above 0 up to 100%, such as 1%, got "${text}".`);
  return share;
}

/** A day or an instant as milliseconds since the epoch. */
export function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(
      `Expected a day or an instant in ISO 8601 (2026-05-02, 2026-05-02T10:00Z), got "${text}".`,
    );
  return time;
}

function parseMap(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      throw new UsageError(`Expected pairs such as event=name,user=uid, got "${pair}".`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return new Map(pairs);
}
