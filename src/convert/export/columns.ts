import type { Event, Plan, Property, PropertyUse } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { isObject } from '../../text/json.ts';
import { liveEvents, typesOf, type Writing } from './exporter.ts';

/** An event as a table of a warehouse: properties as columns, objects flattened by one underscore a step. */
export interface Table {
  readonly event: Event;
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** Path in the event: `shipping.city`. */
  readonly path: string;
  readonly use: PropertyUse;
  readonly kind: Kind;
  readonly required: boolean;
}

/** What a column can hold, whatever the dialect calls it. */
export type Kind = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'date' | 'time' | 'json';

/** Tables as loaders make them: snake case, one an event. Two events or properties that meet in one name are a loss. */
export function tables(plan: Plan, writing: Writing): Table[] {
  const taken = new Map<string, string>();
  return liveEvents(plan, writing).flatMap((event) => {
    const name = identifier(event.key);
    const other = taken.get(name);
    if (other !== undefined) {
      writing.lose(
        event.subject,
        'name',
        `"${other}" has the same table name "${name}"; this event was left out`,
        event.spot,
      );
      return [];
    }
    taken.set(name, event.key);
    if (event.key !== name && toCase(event.key, 'snake') !== name) {
      writing.lose(event.subject, 'name', `"${event.key}" became "${name}"`, event.spot);
    }
    return [{ event, name, columns: columnsOf(event, writing) }];
  });
}

export function identifier(name: string): string {
  const base = toCase(name.normalize('NFKD'), 'snake').replace(/[^a-z0-9_]/g, '');
  return base === '' ? 'unnamed' : /^\d/.test(base) ? `_${base}` : base;
}

function columnsOf(event: Event, writing: Writing): Column[] {
  const out: Column[] = [];
  const taken = new Set<string>();
  const add = (use: PropertyUse, before: string, required: boolean) => {
    const path = before === '' ? use.name : `${before}.${use.name}`;
    const inside = [...use.property.children.values()].filter(({ name }) => name !== '[]');
    if (inside.length > 0 && typesOf(use.property).every((type) => type === 'object' || type === 'null')) {
      writing.lose(
        use.subject,
        'properties',
        'an object becomes one column for each of its members',
        use.spot,
      );
      for (const child of inside) add(child, path, required && child.required);
      return;
    }
    const name = identifier(path.replaceAll('.', ' '));
    if (taken.has(name)) {
      writing.lose(
        use.subject,
        'name',
        `another property has the same column name "${name}"; this one was left out`,
        use.spot,
      );
      return;
    }
    taken.add(name);
    out.push({ name, path, use, kind: kindOf(use, writing), required: required && use.required });
  };
  for (const use of event.properties.values()) add(use, '', use.required);
  return out;
}

function kindOf(use: PropertyUse, writing: Writing): Kind {
  const kinds = new Set(
    typesOf(use.property)
      .filter((type) => type !== 'null')
      .map((type) => kindOfType(type, use.property)),
  );
  if (kinds.size === 2 && kinds.has('integer') && kinds.has('number')) return 'number';
  if (typesOf(use.property).includes('null')) {
    writing.lose(use.subject, 'type', 'a column does not tell null from absent', use.spot);
  }
  const [kind] = kinds;
  if (kinds.has('json')) {
    writing.lose(
      use.subject,
      'type',
      'lists and objects stay whole, in a column that holds anything',
      use.spot,
    );
  }
  if (kinds.size === 1 && kind !== undefined) return kind;
  if (kinds.size > 1)
    writing.lose(use.subject, 'type', 'a column has one type; one that holds anything was taken', use.spot);
  return 'json';
}

function kindOfType(type: string, { schema }: Property): Kind {
  const format = isObject(schema) ? schema['format'] : undefined;
  switch (type) {
    case 'string':
      return format === 'date-time'
        ? 'timestamp'
        : format === 'date'
          ? 'date'
          : format === 'time'
            ? 'time'
            : 'text';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'json';
  }
}
