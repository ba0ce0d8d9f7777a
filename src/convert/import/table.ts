import type { Json } from '../../text/json.ts';
import { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';
import { type Draft, type DraftEvent, newEvent, record, traitsOf } from '../draft.ts';
import type { Reading } from './importer.ts';
import { addEvent, eventSubject } from './place.ts';

/** What a column of a tracking plan's table can hold. */
export type Column =
  | 'event'
  | 'event_description'
  | 'call'
  | 'trigger'
  | 'owner'
  | 'status'
  | 'tags'
  | 'category'
  | 'property'
  | 'description'
  | 'type'
  | 'format'
  | 'is_array'
  | 'required'
  | 'values'
  | 'const'
  | 'pattern'
  | 'examples'
  | 'privacy'
  | 'scope';

/** Our word for a column → the headers it goes by, lower-case, words set apart by one space. */
export type Headers = Readonly<Partial<Record<Column, readonly string[]>>>;

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly values: Readonly<Record<string, string>>; readonly offset: number }[];
}

/** Parses comma-, semicolon- or tab-separated text; what is wrong with it becomes findings. */
export async function parseTable(document: Document, reading: Reading): Promise<Table | null> {
  const { parse } = await import('csv-parse/sync');
  const [first = ''] = document.text.split('\n', 1);
  const delimiter = ['\t', ';', ','].reduce(
    (best, each) => (first.split(each).length > first.split(best).length ? each : best),
    ',',
  );
  const starts = lineStarts(document.text);
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(document.text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown[] as typeof records;
  } catch (error) {
    const cursor = new Cursor(null, document, reading.notices);
    cursor.finding(
      'file',
      `could not be read as a table: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
  const [head, ...rest] = records;
  if (!head) return null;
  const header = head.record.map((name) => name.trim());
  return {
    header,
    rows: rest.map(({ record: cells }, index) => {
      const values: Record<string, string> = Object.create(null);
      header.forEach((name, column) => {
        values[name] = (cells[column] ?? '').trim();
      });
      // `lines` is where a record ends; it begins after the one before.
      const offset = starts[records[index]?.info.lines ?? 0] ?? 0;
      return { values, offset };
    }),
  };
}

function lineStarts(text: string): number[] {
  const out = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) out.push(at + 1);
  return out;
}

export function headerKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Which header holds what: what the user said, else the names the format goes by. */
export function columnsOf(
  header: readonly string[],
  known: Headers,
  said: ReadonlyMap<string, string>,
): Map<Column, string> {
  const out = new Map<Column, string>();
  for (const [column, names] of Object.entries(known) as [Column, readonly string[]][]) {
    const mapped = said.get(column);
    const wanted = mapped === undefined ? names : [headerKey(mapped)];
    const found = wanted.flatMap((key) => header.find((name) => headerKey(name) === key) ?? [])[0];
    if (found !== undefined) out.set(column, found);
  }
  return out;
}

/** Puts one row an event or event property into the draft. A row without an event name belongs to the one above. */
export function readTable(
  document: Document,
  table: Table,
  columns: ReadonlyMap<Column, string>,
  draft: Draft,
  reading: Reading,
): void {
  const used = new Set(columns.values());
  const whole = new Cursor(null, document, reading.notices);
  for (const name of table.header) {
    if (name !== '' && !used.has(name) && table.rows.some(({ values }) => (values[name] ?? '') !== '')) {
      whole.notices.push({
        kind: 'loss',
        source: document,
        steps: [],
        subject: `file:${document.path}`,
        field: name,
        why: 'a column that no part of a plan stands for',
      });
    }
  }
  let current = '';
  for (const { values, offset } of table.rows) {
    const cell = (column: Column) => values[columns.get(column) ?? ''] ?? '';
    const at = new Cursor(null, document, reading.notices, [`@${offset}`]);
    const name = cell('event') || current;
    const property = cell('property');
    const scope = cell('scope').toLowerCase();
    if (name === '' && !/user|person|group|account/.test(scope)) {
      if (Object.values(values).some((value) => value !== ''))
        at.finding('event', 'a row without the name of an event; it was left out');
      continue;
    }
    current = name;
    at.subject = eventSubject(name);
    if (/user|person|identify|group|account/.test(scope) && property !== '') {
      const traits = traitsOf(draft, /group|account/.test(scope) ? 'account' : 'person');
      if (!traits.has(property)) traits.set(property, { value: propertyOf(cell, at) });
      continue;
    }
    const event = draft.events.get(name) ?? newEvent();
    if (!draft.events.has(name)) addEvent(draft, name, event, at, 'again');
    describeEvent(event, cell, draft, at);
    if (property === '') continue;
    const value = propertyOf(cell, at);
    const known = event.properties.get(property);
    if (known && JSON.stringify(known.value) !== JSON.stringify(value)) {
      at.finding(
        'property',
        `"${property}" of "${name}" was already described in another way; the first description stays`,
      );
    } else event.properties.set(property, { value });
  }
}

type Cell = (column: Column) => string;

function describeEvent(event: DraftEvent, cell: Cell, draft: Draft, at: Cursor): void {
  const set = (field: string, value: Json | undefined) => {
    if (value !== undefined && value !== '' && event.fields[field] === undefined) event.fields[field] = value;
  };
  const call = cell('call').toLowerCase();
  if (/^(page|screen)/.test(call)) set('call', call.startsWith('page') ? 'page' : 'screen');
  set('description', cell('event_description') || (cell('property') === '' ? cell('description') : ''));
  set('trigger', cell('trigger'));
  const owner = cell('owner');
  if (owner !== '') {
    set('owner', owner);
    if (!draft.teams.has(owner))
      draft.teams.set(owner, record(owner.includes('@') ? { contact: owner } : {}));
  }
  const status = cell('status').toLowerCase();
  const known = STATUS.find(([words]) => words.test(status))?.[1];
  if (known !== undefined) set('status', known);
  else if (status !== '' && !/^(live|active|implemented|published|expected|done|yes)$/.test(status)) {
    lose(at, 'status', `"${status}" is no state that a plan knows`);
  }
  const tags = [...listCell(cell('category')), ...listCell(cell('tags'))];
  if (tags.length > 0) set('tags', tags);
}

const STATUS: readonly [RegExp, string][] = [
  [/propos|draft|planned|todo|new/, 'proposed'],
  [/approv|ready/, 'approved'],
  [/deprecat/, 'deprecated'],
  [/retir|remov|deleted|delete/, 'retired'],
];

function propertyOf(cell: Cell, at: Cursor): Record<string, Json> {
  const type = typeCell(cell('type'), at);
  const array = /^(true|yes|y|1|x)$/i.test(cell('is_array'));
  const values = listCell(cell('values')).map((value) => typedCell(value, type['type']));
  const shape = record({
    ...type,
    format: cell('format') || undefined,
    pattern: cell('pattern') || undefined,
    enum: values.length > 0 ? values : undefined,
    const: cell('const') === '' ? undefined : typedCell(cell('const'), type['type']),
  });
  const examples = listCell(cell('examples')).map((value) => typedCell(value, type['type']));
  return record({
    description: cell('description') || undefined,
    ...(array && type['type'] !== 'array' ? { type: 'array', items: shape } : shape),
    required: /^(true|yes|y|1|x|required|always|mandatory|must)$/i.test(cell('required')) || undefined,
    privacy: cell('privacy') || undefined,
    examples: examples.length > 0 ? examples : undefined,
  });
}

function typeCell(text: string, at: Cursor): Record<string, Json> {
  const word = text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (word === '' || word === 'any') return {};
  const list =
    /^(?:list|array) ?(?:of|<|\() ?(\w+?)s?[>)]?$/.exec(word)?.[1] ?? /^(\w+)\[\]$/.exec(word)?.[1];
  if (list !== undefined) return { type: 'array', items: typeCell(list, at) as Json & object };
  const found = / or |[|/]/.test(word) ? undefined : TYPES.find(([words]) => words.test(word));
  if (found) return found[1];
  lose(at, 'type', `"${text}" is no type that is known here; any value is allowed`);
  return {};
}

const TYPES: readonly [RegExp, Record<string, Json>][] = [
  [/^(str|string|text|char|varchar|enum)/, { type: 'string' }],
  [/^(int|integer|long|count)/, { type: 'integer' }],
  [/^(num|number|float|double|decimal|currency|price)/, { type: 'number' }],
  [/^bool/, { type: 'boolean' }],
  [/^(date-?time|timestamp|datetime)/, { type: 'string', format: 'date-time' }],
  [/^date$/, { type: 'string', format: 'date' }],
  [/^(array|list)/, { type: 'array' }],
  [/^(obj|object|json|map)/, { type: 'object' }],
  [/^url/, { type: 'string', format: 'uri' }],
  [/^uuid/, { type: 'string', format: 'uuid' }],
  [/^email/, { type: 'string', format: 'email' }],
];

/** `a, b; c` and `["a","b"]`. */
function listCell(text: string): string[] {
  if (text === '') return [];
  if (text.startsWith('[')) {
    try {
      const parsed = JSON.parse(text) as unknown;
      if (Array.isArray(parsed)) return parsed.map(String);
    } catch {
      // Not JSON after all: split it.
    }
  }
  return text
    .split(/[,;|\n]/)
    .map((part) => part.trim().replace(/^["']|["']$/g, ''))
    .filter((part) => part !== '');
}

function typedCell(text: string, type: Json | undefined): Json {
  if ((type === 'number' || type === 'integer') && text !== '' && Number.isFinite(Number(text)))
    return Number(text);
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

function lose(at: Cursor, field: string, why: string): void {
  at.notices.push({ kind: 'loss', source: at.source, steps: at.steps, subject: at.subject, field, why });
}
