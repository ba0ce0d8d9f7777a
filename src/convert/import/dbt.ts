import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, type DraftEvent, newEvent, record } from '../draft.ts';
import { own } from '../own.ts';
import { type DocBlocks, docBlocks, hasDocBlocks, withBlocks } from './dbt-docs.ts';
import { MODELS, type TableNames, tableNames } from './dbt-tables.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject, hasKeys } from './place.ts';

/**
 * dbt `schema.yml`: tables of sources, and models, become events with their columns as properties; tests
 * become required flags, enums and uniqueness; exposures become needs with their owners.
 */
export const dbt: Importer = {
  id: 'dbt',
  title: 'dbt sources, models and exposures',
  source: 'https://docs.getdbt.com/reference/source-properties',
  recognise({ kind, text, value }) {
    if (kind === 'markdown') return hasDocBlocks(text) ? 1 : 0;
    if (!isObject(value)) return 0;
    const sections = ['sources', 'exposures', ...MODELS].map((key) => value[key]).filter(Array.isArray);
    if (sections.length === 0) return 0;
    if (value['version'] === 2) return 1;
    return sections.flat().some((entry) => hasKeys(entry, 'name')) ? 0.7 : 0;
  },
  read(documents, draft, reading) {
    const blocks = docBlocks(documents);
    const roots = documents
      .filter(({ kind }) => kind !== 'markdown')
      .map((document) => open(document, reading));
    const project: Project = { draft, blocks, tables: tableNames(roots) };
    for (const root of roots) {
      root.ignore('version');
      for (const source of root.list('sources')) readSource(source, project);
      for (const section of MODELS) {
        for (const model of root.list(section)) readTable(model, null, project);
      }
    }
    for (const root of roots) {
      for (const exposure of root.list('exposures')) readExposure(exposure, project);
      root.reportUnread();
    }
  },
};

/** What one file says that another needs. */
interface Project {
  readonly draft: Draft;
  readonly blocks: DocBlocks;
  readonly tables: TableNames;
}

function readSource(at: Cursor, project: Project): void {
  const { draft } = project;
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a source without a name');
    return;
  }
  at.subject = `system:${name}`;
  draft.systems.set(
    name,
    record({ role: 'source', description: description(at, project), ...meta(at, draft) }),
  );
  for (const table of at.list('tables')) readTable(table, name, project);
}

function leaveOut(at: Cursor, why: string): void {
  at.finding('name', `${why}; it was left out`);
  at.take();
}

function readTable(at: Cursor, source: string | null, project: Project): void {
  const { draft } = project;
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a table without a name');
    return;
  }
  const sent = metaText(at, 'event') ?? project.tables.nameOf(source, name);
  at.subject = eventSubject(sent);
  const event = newEvent({
    description: description(at, project),
    from: source ?? undefined,
    ...meta(at, draft),
    additional_properties: isClosed(at) ? undefined : true,
  });
  for (const column of at.list('columns')) readColumn(column, event, project);
  tests(at, null, event);
  addEvent(draft, sent, event, at, source ?? 'model');
}

/** `{{ doc('orders') }}` names a block in another file; where that is not given, the words are lost. */
function description(at: Cursor, { blocks }: Project): string | undefined {
  const text = at.text('description');
  if (text === null) return undefined;
  const { words, missing } = withBlocks(text, blocks);
  if (missing !== null) at.at('description')?.lose('description', `${missing} stands in another file`);
  return words === '' ? undefined : words;
}

function meta(at: Cursor, draft: Draft): JsonObject {
  const config = at.at('config');
  const tags = [...at.texts('tags'), ...(config?.texts('tags') ?? [])];
  const owner = ownerOf(at.at('meta')) ?? ownerOf(config?.at('meta') ?? null);
  if (owner !== null && !draft.teams.has(owner)) draft.teams.set(owner, record());
  return record({ owner: owner ?? undefined, tags: tags.length > 0 ? tags : undefined });
}

/** What our own export keeps under `meta`: the name as it is sent, the path in the event. */
function metaText(at: Cursor, key: string): string | null {
  return at.at('config')?.at('meta')?.text(key) ?? at.at('meta')?.text(key) ?? null;
}

/** A table's columns grow unless our own export says that they do not. */
function isClosed(at: Cursor): boolean {
  return (at.at('config')?.at('meta') ?? at.at('meta'))?.flag('closed') === true;
}

function ownerOf(at: Cursor | null): string | null {
  const owner = at?.at('owner') ?? null;
  return owner !== null && typeof owner.value === 'string' ? (owner.take() as string) : null;
}

