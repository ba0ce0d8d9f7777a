import type { Importer } from './importer.ts';
import { columnsOf, type Headers, headerKey, parseTable, readTable } from './table.ts';

const HEADERS: Headers = {
  event: ['object name', 'event name', 'event type', 'event'],
  event_description: ['object description', 'event description'],
  owner: ['object owner', 'event owner'],
  status: ['event schema status', 'object schema status'],
  tags: ['tags', 'event tags'],
  category: ['event category'],
  property: ['property name', 'event property name', 'event property', 'event property name 1'],
  description: ['property description', 'event property description'],
  type: ['property value type', 'event property value type', 'property type value'],
  is_array: ['property is array', 'event property is array'],
  required: ['property required', 'event property required', 'is required'],
  values: ['property enum values', 'enum values', 'event property enum values'],
  const: ['property const value', 'const value'],
  pattern: ['property regex pattern', 'regex pattern', 'event property regex pattern'],
  scope: ['property type', 'object type'],
};

/** Amplitude Data's CSV export: one row an event, one a property of it. Its headers vary; each is matched by name. */
export const amplitude: Importer = {
  id: 'amplitude',
  title: 'Amplitude Data CSV export',
  source: 'https://amplitude.com/docs/data/csv-import-export',
  recognise({ kind, text }) {
    if (kind !== 'csv') return 0;
    const [head = ''] = text.split('\n', 1);
    const key = headerKey(head.replaceAll('"', ''));
    const marks = [
      'object type',
      'object name',
      'event schema status',
      'property value type',
      'property visibility',
    ];
    return marks.filter((mark) => key.includes(mark)).length >= 2 ? 1 : 0;
  },
  async read(documents, draft, reading) {
    for (const document of documents) {
      const table = await parseTable(document, reading);
      if (table)
        readTable(document, table, columnsOf(table.header, HEADERS, reading.columns), draft, reading);
    }
  },
};
