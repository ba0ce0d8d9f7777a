import { expect, test } from 'vitest';
import { openSpark } from '../../../src/sql/engines/spark.ts';
import { memoryFiles, memorySystem } from '../../../src/system/memory.ts';
import type { StartProgram } from '../../../src/system/system.ts';
import { statement } from './statement.ts';

/** What spark-sql was given, and a spark-sql that says these lines and ends so. */
function sparkSql(
  lines: readonly string[] = [],
  ending: { code: number | null; errors: string } | Error = { code: 0, errors: '' },
) {
  const given = { program: '', args: [] as readonly string[], input: '', stopped: false };
  const start: StartProgram = (program, args, { input }) => {
    Object.assign(given, { program, args, input });
    return {
      lines: (async function* () {
        yield* lines;
      })(),
      ended: ending instanceof Error ? Promise.reject(ending) : Promise.resolve(ending),
      stop: () => {
        given.stopped = true;
      },
    };
  };
  return { given, system: { ...memorySystem(memoryFiles({})), start } };
}

async function ask({ system }: ReturnType<typeof sparkSql>, statements = [statement('SELECT 1 AS n')]) {
  const engine = openSpark({ master: 'local[2]', catalog: false }, system);
  const rows: unknown[] = [];
  for await (const row of engine.rows(statements)) rows.push(row);
  return rows;
}

/** What a literal of spark-sql means. */
const meant = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

test('rows are the lines that are objects; what else spark-sql says is none', async () => {
  const spark = sparkSql(['Time taken: 3 s', '{"n":1}', '', '{"n":null}']);
  expect(await ask(spark)).toEqual([{ n: 1 }, { n: null }]);
  expect(spark.given.stopped).toBe(true);
});

test('a query goes in as a literal without any sign that has a meaning to somebody', async () => {
  const spark = sparkSql();
  await ask(spark, [statement("SELECT ';' AS n -- `;`\n! rm x \\ ${env:HOME} é")]);
  expect(spark.given.input).toMatch(/^EXECUTE IMMEDIATE '(?:[A-Za-z0-9 ]|\\u[0-9a-f]{4})*';\n$/);
  expect(meant(spark.given.input)).toContain("FROM (SELECT ';' AS n -- `;`\n! rm x \\ ${env:HOME} é\n) r");
});

test('the sketch key is a variable, declared once for all statements that ask for it', async () => {
  const spark = sparkSql();
  const keyed = statement('SELECT session.sketch_key', [
    { name: 'sketch_key', value: "'; DROP TABLE orders; --" },
  ]);
  await ask(spark, [statement('SELECT 1'), keyed, keyed]);
  const [declared, ...queries] = spark.given.input.trimEnd().split('\n');
  expect(declared).toMatch(
    /^DECLARE VARIABLE sketch_key STRING DEFAULT '(?:[A-Za-z0-9 ]|\\u[0-9a-f]{4})*';$/,
  );
  expect(meant(declared ?? '')).toContain("DEFAULT ''; DROP TABLE orders; --'");
  expect(queries).toHaveLength(3);
  expect(
    queries.every((query) => query.startsWith('EXECUTE IMMEDIATE ') && !meant(query).includes('DROP')),
  ).toBe(true);
});

test.each([
  [
    '[PATH_NOT_FOUND] Path does not exist: file:/x. SQLSTATE: 42K03',
    'Spark: [PATH_NOT_FOUND] Path does not exist: file:/x. Check the path: every worker has to reach it.',
  ],
  [
    'INFO a\nAll masters are unresponsive! Giving up.\n',
    'Spark: All masters are unresponsive. Check host and port of --master, and whether the master runs.',
  ],
  [
    'a line of the log',
    'Spark: spark-sql ended with code 1. There is no result: see the log of the application, and run it again.',
  ],
])('a run that fails is no result, and one line says why: %s', async (errors, said) => {
  await expect(ask(sparkSql(['{"n":1}'], { code: 1, errors }))).rejects.toThrow(said);
});

test('no spark-sql: what to install', async () => {
  const none = Object.assign(new Error('spawn spark-sql'), { code: 'ENOENT' });
  await expect(ask(sparkSql([], none))).rejects.toThrow(
    /^Cannot start spark-sql: there is none\. Install Spark 4/,
  );
});

test.each(['spark://user:secret@host:7077', 'host:7077', 'local[2] --jars x'])('no master: %s', (master) => {
  const open = () => openSpark({ master, catalog: true }, sparkSql().system);
  expect(open).toThrow(/^(?:A password does not belong into --master|Expected --master)/);
  expect(open).not.toThrow(/secret/);
});
