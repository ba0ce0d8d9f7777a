import { readFileSync } from 'node:fs';
import type { SampleEvent } from '../../../src/evidence/event.ts';
import type { Format, Reading } from '../../../src/samples/formats/format.ts';
import { formats } from '../../../src/samples/formats/index.ts';
import type { JsonObject } from '../../../src/text/json.ts';

/** A source of which the plan says nothing: identifiers keep the catalogue's names. */
export function reading(format: Format, map: ReadonlyMap<string, string> = new Map()): Reading {
  return {
    system: null,
    map,
    traitIds: ({ ids }) => ids,
    idType: (field) => format.ids.find((id) => id.field === field)?.kind ?? field,
  };
}

export function formatNamed(id: string): Format {
  const format = formats.find((each) => each.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format;
}

/** The format that says it knows the record best. */
export function recognised(record: JsonObject): string {
  const [best] = formats
    .map((format, order) => ({ id: format.id, order, sure: format.recognise(record) }))
    .sort((a, b) => b.sure - a.sure || a.order - b.order);
  return best === undefined || best.sure === 0 ? 'none' : best.id;
}

export function fixture(name: string): string[] {
  const text = readFileSync(new URL(`../../../fixtures/samples/${name}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}

export function read(
  format: Format,
  record: JsonObject,
  map?: ReadonlyMap<string, string>,
): SampleEvent[] | string {
  const events: SampleEvent[] = [];
  return format.open(reading(format, map))(record, (event) => events.push(event)) ?? events;
}

/** What an event says, without what is empty. */
export function brief(event: SampleEvent) {
  const { call, name, version, time, receivedAt, messageId, ids, properties, traits, context } = event;
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  const all = {
    call,
    name,
    version,
    time: iso(time),
    receivedAt: iso(receivedAt),
    messageId,
    ids,
    properties,
    traits,
    context,
  };
  return JSON.parse(
    JSON.stringify(all, (_, value) =>
      value === null ||
      (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
        ? undefined
        : value,
    ),
  );
}
