import { toJson } from '../../plan/read.ts';
import type { Event, Property, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { stringify } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import type { ExportOptions } from './exporter.ts';

type Annotate = Pick<ExportOptions, 'draft' | 'annotations'>;

/** Words for people that JSON Schema has itself. */
const FOR_PEOPLE = ['title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly', 'examples'];
/** The plan's own words about a property. */
const OF_PLAN = [
  'privacy',
  'unit',
  'owner',
  'status',
  'sunset',
  'replaced_by',
  'tags',
  'links',
  'approved',
  'from',
  'to',
];

/** What a property is as a JSON Schema, words for people and annotations at every depth. */
function propertySchema(property: Property, options: Annotate): JsonObject | boolean {
  const { schema, node, children } = property;
  if (schema === false) return false;
  const out = record();
  for (const key of FOR_PEOPLE) {
    const entry = node.entries.get(key);
    if (entry) out[key] = toJson(entry.value);
  }
  if (isObject(schema)) Object.assign(out, schema);
  if (isObject(out['properties'])) {
    const inside = record(out['properties']);
    for (const name of Object.keys(inside)) {
      const child = children.get(name);
      if (child) inside[name] = propertySchema(child.property, options);
    }
    out['properties'] = inside;
  }
  const element = children.get('[]');
  if (element && isObject(out['items'])) out['items'] = propertySchema(element.property, options);
  annotate(out, annotationsOf(property), options);
  return options.draft === 'draft-07' ? draft7(out) : out;
}

function annotationsOf({ node }: Property): JsonObject {
  const out = record();
  for (const key of OF_PLAN) {
    const entry = node.entries.get(key);
    if (entry) out[key] = toJson(entry.value);
  }
  return out;
}

/** One keyword for all that JSON Schema has no word for, or a comment, or nothing. */
export function annotate(out: Record<string, Json>, about: JsonObject, options: Annotate): void {
  if (Object.keys(about).length === 0) return;
  if (options.annotations === 'x-plan') out['x-plan'] = about;
  else if (options.annotations === 'comment') out['$comment'] = stringify(about);
}

/** An event's properties as one object schema. */
export function eventSchema(
  event: Pick<Event, 'properties' | 'absent' | 'additional'>,
  options: Annotate,
): JsonObject {
  return objectSchema(event.properties.values(), event.absent, event.additional, options);
}

export function objectSchema(
  uses: Iterable<PropertyUse>,
  absent: ReadonlySet<string>,
  additional: boolean | JsonObject,
  options: Annotate,
): JsonObject {
  const properties = record();
  const required: string[] = [];
  for (const use of uses) {
    properties[use.name] = propertySchema(use.property, options);
    if (use.required) required.push(use.name);
  }
  if (additional !== false) for (const name of absent) properties[name] = false;
  return record({
    type: 'object',
    properties,
    required: required.length > 0 ? required : undefined,
    additionalProperties: additional,
  });
}

/** The same schema in the words of draft-07. */
export function draft7(schema: JsonObject): JsonObject {
  const out = record();
  for (const [key, value] of Object.entries(schema)) {
    switch (key) {
      case 'prefixItems':
        out['items'] = value;
        if (schema['items'] !== undefined) out['additionalItems'] = schema['items'];
        break;
      case 'items':
        if (schema['prefixItems'] === undefined) out['items'] = inner(value);
        break;
      case 'dependentRequired':
      case 'dependentSchemas':
        out['dependencies'] = {
          ...(isObject(out['dependencies']) ? out['dependencies'] : {}),
          ...(isObject(value) ? value : {}),
        };
        break;
      case 'properties':
      case 'patternProperties': {
        const members = record();
        for (const [name, member] of Object.entries(isObject(value) ? value : {}))
          members[name] = inner(member);
        out[key] = members;
        break;
      }
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
        out[key] = Array.isArray(value) ? value.map(inner) : value;
        break;
      case 'additionalProperties':
      case 'propertyNames':
      case 'contains':
      case 'not':
      case 'if':
      case 'then':
      case 'else':
        out[key] = inner(value);
        break;
      default:
        out[key] = value;
    }
  }
  return out;
}

function inner(value: Json): Json {
  return isObject(value) ? draft7(value) : value;
}

/** Keywords that only newer drafts have, wherever they stand. */
export const AFTER_DRAFT_7: readonly string[] = [
  'minContains',
  'maxContains',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contentSchema',
];

/** Calls `visit` for every schema inside, itself first. */
export function eachSchema(schema: Json, visit: (schema: JsonObject) => void): void {
  if (!isObject(schema)) return;
  visit(schema);
  for (const [key, value] of Object.entries(schema)) {
    if (['properties', 'patternProperties', 'dependentSchemas', '$defs'].includes(key) && isObject(value)) {
      for (const member of Object.values(value)) eachSchema(member, visit);
    } else if (['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(key) && Array.isArray(value)) {
      for (const member of value) eachSchema(member, visit);
    } else if (
      [
        'items',
        'additionalProperties',
        'propertyNames',
        'contains',
        'not',
        'if',
        'then',
        'else',
        'unevaluatedProperties',
        'unevaluatedItems',
      ].includes(key)
    ) {
      eachSchema(value, visit);
    }
  }
}
