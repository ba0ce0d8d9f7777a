import { UsageError } from '../../system/errors.ts';
import type { Held, JsonColumn, Layout, LinesLayout } from '../types.ts';
import type { Source } from './open.ts';

/** What is said on the command line about what is read. */
export interface Told {
  /** The plan's system it comes from. */
  readonly system: string | null;
  readonly format: string | null;
  readonly map: ReadonlyMap<string, string>;
  /** The column of raw lines. */
  readonly column: string | null;
  /** Identity types of the plan: a column with such a name holds that id. */
  readonly idTypes: readonly string[];
}

const FORMATS: readonly LinesLayout['format'][] = ['segment', 'rudderstack', 'plain'];
/** Our word → columns that mean it, first wins. */
const COLUMNS = {
  event: ['event', 'event_name', 'name'],
  call: ['call'],
  version: ['version', 'event_version', 'schema_version'],
  time: ['timestamp', 'time', 'event_time', 'ts', 'created_at'],
  received: ['received_at'],
  messageId: ['message_id', 'event_id'],
} as const;
const TEXT = /^(?:VARCHAR|TEXT|STRING|character varying|text|string)\b/i;

/**
 * The layout of a source that the configuration does not describe: one column of text is raw lines, one with the
 * event's name makes a table of all events.
 * @throws UsageError when it is neither.
 */
export function guessLayout(
  source: Source,
  columns: ReadonlyMap<string, string> | null,
  told: Told,
  name: string,
): Layout {
  const base = { name, system: told.system, partition: null, from: source.relation };
  const line = told.column ?? source.lines ?? onlyText(columns);
  if (line !== null) {
    if (columns !== null && !columns.has(line)) {
      throw new UsageError(
        `${source.name} has no column "${line}". It has ${[...columns.keys()].join(', ')}.`,
      );
    }
    return { ...base, kind: 'lines', column: line, format: formatOf(told.format), map: told.map };
  }
  if (columns === null) {
    throw new UsageError(
      `Say which column of ${source.name} holds the raw events with --column, or describe it under "tables:" in dataplan.config.yaml.`,
    );
  }
  const find = (names: readonly string[]) => names.find((each) => columns.has(each)) ?? null;
  const event = find(COLUMNS.event);
  if (event === null) {
    throw new UsageError(
      `${source.name} has no column for the event's name (${COLUMNS.event.join(', ')}) and no single column of text. Describe it under "tables:" in dataplan.config.yaml. It has ${[...columns.keys()].slice(0, 20).join(', ')}.`,
    );
  }
  const json = (column: string): JsonColumn | null => {
    const type = columns.get(column);
    return type === undefined ? null : { column, as: heldAs(type) };
  };
  const ids = told.idTypes.filter((type) => columns.has(type)).map((type) => [type, type] as const);
  return {
    ...base,
    kind: 'wide',
    columns: {
      event,
      call: find(COLUMNS.call),
      version: find(COLUMNS.version),
      time: find(COLUMNS.time),
      received: find(COLUMNS.received),
      messageId: find(COLUMNS.messageId),
      properties: json('properties'),
      traits: json('traits'),
      context: json('context'),
      ids: new Map(ids),
    },
  };
}

function onlyText(columns: ReadonlyMap<string, string> | null): string | null {
  const [only, more] = [...(columns ?? [])];
  return only !== undefined && more === undefined && (TEXT.test(only[1]) || /^jsonb?$/i.test(only[1]))
    ? only[0]
    : null;
}

function heldAs(type: string): Held {
  if (TEXT.test(type)) return 'text';
  return /^(?:jsonb?|variant|super)$/i.test(type) ? 'json' : 'struct';
}

function formatOf(asked: string | null): LinesLayout['format'] {
  const format = FORMATS.find((each) => each === asked);
  if (format !== undefined) return format;
  const what = asked === null ? 'Say what the raw events are' : `Engines do not read raw events of ${asked}`;
  throw new UsageError(`${what}: --event-format ${FORMATS.join(', ')}.`);
}
