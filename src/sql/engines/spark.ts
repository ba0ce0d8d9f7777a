import { UsageError } from '../../system/errors.ts';
import type { Running, StartProgram, System } from '../../system/system.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import { visible } from '../../text/visible.ts';
import type { Statement } from '../types.ts';
import type { Engine } from './engine.ts';

export interface SparkSource {
  /** `spark://host:7077`, `yarn`, `local[2]`, …: as spark-sql has it. */
  readonly master: string;
  /** Tables of the catalogue that Spark is configured for are read too, not files alone. */
  readonly catalog: boolean;
}

/** What the statements are written for; everything else is Spark's own configuration. */
const SESSION = [
  'spark.sql.session.timeZone=UTC',
  'spark.sql.ansi.enabled=true',
  // Else "${env:SECRET}" in a plan would be read as a variable.
  'spark.sql.variable.substitute=false',
  'spark.sql.variant.allowDuplicateKeys=true',
  'spark.sql.cli.print.header=false',
];

/**
 * Spark through its own client, spark-sql: one process for all statements, as its start costs seconds. Credentials are
 * those of Spark's configuration.
 * @throws UsageError when the master is no master, or has a password.
 */
export function openSpark({ master, catalog }: SparkSource, system: System): Engine {
  const { start } = system;
  if (start === undefined) throw new UsageError('Spark cannot be started here.');
  checkMaster(master);
  const home = system.env['SPARK_HOME'];
  const program = home === undefined || home === '' ? 'spark-sql' : `${home}/bin/spark-sql`;
  const conf = [...SESSION, ...(catalog ? [] : ['spark.sql.catalogImplementation=in-memory'])];
  const args = ['--master', master, '--name', 'dataplan', ...conf.flatMap((each) => ['--conf', each])];
  const running = new Set<Running>();
  return {
    name: 'spark',
    dialect: 'spark',
    rows: (statements) => ask(start, program, args, script(statements), running),
    close: async () => {
      for (const each of running) each.stop();
    },
  };
}

function checkMaster(master: string): void {
  if (!/^(?:local(?:\[[\d*,]+\])?|yarn|(?:spark|k8s):\/\/\S+)$/.test(master)) {
    throw new UsageError(
      `Expected --master spark://host:7077, k8s://…, yarn or local[2], got "${master.slice(0, 80)}".`,
    );
  }
  if (/\/\/[^/]*@/.test(master)) {
    throw new UsageError(
      'A password does not belong into --master: Spark takes it from its own configuration.',
    );
  }
}

/** What spark-sql is given. Parameters are variables of the session: EXECUTE IMMEDIATE binds nothing inside a WITH. */
function script(statements: readonly Statement[]): string {
  const declared = statements.flatMap(({ parameters }) =>
    parameters.map(({ name, value }) => `DECLARE VARIABLE ${name} STRING DEFAULT ${escaped(value)};\n`),
  );
  return [...new Set(declared), ...statements.map(execute)].join('');
}

/**
 * The text that makes spark-sql run one query. The query goes in as a literal without any character that has a meaning
 * to somebody: spark-sql splits its input at semicolons even inside backticks, and runs what begins with `!` in a shell.
 * As it stands in brackets there, it can be nothing but a query.
 */
function execute({ sql }: Statement): string {
  const rows = `SELECT to_json(struct(r.*), map('ignoreNullFields', 'false')) FROM (${sql}\n) r`;
  return `EXECUTE IMMEDIATE ${escaped(rows)};\n`;
}

function escaped(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9 ]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${plain}'`;
}

async function* ask(
  start: StartProgram,
  program: string,
  args: readonly string[],
  input: string,
  all: Set<Running>,
): AsyncIterable<JsonObject> {
  const running = start(program, [...args, '-S', '-f', '/dev/stdin'], { input, tells: ERROR_CLASS });
  all.add(running);
  try {
    for await (const line of running.lines) {
      const row: unknown = line.startsWith('{') ? JSON.parse(line) : null;
      if (isObject(row)) yield row;
    }
    const { code, errors } = await running.ended.catch((error: unknown) => {
      throw new UsageError(missing(program, error));
    });
    if (code !== 0) throw new UsageError(`Spark: ${reason(errors, code)}`);
  } finally {
    all.delete(running);
    running.stop();
  }
}

function missing(program: string, error: unknown): string {
  const why =
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is none' : String(error);
  return `Cannot start ${program}: ${why}. Install Spark 4 (pip install pyspark) and Java 17, and set SPARK_HOME or PATH.`;
}

/** Begins the one line in which Spark says why, among many lines of log; the plan of a large query follows it. */
const ERROR_CLASS = /^\[[A-Z0-9_.]+\]/;

/** What Spark says, and what to do. */
function reason(errors: string, code: number | null): string {
  const lines = errors.split('\n');
  const said =
    lines.findLast((line) => ERROR_CLASS.test(line)) ??
    lines
      .map((line) => /All masters are unresponsive|java[.]lang[.]OutOfMemoryError: .*/.exec(line)?.[0])
      .find(Boolean) ??
    lines.findLast((line) => /Exception:|^Error/.test(line));
  const text = (said ?? `spark-sql ended with ${code === null ? 'a signal' : `code ${code}`}`)
    .replace(/\s*SQLSTATE: \w+.*$|;\s*$/, '')
    .replace(/\.\s*$/, '')
    .trim();
  const next =
    NEXT.find(([sign]) => sign.test(errors))?.[1] ??
    'There is no result: see the log of the application, and run it again.';
  return `${visible(text.slice(0, 400))}. ${next}`;
}

const NEXT: readonly (readonly [RegExp, string])[] = [
  [/TABLE_OR_VIEW_NOT_FOUND/, 'Name the table with its schema: --table shop.events.'],
  [
    /UNRESOLVED_COLUMN|FIELD_NOT_FOUND/,
    'Check the columns under "tables:" in dataplan.config.yaml against the table.',
  ],
  [/PATH_NOT_FOUND/, 'Check the path: every worker has to reach it.'],
  [/UNRESOLVED_ROUTINE|PARSE_SYNTAX_ERROR/, 'The statements need Spark 4.0 or later.'],
  [
    /All masters are unresponsive|Failed to connect to master/,
    'Check host and port of --master, and whether the master runs.',
  ],
  [/AccessControl|Permission denied|INSUFFICIENT_PERMISSIONS/, 'Ask for the right to read the table.'],
  [
    /OutOfMemoryError/,
    'Give the executors more memory (spark.executor.memory), or narrow the run with --since and --until.',
  ],
];
