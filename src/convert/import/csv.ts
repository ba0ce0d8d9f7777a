import { UsageError } from '../../system/errors.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Importer } from './importer.ts';
import { columnsOf, type Headers, headerKey, parseTable, readTable } from './table.ts';

/** Headers that spreadsheets use, as found in public templates. `--map event="Event name"` says any other. */
const HEADERS: Headers = {
  event: ['event', 'event name', 'name of event', 'event action', 'tracking event', 'name'],
  event_description: ['event description', 'event definition', 'what it means'],
  call: ['call', 'call type', 'event type', 'method', 'event kind'],
  trigger: ['trigger', 'when', 'when to send', 'fires when', 'trigger description', 'event trigger'],
  owner: ['owner', 'event owner', 'team', 'stakeholder'],
  status: ['status', 'event status', 'state', 'implementation status'],
  tags: ['tags', 'labels', 'group'],
  category: ['category', 'event category'],
  property: [
    'property',
    'property name',
    'parameter',
    'parameter name',
    'attribute',
    'attribute name',
    'event property',
    'properties',
    'field',
  ],
  description: [
    'property description',
    'parameter description',
    'attribute description',
    'description',
    'definition',
    'notes',
  ],
  type: [
    'type',
    'data type',
    'property type',
    'parameter type',
    'value type',
    'property value type',
    'datatype',
  ],
  format: ['format'],
  is_array: ['is array', 'is list', 'array'],
  required: ['required', 'is required', 'property required', 'mandatory', 'presence'],
  values: [
    'values',
    'allowed values',
    'permitted values',
    'enum',
    'enum values',
    'possible values',
    'options',
  ],
  pattern: ['pattern', 'regex', 'regular expression'],
  examples: ['example', 'examples', 'sample values', 'example value', 'sample value', 'example values'],
  privacy: ['privacy', 'privacy category'],
  scope: ['scope', 'property scope', 'property kind'],
};

/** A tracking plan kept as a spreadsheet: one row an event, or one a property of an event. */
export const csv: Importer = {
  id: 'csv',
  title: 'Spreadsheet (CSV, TSV)',
  source: 'https://www.rfc-editor.org/rfc/rfc4180',
  recognise({ kind }) {
    return kind === 'csv' ? 0.5 : 0;
  },
  async read(documents, draft, reading) {
    for (const column of reading.columns.keys()) {
      if (!Object.hasOwn(HEADERS, column)) {
        throw new UsageError(
          `--map names "${column}", which is no column of a plan.${didYouMean(column, Object.keys(HEADERS))} Known: ${Object.keys(HEADERS).join(', ')}.`,
        );
      }
    }
    for (const document of documents) {
      const table = await parseTable(document, reading);
      if (!table) continue;
      for (const [column, header] of reading.columns) {
        if (!table.header.includes(header)) {
          throw new UsageError(
            `${document.path} has no column "${header}" (--map ${column}).${didYouMean(header, table.header)} It has: ${table.header.join(', ')}.`,
          );
        }
      }
      const columns = columnsOf(table.header, HEADERS, reading.columns);
      if (!columns.has('event')) {
        reading.notices.push({
          kind: 'finding',
          source: document,
          steps: [],
          subject: `file:${document.path}`,
          field: 'event',
          why: `no column is known to hold the event's name; say which with --map event=HEADER (it has ${table.header.map(headerKey).join(', ')})`,
        });
        continue;
      }
      readTable(document, table, columns, draft, reading);
    }
  },
};
