import type { Json, JsonObject } from '../../text/json.ts';
import { toNumber } from '../../text/json.ts';
import type { MapNode, Node } from '../node.ts';
import { toJson } from '../read.ts';
import type { SchemaFiles } from '../schema-files.ts';

/** Keys of a property that are the plan's own, or notes for people: ajv does not need to see them. */
const LEFT_OUT = new Set([
  'description',
  'owner',
  'status',
  'sunset',
  'replaced_by',
  'tags',
  'links',
  'approved',
  'is',
  'privacy',
  'unit',
  'from',
  'to',
  'of',
  'known',
  'unique',
  'immutable',
  'normalize',
  'title',
  '$comment',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
]);
const ONE = new Set([
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'contentSchema',
]);
const MANY = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const BY_NAME = new Set(['patternProperties', 'dependentSchemas', '$defs']);

/** What schemas need of the rest of the plan. */
export interface SchemaScope {
  readonly schemaFiles: SchemaFiles;
  /** The entry that `is: NAME` names, laid under the node that says so; the node itself when it says nothing. */
  followIs(node: MapNode): MapNode;
}

/** The JSON Schema of a resolved property node, plan keys taken out at every depth. */
export function schemaOf(node: Node, scope: SchemaScope): JsonObject | boolean {
  if (node.kind !== 'map') return !(node.kind === 'scalar' && node.value === false);
  const map = scope.followIs(node);
  const schema: Record<string, Json> = Object.create(null);
  const required: Json[] = [];
  for (const [key, { value }] of map.entries) {
    if (LEFT_OUT.has(key) || key.startsWith('x-')) continue;
    if (key === 'required') {
      if (value.kind === 'list') required.push(...value.items.map((item) => toJson(item)));
    } else if (key === 'properties' && value.kind === 'map') {
      schema[key] = propertiesOf(value, scope, required);
    } else if (ONE.has(key)) {
      schema[key] = schemaOf(value, scope);
    } else if (MANY.has(key) && value.kind === 'list') {
      schema[key] = value.items.map((item) => schemaOf(item, scope));
    } else if (BY_NAME.has(key) && value.kind === 'map') {
      schema[key] = propertiesOf(value, scope, null);
    } else if (key === '$ref') {
      Object.assign(schema, referenceOf(value, scope));
    } else {
      schema[key] = value.kind === 'scalar' ? toNumber(value.value) : toJson(value, true);
    }
  }
  if (required.length > 0) schema['required'] = [...new Set(required)];
  return schema;
}

function propertiesOf(map: MapNode, scope: SchemaScope, required: Json[] | null): JsonObject {
  const schemas: Record<string, Json> = Object.create(null);
  for (const [name, { value }] of map.entries) {
    schemas[name] = schemaOf(value, scope);
    const own = value.kind === 'map' ? scope.followIs(value).entries.get('required')?.value : null;
    if (required && own?.kind === 'scalar' && own.value === true) required.push(name);
  }
  return schemas;
}

function referenceOf(value: Node, scope: SchemaScope): JsonObject {
  const file = scope.schemaFiles.get(value);
  if (!file) return { $ref: toJson(value) };
  // The file rides along under its own id, so that references inside it stay inside it.
  return {
    $ref: `${file.id}${file.fragment === '#' ? '' : file.fragment}`,
    $defs: { [file.id]: { ...file.schema, $id: file.id } },
  };
}
