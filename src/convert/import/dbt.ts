import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, type DraftEvent, newEvent, record } from '../draft.ts';
import { own } from '../own.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject } from './place.ts';

/**
 * dbt `schema.yml`: tables of sources, and models, become events with their columns as properties; tests
 * become required flags, enums and uniqueness; exposures become needs with their owners.
 */
export const dbt: Importer = {
  id: 'dbt',
  title: 'dbt sources, models and exposures',
  source: 'https://docs.getdbt.com/reference/source-properties',
  recognise({ value }) {
    if (!isObject(value)) return 0;
    const sections = ['sources', 'models', 'exposures', 'seeds', 'snapshots'].filter((key) =>
      Array.isArray(value[key]),
    );
    if (sections.length === 0) return 0;
    return value['version'] === 2 ? 1 : 0.7;
  },
  read(documents, draft, reading) {
    for (const document of documents) {
      const root = open(document, reading);
      root.ignore('version');
      for (const source of root.list('sources')) readSource(source, draft);
      for (const section of ['models', 'seeds', 'snapshots']) {
        for (const model of root.list(section)) readTable(model, null, draft);
      }
      for (const exposure of root.list('exposures')) readExposure(exposure, draft);
      root.reportUnread();
    }
  },
};

function readSource(at: Cursor, draft: Draft): void {
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a source without a name');
    return;
  }
  at.subject = `system:${name}`;
  draft.systems.set(
    name,
    record({ role: 'source', description: at.text('description') ?? undefined, ...meta(at, draft) }),
  );
  for (const table of at.list('tables')) readTable(table, name, draft);
}

function leaveOut(at: Cursor, why: string): void {
  at.finding('name', `${why}; it was left out`);
  at.take();
}

function readTable(at: Cursor, source: string | null, draft: Draft): void {
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a table without a name');
    return;
  }
  const sent = metaText(at, 'event') ?? name;
  at.subject = eventSubject(sent);
  const event = newEvent({
    description: description(at),
    from: source ?? undefined,
    ...meta(at, draft),
    additional_properties: isClosed(at) ? undefined : true,
  });
  for (const column of at.list('columns')) readColumn(column, event, draft);
  tests(at, null, event);
  addEvent(draft, sent, event, at, source ?? 'model');
}

/** `{{doc('orders')}}` names a block in another file, which is not here. */
function description(at: Cursor): string | undefined {
  const text = at.text('description');
  if (text === null) return undefined;
  if (!/^\{\{.*\}\}$/.test(text)) return text;
  at.at('description')?.lose('description', `${text} stands in another file`);
  return undefined;
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

function readColumn(at: Cursor, event: DraftEvent, draft: Draft): void {
  const name = at.text('name');
  if (name === null) {
    leaveOut(at, 'a column without a name');
    return;
  }
  const type = at.text('data_type');
  const value = record({
    description: description(at),
    ...(type === null ? {} : columnType(type, at)),
    ...meta(at, draft),
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
    const values = (inner.at('arguments') ?? inner).at('values')?.take();
    inner.ignore('quote', 'name', 'severity', 'config');
    if (Array.isArray(values)) value['enum'] = values;
    else at.finding(name, 'expected a list of `values`');
  } else if (value && name === 'unique')
    at.lose(name, 'a property is judged event by event; only identity types can be `unique`');
  else at.lose(name, 'a test that compares rows or tables; a plan describes one event');
  if (name === 'not_null') inner?.take();
}

function readExposure(at: Cursor, draft: Draft): void {
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
    const table = /^(?:ref|source)\((.*)\)$/.exec(reference)?.[1]?.split(',').at(-1);
    return table === undefined ? [] : [table.trim().replace(/^['"]|['"]$/g, '')];
  });
  const kind = own(KINDS, at.text('type') ?? '');
  const maturity = at.text('maturity');
  const url = at.text('url');
  draft.needs.set(
    name,
    record({
      kind: kind ?? 'report',
      description: description(at),
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
