import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from '@polyglot-sql/sdk';
import { expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { loadPlan } from '../../src/plan/load.ts';
import { identifier, jinjaText, literal, NotExpressible } from '../../src/sql/escape.ts';
import { sqlFiles } from '../../src/sql/files.ts';
import { DIALECTS, type DialectId } from '../../src/sql/types.ts';
import { writeSql } from '../../src/sql/write.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { comparable, inProcess, linesLayout, onDuckdb, options } from './engines.ts';

const HOSTILE: readonly string[] = [
  "'",
  "''",
  "'''",
  '"',
  '""',
  '`',
  '``',
  '\\',
  '\\\\',
  "\\'",
  "\\\\'",
  '\\"',
  '\\`',
  "'; DROP TABLE events; --",
  '"; DROP TABLE events; --',
  '`; DROP TABLE events; --',
  "\\'; DROP TABLE events; --",
  "' OR '1'='1",
  "' UNION SELECT password FROM users --",
  "'||(SELECT 1)||'",
  "');--",
  '")--',
  '--',
  '-- x',
  '/*',
  '*/',
  '/* x */ SELECT 1',
  '#',
  ';',
  ';;',
  '$$',
  '$1',
  '$x$; SELECT 1; $x$',
  ':name',
  '@name',
  '?',
  '%s',
  '%',
  '_',
  "E'\\''",
  "r'\\'",
  "N'x'",
  "X'00'",
  "U&'\\0027'",
  '${env:HOME}',
  '${HOME}',
  "{{ env_var('SECRET') }}",
  '{% raw %}',
  '{% endraw %}',
  '{# x #}',
  '{{{%',
  'a\nb',
  'a\r\nb',
  'a\n-- b\nSELECT 1',
  'a\u2028b',
  'a\u0085b',
  '\t',
  ' ',
  'ʼ; DROP TABLE events',
  '＇',
  '\u202e',
  '🛒',
  '__proto__',
  'constructor',
  'select',
  'a.b',
  '$.a[*]',
  '*',
  '[0]',
  '0',
  '-1',
  'null',
  'x'.repeat(3000),
];

/** The parser calls one dialect otherwise. It reads jsonb's arrow in long chains as a lambda: Postgres itself reads those. */
const READS: Readonly<Record<DialectId, string>> = {
  duckdb: 'duckdb',
  spark: 'spark',
  databricks: 'databricks',
  postgres: 'postgresql',
  redshift: 'redshift',
  bigquery: 'bigquery',
  snowflake: 'snowflake',
};

function statements(sql: string, dialect: DialectId): number {
  const read = parse(sql, READS[dialect] as Parameters<typeof parse>[1]);
  if (!read.success || !Array.isArray(read.ast))
    throw new Error(`${dialect}: ${String(read.error)}: ${sql.slice(0, 200)}`);
  return read.ast.length;
}

test('the corpus is large enough', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(50);
});

/** An identifier that begins with a quote is to this parser a text in three quotes, which these dialects do not have. */
function misread(dialect: DialectId, name: string): boolean {
  return name.startsWith('"') && ['postgres', 'redshift', 'snowflake'].includes(dialect);
}

test.each(DIALECTS)(
  '%s: a hostile name or value stays one identifier, one literal, one statement',
  (dialect) => {
    for (const text of HOSTILE) {
      const name = misread(dialect, text) ? `x${text}` : text;
      const sql = `SELECT ${literal(dialect, text)} AS ${identifier(dialect, name)}, 1 AS last`;
      expect([text, statements(sql, dialect)]).toEqual([text, 1]);
    }
  },
);

test('DuckDB gives back exactly what went in', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const text of HOSTILE) {
    const sql = `SELECT ${literal('duckdb', text)} AS ${identifier('duckdb', text)}`;
    const rows = await connection.runAndReadAll(sql);
    expect([rows.columnNames(), rows.getRows()]).toEqual([[text], [[text]]]);
  }
  connection.closeSync();
});

test('what no SQL text can hold is listed, not written', () => {
  for (const text of ['a\0b', 'a\ud800b']) {
    expect(() => literal('bigquery', text)).toThrow(NotExpressible);
    expect(() => identifier('postgres', text)).toThrow(NotExpressible);
  }
});

const planOf = (names: readonly string[]) =>
  loadPlan('/plan.yaml', {
    files: memoryFiles({
      '/plan.yaml': stringify({
        dataplan: 1,
        name: "shop'; DROP TABLE events; --",
        version: '1.0.0',
        systems: { web: { role: 'source' } },
        events: {
          'Order Completed': {
            identified_by: 'none',
            properties: Object.fromEntries(
              names.map((name) => [name, { type: 'string', enum: [name, 'fine'] }]),
            ),
          },
          ...Object.fromEntries(
            short
              .filter((name) => !/[*\u202e]|^\s*$/.test(name))
              .map((name) => [`Cart ${name}`, { identified_by: 'none' }]),
          ),
        },
      }),
    }),
    cwd: '/',
    roots: ['/'],
  });
const short: readonly string[] = HOSTILE.filter((name) => name.length < 100);
const plan = await planOf(short);

test.each(DIALECTS.filter((dialect) => dialect !== 'postgres'))(
  '%s: a plan of hostile names is one statement that reads',
  async (dialect) => {
    const read =
      dialect === 'redshift' ? await planOf(short.filter((name) => !misread(dialect, name))) : plan;
    const { statements: written } = writeSql(options(read, [linesLayout('web')], { dialect }));
    for (const { sql } of written) {
      expect(statements(sql, dialect)).toBe(1);
      expect(sql).toMatch(/^WITH\n/);
    }
  },
);

test('with hostile names and values DuckDB finds what is found in process', async () => {
  const event = (name: string, properties: object) =>
    JSON.stringify({ type: 'track', event: name, anonymousId: 'a', properties });
  const names = short;
  const lines = [
    event('Order Completed', Object.fromEntries(names.map((name) => [name, name]))),
    event('Order Completed', Object.fromEntries(names.map((name) => [name, `${name}x`]))),
    event('Order Completed', Object.fromEntries(names.map((name) => [`${name}!`, 1]))),
    ...names.map((name) => event(`Cart ${name}`, {})),
    ...names.map((name) => event(`No ${name}`, {})),
  ];
  const layout = linesLayout('web');
  expect(comparable(await onDuckdb(plan, lines, layout))).toEqual(
    comparable(await inProcess(plan, lines, layout)),
  );
});

test('models of dbt hold no Jinja of the plan, and their properties parse with the documented keys', () => {
  expect(jinjaText('{{{%')).toBe("{{ '{{' }}{{ '{%' }}");
  const { statements: written, notChecked } = writeSql(
    options(plan, [linesLayout('web')], { dialect: 'snowflake' }),
  );
  const files = sqlFiles(written, notChecked, { plan, dialect: 'snowflake', form: 'dbt' });
  for (const { path, text } of files.filter(
    (file) => file.path.startsWith('models') && file.path.endsWith('.sql'),
  )) {
    const own = text.replaceAll(/\{\{ '\{[{%#]' \}\}/g, '').replace("{{ config(materialized='table') }}", '');
    expect([path, /\{[{%#]/.test(own)]).toEqual([path, false]);
  }
  const yaml: unknown = parseYaml(files.find(({ path }) => path.endsWith('.yml'))?.text ?? '');
  expect(yaml).toMatchObject({
    version: 2,
    models: [{ name: 'web_checks', columns: [{ name: 'stat', data_tests: ['not_null'] }, { name: 'n' }] }],
    data_tests: [{ name: 'web_checks_finds_nothing', config: { severity: 'warn' } }],
  });
});