function readColumn(at: Cursor, event: DraftEvent, project: Project): void {
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a column without a name');
    return;
  }
  const type = at.text('data_type');
  const value = record({
    description: description(at, project),
    ...(type === null ? {} : columnType(type, at)),
    ...meta(at, project.draft),
  });
  const path = metaText(at, 'path');
  const privacy = metaText(at, 'privacy');
  const unit = metaText(at, 'unit');
  if (privacy !== null) value['privacy'] = privacy;
  if (unit !== null) value['unit'] = unit;
  // A path of several steps was an object's member: as a column it stands alone.
  const property = path === null || path.includes('.') ? name : path;
  event.properties.set(property, { value });
  tests(at, property, event);
}

function columnType(type: string, at: Cursor): JsonObject {
  const base = type.toLowerCase().replace(/\(.*$/, '').trim();
  const found = COLUMN_TYPES.find(([pattern]) => pattern.test(base));
  if (found) return found[1];
  at.at('data_type')?.lose(
    'data_type',
    `"${type}" is no column type that is known here; any value is allowed`,
  );
  return {};
}

const COLUMN_TYPES: readonly [RegExp, JsonObject][] = [
  [/^(var)?char|^text|^string|^nvarchar|^clob|^character/, { type: 'string' }],
  [/^(big|small|tiny|byte)?int|^integer|^int\d+$/, { type: 'integer' }],
  [/^float|^double|^real|^numeric|^decimal|^number|^bignumeric/, { type: 'number' }],
  [/^bool/, { type: 'boolean' }],
  [/^timestamp|^datetime/, { type: 'string', format: 'date-time' }],
  [/^date$/, { type: 'string', format: 'date' }],
  [/^time$/, { type: 'string', format: 'time' }],
  [/^uuid/, { type: 'string', format: 'uuid' }],
  [/^(struct|object|record|row|map|variant|jsonb?|super)/, {}],
  [/^array/, { type: 'array' }],
];

/** `tests` and, since dbt 1.8, `data_tests`: a name, or a map of a name to its arguments. */
function tests(at: Cursor, column: string | null, event: DraftEvent): void {
  for (const key of ['tests', 'data_tests']) {
    for (const test of at.list(key)) {
      if (typeof test.value === 'string') applyTest(test.take() as string, null, column, event, test);
      else for (const [name, inner] of test.entries('test')) applyTest(name, inner, column, event, inner);
    }
  }
}

function applyTest(
  name: string,
  inner: Cursor | null,
  column: string | null,
  event: DraftEvent,
  at: Cursor,
): void {
  const property = column === null ? undefined : event.properties.get(column);
  const value = property ? (property.value as Record<string, Json>) : null;
  if (value && name === 'not_null') value['required'] = true;
  else if (value && name === 'accepted_values' && inner) {
    const from = inner.at('arguments') ?? inner;
    const values = from.at('values')?.take();
    const texts = value['type'] === 'string' && from.flag('quote') !== false;
    inner.ignore('quote', 'name', 'severity', 'config');
    // The test passes null whatever it lists, and compares texts unless told otherwise.
    if (Array.isArray(values)) {
      const allowed = values
        .filter((each: Json) => each !== null)
        .map((each: Json) => (texts && !isObject(each) && !Array.isArray(each) ? String(each) : each));
      if (allowed.length > 0) value['enum'] = allowed;
      else at.lose(name, 'it lists no value but null');
    } else at.finding(name, 'expected a list of `values`');
  } else if (value && name === 'unique')
    at.lose(name, 'a property is judged event by event; only identity types can be `unique`');
  else at.lose(name, 'a test that compares rows or tables; a plan describes one event');
  if (name === 'not_null') inner?.take();
}

function readExposure(at: Cursor, project: Project): void {
  const { draft } = project;
  const name = at.text('label') ?? at.text('name');
  if (name === null) {
    leaveOut(at, 'an exposure without a name');
    return;
  }
  at.text('name');
  at.subject = `need:${name}`;
  const owner = at.at('owner');
  const contact = owner?.text('email') ?? null;
  const person = owner?.text('name') ?? contact;
  if (person !== null && person !== undefined && !draft.teams.has(person)) {
    draft.teams.set(person, record({ contact: contact ?? undefined }));
  }
  const uses = at.texts('depends_on').flatMap((reference) => {
    const name = project.tables.named(reference);
    if (name === null)
      at.at('depends_on')?.lose('depends_on', `"${reference}" is no table that the files given describe`);
    return name === null ? [] : [name];
  });
  const kind = own(KINDS, at.text('type') ?? '');
  const maturity = at.text('maturity');
  const url = at.text('url');
  draft.needs.set(
    name,
    record({
      kind: kind ?? 'report',
      description: description(at, project),
      owner: person ?? undefined,
      tags: maturity === null ? undefined : [`maturity:${maturity}`],
      links: url === null ? undefined : { exposure: url },
      uses,
    }),
  );
}

const KINDS: Readonly<Record<string, string>> = {
  dashboard: 'report',
  notebook: 'report',
  analysis: 'report',
  ml: 'model',
  application: 'personalization',
};
