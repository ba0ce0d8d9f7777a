import { toJson } from '../../plan/read.ts';
import type { ConditionLine, Event, Plan, Variant } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { pretty } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import { type Exporter, type ExportFile, liveEvents, SCHEMA_CARRIED, type Writing } from './exporter.ts';
import { AFTER_DRAFT_7, annotate, draft7, eachSchema, eventSchema } from './schema-out.ts';
import { strict } from './strict.ts';

/** The plan's words about an event that go under `x-plan`. */
const ABOUT = (
  'call name when trigger version status sunset replaced_by owner from to tags links approved identified_by phase stage ' +
  'data sampling context'
).split(' ');
const PROPERTY_WORDS = 'privacy unit owner status sunset replaced_by tags links approved from to'.split(' ');

/** One schema an event, and `plan.schema.json` that has them all. */
export const jsonSchema: Exporter = {
  id: 'json-schema',
  title: 'JSON Schema, one file an event',
  source: 'https://json-schema.org/draft/2020-12/json-schema-core',
  write(plan, writing) {
    const { annotations } = writing.options;
    writing.sections('events', 'properties', ...(annotations === 'none' ? [] : ['description']));
    const taken = new Set<string>();
    const files = liveEvents(plan, writing).map((event): [Event, ExportFile, JsonObject] => {
      const schema = schemaOfEvent(event, plan, writing);
      const path = `${freeName(event.key, taken)}.schema.json`;
      return [event, { path, text: `${pretty(schema)}\n` }, schema];
    });
    const bundle = {
      $schema: dialect(writing),
      title: plan.name,
      ...(plan.description === null ? {} : { description: plan.description }),
      anyOf: files.map(([, , schema]) => ({ $ref: schema['$id'] })),
      [writing.options.draft === 'draft-07' ? 'definitions' : '$defs']: Object.fromEntries(
        files.map(([event, , schema]) => [event.key, schema]),
      ),
    };
    const whole = { path: 'plan.bundle.json', text: `${pretty(bundle)}\n` };
    return [...files.map(([, file]) => file), ...(files.length > 0 ? [whole] : [])];
  },
};

/** A file name that no other event has, those included that differ only by case. */
export function freeName(key: string, taken: Set<string>): string {
  const base =
    toCase(key.normalize('NFKD'), 'kebab')
      .replace(/[^a-z0-9-]/g, '')
      .slice(0, 80) || 'event';
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function dialect({ options }: Writing): string {
  return options.draft === 'draft-07'
    ? 'http://json-schema.org/draft-07/schema#'
    : 'https://json-schema.org/draft/2020-12/schema';
}

function schemaOfEvent(event: Event, plan: Plan, writing: Writing): JsonObject {
  const { options } = writing;
  const carried = options.annotations === 'none' ? [] : ABOUT;
  writing.event(event, new Set(['description', 'examples', 'variants', ...carried]));
  const words = new Set([...SCHEMA_CARRIED, ...(options.annotations === 'none' ? [] : PROPERTY_WORDS)]);
  for (const use of event.properties.values()) writing.property(use, words);
  const about = record({ key: event.key });
  for (const key of ABOUT) {
    const entry = event.node.entries.get(key);
    if (entry) about[key] = toJson(entry.value);
  }
  // Draft-07 is written once, at the end: variants are joined in first.
  const latest = { ...options, draft: '2020-12' as const };
  const out = record({
    $schema: dialect(writing),
    $id: `/${toCase(event.key, 'snake') || 'event'}/${event.version ?? plan.version}`,
    title: event.key,
    description: event.description ?? undefined,
    deprecated: event.status === 'deprecated' || undefined,
    ...variants(event, writing, eventSchema(event, latest)),
    examples: event.examples.length > 0 ? event.examples.map(({ value }) => value) : undefined,
  });
  annotate(out, about, options);
  if (options.draft === 'draft-07') {
    eachSchema(out, (schema) => {
      for (const word of AFTER_DRAFT_7) {
        if (Object.hasOwn(schema, word))
          writing.lose(event.subject, word, 'draft-07 does not know the word', event.spot);
      }
    });
  }
  const { ['x-plan']: annotation, ...shape } = out;
  const made = record({ ...(strict(options.draft === 'draft-07' ? draft7(shape) : shape) as JsonObject) });
  if (annotation !== undefined) made['x-plan'] = annotation;
  return made;
}

/** Variants as `if`/`then`/`else`: the first whose condition holds counts, the event's own shape is the last. */
function variants(event: Event, writing: Writing, base: JsonObject): JsonObject {
  const options = { ...writing.options, draft: '2020-12' as const };
  let out: JsonObject = base;
  for (const variant of [...event.variants].reverse()) {
    const shape = eventSchema(variant, options);
    if (variant.when === null) {
      out = shape;
      continue;
    }
    const test = conditionSchema(variant, writing);
    if (test === null) continue;
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited
    out = { type: 'object', if: test, then: shape, else: out };
  }
  return out;
}

/** A condition on properties as a schema; null where it asks for more than the properties show. */
function conditionSchema(variant: Variant, writing: Writing): JsonObject | null {
  const properties = record();
  const required: string[] = [];
  for (const line of variant.when?.lines ?? []) {
    const [name, ...deeper] = line.steps;
    const test = testSchema(line);
    if (line.root !== 'properties' || name === undefined || deeper.length > 0 || test === null) {
      writing.lose(
        variant.subject,
        'when',
        `a schema of properties cannot test "${line.path}"; the variant was left out`,
        variant.node,
      );
      return null;
    }
    properties[name] = test.schema;
    if (test.present) required.push(name);
  }
  return record({ properties, required: required.length > 0 ? required : undefined });
}

function testSchema({ test }: ConditionLine): { schema: Json; present: boolean } | null {
  switch (test.kind) {
    case 'any':
      // null is also absent.
      return { schema: { enum: test.values }, present: !test.values.includes(null) };
    case 'schema':
      return { schema: isObject(test.schema) ? test.schema : {}, present: true };
    case 'range':
      return null;
  }
}
