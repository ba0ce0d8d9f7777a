import { isObject } from '../../text/json.ts';
import { type Column, type Kind, type Table, tables } from './columns.ts';
import type { Dialect, Exporter } from './exporter.ts';

const CARRIED = new Set(['description', 'type', 'format', 'enum', 'maxLength']);

const TYPES: Readonly<Record<Dialect, Readonly<Record<Kind, string>>>> = {
  snowflake: {
    text: 'VARCHAR',
    integer: 'NUMBER(38, 0)',
    number: 'FLOAT',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMP_TZ',
    date: 'DATE',
    time: 'TIME',
    json: 'VARIANT',
  },
  bigquery: {
    text: 'STRING',
    integer: 'INT64',
    number: 'FLOAT64',
    boolean: 'BOOL',
    timestamp: 'TIMESTAMP',
    date: 'DATE',
    time: 'TIME',
    json: 'JSON',
  },
  redshift: {
    text: 'VARCHAR(65535)',
    integer: 'BIGINT',
    number: 'DOUBLE PRECISION',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMPTZ',
    date: 'DATE',
    time: 'TIMETZ',
    json: 'SUPER',
  },
  postgres: {
    text: 'TEXT',
    integer: 'BIGINT',
    number: 'DOUBLE PRECISION',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMPTZ',
    date: 'DATE',
    time: 'TIMETZ',
    json: 'JSONB',
  },
  databricks: {
    text: 'STRING',
    integer: 'BIGINT',
    number: 'DOUBLE',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMP',
    date: 'DATE',
    time: 'STRING',
    json: 'STRING',
  },
};

/** `CREATE TABLE` for each event, columns as loaders of event data make them. */
export const ddl: Exporter = {
  id: 'ddl',
  title: 'Warehouse tables (SQL DDL)',
  source: 'https://docs.snowflake.com/en/sql-reference/sql/create-table',
  write(plan, writing) {
    writing.sections('events', 'properties');
    const { dialect } = writing.options;
    const statements = tables(plan, writing).map((table) => {
      writing.event(table.event, new Set(['description']));
      for (const { use } of table.columns) {
        writing.property(use, CARRIED);
        if (
          isObject(use.property.schema) &&
          use.property.schema['enum'] !== undefined &&
          !hasChecks(dialect)
        ) {
          writing.lose(use.subject, 'enum', `${dialect} does not check values`, use.spot);
        }
      }
      return statement(table, dialect);
    });
    return [{ path: `tables.${dialect}.sql`, text: statements.join('\n') }];
  },
};

function hasChecks(dialect: Dialect): boolean {
  return dialect === 'postgres' || dialect === 'databricks';
}

function statement({ event, name, columns }: Table, dialect: Dialect): string {
  const lines = columns.map((column) => `  ${definition(column, dialect)}`);
  const comments = dialect === 'postgres' || dialect === 'redshift';
  const body =
    lines.length > 0 ? lines.join(',\n') : `  ${quote('received_at', dialect)} ${TYPES[dialect].timestamp}`;
  const about = event.description;
  const options =
    about === null || comments
      ? ''
      : dialect === 'bigquery'
        ? `\nOPTIONS (description = ${literal(about, dialect)})`
        : dialect === 'snowflake'
          ? `\nCOMMENT = ${literal(about, dialect)}`
          : `\nCOMMENT ${literal(about, dialect)}`;
  const after = comments
    ? [
        ...(about === null
          ? []
          : [`COMMENT ON TABLE ${quote(name, dialect)} IS ${literal(about, dialect)};`]),
        ...columns.flatMap(({ name: column, use }) =>
          use.property.description === null
            ? []
            : [
                `COMMENT ON COLUMN ${quote(name, dialect)}.${quote(column, dialect)} IS ${literal(use.property.description, dialect)};`,
              ],
        ),
      ]
    : [];
  return `CREATE TABLE ${quote(name, dialect)} (\n${body}\n)${options};\n${after.map((line) => `${line}\n`).join('')}`;
}

function definition({ name, use, kind, required }: Column, dialect: Dialect): string {
  const schema = isObject(use.property.schema) ? use.property.schema : {};
  const longest = schema['maxLength'];
  const sized =
    kind === 'text' &&
    typeof longest === 'number' &&
    (dialect === 'snowflake' || dialect === 'redshift' || dialect === 'postgres');
  // Redshift counts bytes, four to a character at most.
  const type = sized
    ? `VARCHAR(${dialect === 'redshift' ? Math.min(65535, longest * 4) : longest})`
    : TYPES[dialect][kind];
  const about = use.property.description;
  const comment =
    about === null
      ? ''
      : dialect === 'bigquery'
        ? ` OPTIONS (description = ${literal(about, dialect)})`
        : dialect === 'snowflake' || dialect === 'databricks'
          ? ` COMMENT ${literal(about, dialect)}`
          : '';
  const values =
    Array.isArray(schema['enum']) && dialect === 'postgres' && kind === 'text'
      ? schema['enum'].filter((value) => typeof value === 'string')
      : [];
  const check =
    values.length > 0
      ? ` CHECK (${quote(name, dialect)} IN (${values.map((value) => literal(value, dialect)).join(', ')}))`
      : '';
  return `${quote(name, dialect)} ${type}${required ? ' NOT NULL' : ''}${check}${comment}`;
}

function quote(name: string, dialect: Dialect): string {
  return dialect === 'bigquery' || dialect === 'databricks' ? `\`${name}\`` : `"${name}"`;
}

function literal(text: string, dialect: Dialect): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // BigQuery and Databricks read backslashes; the standard doubles quotes.
  return dialect === 'bigquery' || dialect === 'databricks' || dialect === 'snowflake'
    ? `'${line.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : `'${line.replaceAll("'", "''")}'`;
}
