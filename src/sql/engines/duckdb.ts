import { UsageError } from '../../system/errors.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import type { Relation, Statement } from '../types.ts';
import { type DuckDBConnection, DuckDBInstance, StatementType } from './duckdb-package.ts';
import type { Engine } from './engine.ts';
import { firstLine, literal, relationText, withoutValues } from './names.ts';

/**
 * DuckDB in this process. `database`: a file of its own, opened read-only; null: a database in memory that can see
 * `files` (absolute paths) and nothing else.
 */
export interface DuckDBSource {
  readonly database: string | null;
  readonly files: readonly string[];
  /** Where it may put what does not fit into memory; a folder of its own below it. */
  readonly temporary: string;
}

/** What is off before anything is opened: no code and no data from elsewhere. */
const SEALED = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
  enable_object_cache: 'false',
};

/** @throws UsageError when the database cannot be opened. */
export async function openDuckDB({ database, files, temporary }: DuckDBSource): Promise<Engine> {
  const instance = await DuckDBInstance.create(database ?? ':memory:', {
    ...SEALED,
    ...(database === null ? {} : { access_mode: 'READ_ONLY' }),
  }).catch((error: unknown) => {
    throw new UsageError(`DuckDB cannot open ${database ?? 'a database'}: ${reason(error)}`);
  });
  const connection = await instance.connect();
  // A list of six or more after IN becomes a join, one a check: a hundred times the time.
  await connection.run("SET disabled_optimizers = 'in_clause'");
  await connection.run(`SET temp_directory = ${literal(temporary)}`);
  await connection.run(`SET allowed_paths = [${files.map(literal).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  // Nothing that follows, whatever stands in a plan, can open again what was closed here.
  await connection.run('SET lock_configuration = true');
  return {
    name: 'duckdb',
    dialect: 'duckdb',
    columns: (relation) => columnsOf(connection, relation),
    rows: (statements) => rowsOf(connection, statements),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function columnsOf(
  connection: DuckDBConnection,
  relation: Relation,
): Promise<ReadonlyMap<string, string>> {
  const result = await query(connection, `SELECT * FROM ${relationText(relation)} LIMIT 0`, {});
  const names = result.columnNames();
  return new Map(result.columnTypes().map((type, i) => [names[i] ?? '', type.toString()]));
}

async function* rowsOf(
  connection: DuckDBConnection,
  statements: readonly Statement[],
): AsyncIterable<JsonObject> {
  for (const { sql, parameters } of statements) {
    const given = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
    const result = await query(connection, `SELECT to_json(r) AS r FROM (${sql}\n) r`, given);
    for (;;) {
      const chunk = await result.fetchChunk().catch(failed);
      if (!chunk || chunk.rowCount === 0) break;
      for (const [text] of chunk.getRows()) {
        const row: unknown = JSON.parse(String(text));
        if (isObject(row)) yield row;
      }
    }
  }
}

/** One statement, and a SELECT: DuckDB could write over a file that it may read. */
async function query(
  connection: DuckDBConnection,
  sql: string,
  parameters: Readonly<Record<string, string>>,
) {
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw new Error('more than one statement');
    const prepared = await statements.prepare(0);
    if (prepared.statementType !== StatementType.SELECT) throw new Error('not a query');
    prepared.bind({ ...parameters });
    return await prepared.stream();
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): never {
  throw new UsageError(`DuckDB: ${reason(error)}`);
}

/** DuckDB's own first line without values of the data, the names it knows instead, and what to do. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const instead = /^(?:Candidate bindings: .*|Did you mean "(?!pragma_|pg_|duckdb_|sqlite_).*)$/m.exec(
    message,
  )?.[0];
  const head = firstLine(message);
  const said = /^(?:Conversion|Invalid Input|Out of Range) Error/.test(head) ? withoutValues(head) : head;
  const next = NEXT.find(([sign]) => sign.test(message))?.[1];
  return [said, instead?.replace(/\?$/, '').replace('bindings: :', 'bindings:'), next?.replace(/\.$/, '')]
    .filter(Boolean)
    .join('. ')
    .concat('.');
}

const NEXT: readonly (readonly [RegExp, string])[] = [
  [
    /Conversion Error/,
    'A column holds another type than its mapping says: check "tables:" in dataplan.config.yaml.',
  ],
  [
    /Referenced column|does not have a column/,
    'Check the columns under "tables:" in dataplan.config.yaml against the table.',
  ],
  [/Table with name/, 'Name the table with --table.'],
  [
    /No magic bytes|not a valid Parquet|too small to be a Parquet/i,
    'The file is no Parquet file or was cut: write it again.',
  ],
  [
    /Could not set lock|Conflicting lock/i,
    'Another program writes to the database: stop it, or give a copy.',
  ],
  [
    /not a valid DuckDB database|Cannot launch in-memory database/i,
    'Name a file that DuckDB wrote, or a Parquet, CSV or NDJSON file.',
  ],
  [
    /Out of Memory|failed to allocate|max_temp_directory_size/i,
    'Give the machine more memory or disk, or narrow the run with --since and --until.',
  ],
  [/Permission denied|EACCES/i, 'Check who may read the file.'],
  [/Invalid unicode|not utf-8|Invalid Input Error: Invalid/i, 'The file is not UTF-8: convert it first.'],
];
