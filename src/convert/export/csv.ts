import type { Property, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import { type Exporter, liveEvents, typesOf } from './exporter.ts';

/** What a spreadsheet has a column for. */
const CARRIED = new Set(['description', 'type', 'format', 'enum', 'pattern', 'privacy', 'examples']);
const CATEGORY = new Set(['category']);
const HEADER = [
  'Event',
  'Call',
  'Event description',
  'Trigger',
  'Owner',
  'Status',
  'Tags',
  'Property',
  'Data type',
  'Format',
  'Is array',
  'Required',
  'Permitted values',
  'Pattern',
  'Example',
  'Privacy',
  'Property description',
];

/**
 * Two tables: `plan.csv`, one row an event and one a property of it, which `dataplan import csv` reads back; and
 * `matrix.csv`, properties by events, which shows at a glance what is sent where.
 */
export const csv: Exporter = {
  id: 'csv',
  title: 'Spreadsheet: list, and matrix of events by properties',
  source: 'https://www.rfc-editor.org/rfc/rfc4180',
  write(plan, writing) {
    writing.sections('properties', 'events');
    const events = liveEvents(plan, writing);
    const rows: string[][] = [HEADER];
    for (const event of events) {
      writing.event(
        event,
        new Set(['description', 'trigger', 'owner', 'status', 'tags', 'additional_properties']),
      );
      if (event.node.entries.has('context'))
        writing.lose(event.subject, 'context', 'the table lists properties alone', event.spot);
      if (event.additional !== false)
        writing.lose(
          event.subject,
          'additional_properties',
          'the table does not say what else may come along',
          event.spot,
        );
      if (event.key !== event.name)
        writing.lose(
          event.subject,
          'name',
          `the table names events by key: "${event.key}", sent as "${event.name}"`,
          event.spot,
        );
      const said = event.node.entries.has('status') ? event.status : '';
      rows.push(
        row([
          event.key,
          event.call === 'track' ? '' : event.call,
          event.description,
          event.trigger,
          event.owner,
          said,
          event.tags.join(', '),
        ]),
      );
      for (const use of event.properties.values()) {
        writing.property(use, CARRIED);
        writing.privacy(use, CATEGORY);
        const element = use.property.children.get('[]')?.property.schema;
        if (isObject(element) && Object.keys(element).some((word) => word !== 'type')) {
          writing.lose(
            use.subject,
            'items',
            'of a list\u2019s elements the table has the type alone',
            use.spot,
          );
        }
        const types = typesOf(use.property);
        if (types.includes('null'))
          writing.lose(use.subject, 'type', 'the table does not tell null from absent', use.spot);
        if (use.property.children.size > 0)
          writing.lose(use.subject, 'properties', 'a row has no place for what lies inside', use.spot);
        rows.push(row([event.key, '', '', '', '', '', '', ...propertyCells(use)]));
      }
    }
    return [
      { path: 'plan.csv', text: table(rows) },
      { path: 'matrix.csv', text: table(matrix(events)) },
    ];
  },
};

function row(cells: readonly (string | null)[]): string[] {
  return HEADER.map((_, index) => cells[index] ?? '');
}

function propertyCells({ name, required, property }: PropertyUse): string[] {
  const schema = isObject(property.schema) ? property.schema : {};
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [];
  const tag = property.privacy.node ? property.privacy.category : null;
  return [
    name,
    typeName(property),
    text(schema['format']),
    '',
    required ? 'yes' : '',
    values.length > 0 ? JSON.stringify(values.map(text)) : '',
    text(schema['pattern']),
    property.examples.length > 0 ? JSON.stringify(property.examples.map(text)) : '',
    tag ?? '',
    property.description ?? '',
  ];
}

function typeName(property: Property): string {
  const types = typesOf(property);
  const element = property.children.get('[]');
  const inner = element ? typesOf(element.property) : [];
  if (types.length === 1 && types[0] === 'array' && inner.length === 1) return `${inner[0]}[]`;
  return types.filter((type) => type !== 'null').join(' or ');
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member));
}

function matrix(
  events: readonly { key: string; properties: ReadonlyMap<string, PropertyUse> }[],
): string[][] {
  const names = [...new Set(events.flatMap(({ properties }) => [...properties.keys()]))].sort();
  const head = ['property', 'type', 'events', ...events.map(({ key }) => key)];
  return [
    head,
    ...names.map((name) => {
      const uses = events.map(({ properties }) => properties.get(name));
      const types = new Set(uses.flatMap((use) => (use ? [typeName(use.property)] : [])));
      return [
        name,
        [...types].sort().join(' / '),
        String(uses.filter(Boolean).length),
        ...uses.map((use) => (use ? (use.required ? 'required' : 'optional') : '')),
      ];
    }),
  ];
}

/** A cell that begins like a formula is text all the same: spreadsheets would run it. */
function table(rows: readonly (readonly string[])[]): string {
  const cell = (value: string) => {
    const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
    return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${rows.map((cells) => cells.map(cell).join(',')).join('\n')}\n`;
}
