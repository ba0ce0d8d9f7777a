import type { Location } from '../../findings/finding.ts';
import { parseYaml } from '../../plan/parse.ts';
import { UsageError } from '../../system/errors.ts';
import { parseExactJson } from '../../text/exact-json.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { readDdl } from './ddl.ts';

/** A table as a warehouse has it. */
export interface Table {
  readonly schema: string | null;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly location: Location;
}

export interface Column {
  readonly name: string;
  /** As written, upper case: `VARCHAR(20)`; null where nobody says. */
  readonly type: string | null;
  readonly nullable: boolean;
  readonly location: Location;
}

export function isTableFile(path: string): boolean {
  return /\.(sql|ddl|csv)$/i.test(path);
}

/** Reads DDL, an export of `information_schema.columns`, a dbt manifest or a dbt schema.yml. Throws UsageError. */
export async function readTables(text: string, shown: string): Promise<readonly Table[]> {
  const tables = /\.csv$/i.test(shown)
    ? await readInformationSchema(text, shown)
    : /^\s*\{/.test(text)
      ? readManifest(parseJson(text, shown), shown)
      : /^version:\s*2\b/m.test(text)
        ? await readSchemaYml(text, shown)
        : readDdl(text, shown);
  if (tables.length === 0) throw new UsageError(`${shown} describes no table.`);
  return tables;
}

function parseJson(text: string, shown: string): Json {
  try {
    return parseExactJson(text);
  } catch (error) {
    throw new UsageError(`${shown} is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

export function lineOf(file: string, line: number): Location {
  return { file, start: { line, column: 1 }, end: { line, column: 2 }, pointer: null };
}

async function readInformationSchema(text: string, shown: string): Promise<Table[]> {
  const { parse } = await import('csv-parse/sync');
  const rows: Record<string, string>[] = parse(text, {
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    skip_empty_lines: true,
    relax_column_count: true,
    bom: true,
  });
  const found = new Map<
    string,
    { schema: string | null; name: string; columns: Column[]; location: Location }
  >();
  for (const [i, row] of rows.entries()) {
    const { table_name: name, column_name: column, data_type: type } = row;
    if (name === undefined || column === undefined) {
      throw new UsageError(
        `${shown} has no columns table_name and column_name: export information_schema.columns, with its header.`,
      );
    }
    const schema = row['table_schema'] || null;
    const location = lineOf(shown, i + 2);
    const key = `${schema}.${name}`;
    const table = found.get(key) ?? { schema, name, columns: [], location };
    const length = row['character_maximum_length'];
    const sized = type && length && /^\d+$/.test(length) && !type.includes('(') ? `${type}(${length})` : type;
    const nullable = (row['is_nullable'] ?? 'YES').toUpperCase() !== 'NO';
    table.columns.push({ name: column, type: sized ? sized.toUpperCase() : null, nullable, location });
    found.set(key, table);
  }
  return [...found.values()];
}

function readManifest(manifest: Json, shown: string): Table[] {
  const tables: Table[] = [];
  for (const section of ['nodes', 'sources']) {
    const nodes = isObject(manifest) ? manifest[section] : undefined;
    if (!isObject(nodes)) continue;
    for (const node of Object.values(nodes)) {
      if (!isObject(node) || !isObject(node['columns'] ?? null)) continue;
      const kind = node['resource_type'];
      if (kind !== undefined && !['model', 'source', 'seed', 'snapshot'].includes(String(kind))) continue;
      const columns = Object.values(node['columns'] as JsonObject).filter(isObject);
      tables.push(dbtTable(node, columns, lineOf(shown, 1)));
    }
  }
  return tables;
}

async function readSchemaYml(text: string, shown: string): Promise<Table[]> {
  const { LoadErrors } = await import('../../plan/errors.ts');
  const { toJson } = await import('../../plan/read.ts');
  const errors = new LoadErrors();
  const root = await parseYaml(text, 0, errors);
  const [first] = errors.list;
  if (root === null || first !== undefined)
    throw new UsageError(`${shown} is no YAML: ${first?.message ?? 'it is empty'}`);
  const document = toJson(root);
  const lists = (value: Json | undefined): JsonObject[] =>
    Array.isArray(value) ? value.filter(isObject) : [];
  if (!isObject(document)) return [];
  const models = [...lists(document['models']), ...lists(document['seeds']), ...lists(document['snapshots'])];
  const sources = lists(document['sources']).flatMap((source) => lists(source['tables']));
  return [...models, ...sources].map((model) => {
    const name = String(model['name'] ?? '');
    const line = text.split('\n').findIndex((each) => each.includes(`name: ${name}`)) + 1;
    return dbtTable(model, lists(model['columns']), lineOf(shown, Math.max(1, line)));
  });
}

function dbtTable(node: JsonObject, columns: readonly JsonObject[], location: Location): Table {
  return {
    schema: typeof node['schema'] === 'string' ? node['schema'] : null,
    name: String(node['alias'] ?? node['identifier'] ?? node['name'] ?? ''),
    location,
    columns: columns.map((column) => ({
      name: String(column['name'] ?? ''),
      type: typeof column['data_type'] === 'string' ? column['data_type'].toUpperCase() : null,
      nullable: !isNotNull(column),
      location,
    })),
  };
}

function isNotNull(column: JsonObject): boolean {
  const lists = [column['constraints'], column['tests'], column['data_tests']].filter(Array.isArray).flat();
  return lists.some(
    (item) => item === 'not_null' || (isObject(item) && (item['type'] === 'not_null' || 'not_null' in item)),
  );
}
