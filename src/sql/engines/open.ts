import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { Relation } from '../types.ts';
import type { Engine, EngineName } from './engine.ts';
import { literal, nameParts } from './names.ts';

/** What the user names: an engine, and what it is to read. */
export interface EngineRequest {
  readonly name: EngineName;
  /** Files as their paths are absolute: Parquet, CSV, NDJSON, or one DuckDB database. */
  readonly files: readonly string[];
  /** Names of tables: `shop.events`. */
  readonly tables: readonly string[];
  readonly url: string | null;
  readonly master: string | null;
  /** The configuration says which tables to read. */
  readonly mapped: boolean;
}

/** Something to read, as SQL names it. */
export interface Source {
  /** As it is shown in findings. */
  readonly name: string;
  readonly relation: Relation;
  /** The column of raw lines, where the engine reads a text file as one; null: look at the columns. */
  readonly lines: string | null;
}

export interface Opened {
  readonly engine: Engine;
  readonly sources: readonly Source[];
}

/**
 * Opens the engine for what is named, and for nothing else.
 * @throws UsageError when something that it needs is not named, not installed, or cannot be opened.
 */
export async function openEngine(request: EngineRequest, system: System): Promise<Opened> {
  refuseStrays(request);
  switch (request.name) {
    case 'duckdb':
      return openDuckDB(request, system);
    case 'spark':
      return openSpark(request, system);
    case 'postgres':
      return openPostgres(request);
  }
}

function refuseStrays({ name, url, master, files }: EngineRequest): void {
  if (url !== null && name !== 'postgres')
    throw new UsageError(`--url is for --engine postgres, not ${name}.`);
  if (master !== null && name !== 'spark')
    throw new UsageError(`--master is for --engine spark, not ${name}.`);
  if (name === 'postgres' && files.length > 0) {
    throw new UsageError('Postgres reads tables, not files: name them with --table shop.events.');
  }
}

async function openDuckDB({ files, tables, mapped }: EngineRequest, system: System): Promise<Opened> {
  const databases = files.filter(isDatabase);
  const [database = null] = databases;
  if (database !== null && files.length > 1) {
    throw new UsageError('Give one DuckDB database, or files of events; not both in one run.');
  }
  if (database === null && tables.length > 0) {
    throw new UsageError('A table lies in a database: name its file too, such as shop.duckdb.');
  }
  if (database !== null && tables.length === 0 && !mapped) {
    throw new UsageError(`Say which table of ${database} holds the events: --table events.`);
  }
  if (files.length === 0) {
    throw new UsageError(
      'Name what DuckDB is to read: Parquet, CSV or NDJSON files, or a database and --table.',
    );
  }
  const { openDuckDB: open } = await installed('@duckdb/node-api', () => import('./duckdb.ts'));
  const folder = system.env['TMPDIR'] ?? system.env['TEMP'] ?? '/tmp';
  const engine = await open({
    database,
    files: database === null ? files : [],
    temporary: `${folder.replace(/\/$/, '')}/dataplan-duckdb`,
  });
  return { engine, sources: database === null ? groups(files, duckdbReader) : tables.map(tableSource) };
}

async function openPostgres({ url, tables, mapped }: EngineRequest): Promise<Opened> {
  if (url === null) throw new UsageError('Say where Postgres is: --url postgres://user@host:5432/database.');
  if (tables.length === 0 && !mapped)
    throw new UsageError('Say which table holds the events: --table shop.events.');
  const { openPostgres: open } = await installed('pg', () => import('./postgres.ts'));
  return { engine: await open(url), sources: tables.map(tableSource) };
}

async function openSpark({ master, files, tables, mapped }: EngineRequest, system: System): Promise<Opened> {
  if (master === null) throw new UsageError('Say where Spark is: --master spark://host:7077, or local[2].');
  if (files.length + tables.length === 0 && !mapped) {
    throw new UsageError('Name what Spark is to read: Parquet, CSV or NDJSON files, or tables with --table.');
  }
  const { openSpark: open } = await import('./spark.ts');
  const engine = open({ master, catalog: tables.length > 0 || mapped }, system);
  return { engine, sources: [...groups(files, sparkReader), ...tables.map(tableSource)] };
}

/** Optional packages are loaded when somebody asks for them. */
async function installed<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      `This engine needs the package ${name}, which is not installed: npm install ${name}`,
    );
  }
}

function tableSource(text: string): Source {
  const parts = nameParts(text);
  if (parts.length === 0 || parts.length > 3) {
    throw new UsageError(`Expected --table events, shop.events or catalog.shop.events, got "${text}".`);
  }
  return { name: text, relation: { name: parts }, lines: null };
}

/** A file that DuckDB wrote. */
export function isDatabase(path: string): boolean {
  return /\.(?:duckdb|ddb|db)$/i.test(path);
}

const KINDS = ['parquet', 'ndjson', 'csv'] as const;
type Kind = (typeof KINDS)[number];

function kindOf(path: string): Kind {
  if (/\.parquet$/i.test(path)) return 'parquet';
  if (/\.(?:ndjson|jsonl)(?:\.gz|\.zst)?$/i.test(path)) return 'ndjson';
  if (/\.[ct]sv(?:\.gz|\.zst)?$/i.test(path)) return 'csv';
  throw new UsageError(
    `An engine reads Parquet, CSV and NDJSON (.parquet, .csv, .tsv, .ndjson, .jsonl); ${path} is none. Leave --engine out to read it here.`,
  );
}

/** Files of one kind are one table, read in one scan. */
function groups(
  files: readonly string[],
  reader: (kind: Kind, paths: readonly string[]) => string,
): Source[] {
  return KINDS.flatMap((kind) => {
    const paths = files.filter((path) => kindOf(path) === kind);
    if (paths.length === 0) return [];
    const [first = ''] = paths;
    const name = paths.length === 1 ? first : `${first} and ${paths.length - 1} more`;
    const lines = kind === 'ndjson' ? 'value' : null;
    return [{ name, relation: { sql: reader(kind, paths) }, lines }];
  });
}

/** Longest line that is read: what the reader of this process takes too. */
const LONGEST_LINE = 16 * 1024 * 1024;

function duckdbReader(kind: Kind, paths: readonly string[]): string {
  const list = `[${paths.map(literal).join(', ')}]`;
  switch (kind) {
    case 'parquet':
      return `read_parquet(${list}, union_by_name = true)`;
    case 'csv':
      return `read_csv(${list}, union_by_name = true)`;
    case 'ndjson':
      // A table of one column whose delimiter never occurs: DuckDB's reader of JSON loses rows behind a broken one.
      return `read_csv(${list}, columns = {'value': 'VARCHAR'}, auto_detect = false, header = false, delim = '', quote = '', escape = '', new_line = '\\n', strict_mode = false, max_line_size = ${LONGEST_LINE})`;
  }
}

/** Spark names files by a path in backticks; the text after it is escaped as an identifier is. */
function sparkReader(kind: Kind, paths: readonly string[]): string {
  const reader = kind === 'ndjson' ? 'text' : kind;
  const all = paths.map((path) => `SELECT * FROM ${reader}.\`${path.replaceAll('`', '``')}\``);
  return all.length === 1 ? (all[0] ?? '').replace('SELECT * FROM ', '') : `(${all.join(' UNION ALL ')})`;
}
