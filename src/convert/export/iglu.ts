import type { Event, Plan } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import { pretty } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import { type Exporter, type ExportFile, namedEvents, SCHEMA_CARRIED, type Writing } from './exporter.ts';
import { eachSchema, eventSchema } from './schema-out.ts';

const META_SCHEMA = 'http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#';
/** Draft-04 and what the pipeline reads of it. */
const AFTER_DRAFT_4 = [
  'const',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'examples',
  'exclusiveMinimum',
  'exclusiveMaximum',
];

/** Snowplow Iglu: one self-describing schema an event, at the path a static registry has it. */
export const iglu: Exporter = {
  id: 'iglu',
  title: 'Snowplow Iglu self-describing schemas',
  source: 'https://docs.snowplow.io/docs/fundamentals/schemas/',
  write(plan, writing) {
    writing.sections('properties', 'events');
    const taken = new Map<string, string>();
    return namedEvents(plan, writing).flatMap((event) => {
      const name = schemaName(event, writing);
      const vendor =
        event.tags.find((tag) => /^[a-z0-9-]+(\.[a-z0-9_-]+)+$/i.test(tag)) ?? writing.options.vendor;
      const path = `schemas/${vendor}/${name}/jsonschema/${version(event, plan, writing)}`;
      const other = taken.get(path);
      if (other !== undefined) {
        writing.lose(
          event.subject,
          'name',
          `"${other}" has the same schema name "${name}"; this event was left out`,
          event.spot,
        );
        return [];
      }
      taken.set(path, event.key);
      return [{ path, text: `${pretty(schemaOf(event, path, writing))}\n` } satisfies ExportFile];
    });
  },
};

function schemaName(event: Event, writing: Writing): string {
  if (event.call !== 'track')
    writing.lose(
      event.subject,
      'call',
      'a self-describing event is one kind of call; page and screen are kept as names',
      event.spot,
    );
  if (/^[a-zA-Z0-9_-]+$/.test(event.name)) return event.name;
  const name = toCase(event.name, 'snake').replace(/[^a-zA-Z0-9_-]/g, '') || 'event';
  writing.lose(
    event.subject,
    'name',
    `"${event.name}" became "${name}": a schema's name has letters, digits, "_" and "-" alone`,
    event.spot,
  );
  return name;
}

/** SchemaVer: the event's own, else the plan's three numbers. */
function version(event: Event, plan: Plan, writing: Writing): string {
  const own = event.version;
  if (own !== null && /^[1-9]\d*-\d+-\d+$/.test(own)) return own;
  const numbers = /^(\d+)(?:\.(\d+)\.(\d+))?$/.exec(own ?? plan.version);
  if (own !== null)
    writing.lose(event.subject, 'version', `"${own}" is no MODEL-REVISION-ADDITION`, event.spot);
  return `${Math.max(1, Number(numbers?.[1] ?? 1))}-${numbers?.[2] ?? 0}-${numbers?.[3] ?? 0}`;
}

function schemaOf(event: Event, path: string, writing: Writing): JsonObject {
  const [, vendor, name, , schemaVersion] = path.split('/');
  writing.event(
    event,
    new Set([
      'description',
      'version',
      ...(event.tags.length === 1 && event.tags[0] === vendor ? ['tags'] : []),
    ]),
  );
  if (event.node.entries.has('context'))
    writing.lose(
      event.subject,
      'context',
      'what travels beside an event is an entity with a schema of its own',
      event.spot,
    );
  for (const use of event.properties.values()) writing.property(use, SCHEMA_CARRIED);
  const schema = draft4(eventSchema(event, { draft: 'draft-07', annotations: 'none' }));
  eachSchema(schema, (each) => {
    for (const word of AFTER_DRAFT_4) {
      if (Object.hasOwn(each, word) && typeof each[word] !== 'boolean')
        writing.lose(event.subject, word, 'Iglu reads draft-04, which does not know the word', event.spot);
    }
  });
  return record({
    $schema: META_SCHEMA,
    description: event.description ?? undefined,
    self: { vendor: vendor ?? '', name: name ?? '', format: 'jsonschema', version: schemaVersion ?? '1-0-0' },
    ...(without(schema) as JsonObject),
  });
}

/** Draft-04 wrote `const` as an enum of one and exclusive limits as a flag beside the limit. */
function draft4(value: JsonObject): JsonObject {
  const out = record();
  for (const [key, member] of Object.entries(value)) {
    if (key === 'const') out['enum'] = [member];
    else if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
      const limit = key === 'exclusiveMinimum' ? 'minimum' : 'maximum';
      if (value[limit] === undefined) {
        out[limit] = member;
        out[key] = true;
      } else out[key] = member;
    } else if ((key === 'properties' || key === 'patternProperties') && isObject(member)) {
      const inner = record();
      for (const [name, schema] of Object.entries(member))
        inner[name] = isObject(schema) ? draft4(schema) : schema;
      out[key] = inner;
    } else if (Array.isArray(member) && ['allOf', 'anyOf', 'oneOf', 'items'].includes(key)) {
      out[key] = member.map((each) => (isObject(each) ? draft4(each) : each));
    } else if (isObject(member) && ['items', 'additionalProperties', 'not'].includes(key))
      out[key] = draft4(member);
    else out[key] = member;
  }
  return out;
}

/** The schema without the words that draft-04 would not understand. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (!isObject(value)) return value;
  const out = record();
  for (const [key, member] of Object.entries(value)) {
    if (AFTER_DRAFT_4.includes(key) && typeof member !== 'boolean') continue;
    if (key === 'properties' && isObject(member)) {
      const inner = record();
      for (const [name, schema] of Object.entries(member)) inner[name] = without(schema) as JsonObject;
      out[key] = inner;
    } else out[key] = key === 'enum' || key === 'default' ? member : (without(member) as JsonObject);
  }
  return out;
}
