import { categorySensitivity } from '../../catalogue/categories.ts';
import type { Property, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/** A property's type as TypeScript: branded where the plan restricts it or wants it handled. */
export function propertyType(property: Property, indent: string): string {
  const plain = schemaType(property.schema, indent, property.children);
  const { category, sensitivity, handling } = property.privacy;
  if (category === null || category === 'none') return plain;
  const name = JSON.stringify(category);
  if (handling !== 'raw') return `Handled<${JSON.stringify(handling)}, ${name}>`;
  // An object's own members carry the brand of what they are.
  if (property.children.size > 0) return plain;
  const restricted = (sensitivity ?? categorySensitivity(category)) === 'restricted';
  return restricted ? `Restricted<${name}, ${plain}>` : plain;
}

export function shapeText(
  uses: Iterable<PropertyUse>,
  additional: boolean | JsonObject,
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = [...uses].flatMap((use) => [
    ...docLines(use.property.description, use.property.status === 'deprecated', inner),
    `${inner}${memberName(use.name)}${use.required ? '' : '?'}: ${propertyType(use.property, inner)};`,
  ]);
  if (additional !== false) lines.push(`${inner}[other: string]: unknown;`);
  return lines.length === 0 ? 'Record<string, never>' : `{\n${lines.join('\n')}\n${indent}}`;
}

export function docLines(text: string | null, deprecated: boolean, indent: string): string[] {
  // Nothing that a plan says may end the comment.
  const clean = text?.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim() ?? '';
  if (clean === '') return deprecated ? [`${indent}/** @deprecated */`] : [];
  if (!deprecated) return [`${indent}/** ${clean} */`];
  return [`${indent}/**`, `${indent} * ${clean}`, `${indent} * @deprecated`, `${indent} */`];
}

export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

export function schemaType(schema: Json, indent: string, children: Property['children'] = new Map()): string {
  if (schema === false) return 'never';
  if (!isObject(schema)) return 'unknown';
  if (schema['const'] !== undefined) return literal(schema['const']);
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map(literal));
  for (const key of ['anyOf', 'oneOf']) {
    const members = schema[key];
    if (Array.isArray(members)) return union(members.map((member) => schemaType(member, indent)));
  }
  const { type } = schema;
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : implied(schema);
  return types.length === 0
    ? 'unknown'
    : union(types.map((each) => typeText(each, schema, indent, children)));
}

function implied(schema: JsonObject): string[] {
  if (isObject(schema['properties'])) return ['object'];
  return schema['items'] !== undefined ? ['array'] : [];
}

function typeText(type: string, schema: JsonObject, indent: string, children: Property['children']): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'array':
      return listType(schema, indent, children);
    default:
      return objectType(schema, indent, children);
  }
}

function listType(schema: JsonObject, indent: string, children: Property['children']): string {
  const first = schema['prefixItems'];
  if (Array.isArray(first)) {
    const rest = schema['items'] === false ? '' : `, ...(${schemaType(schema['items'] ?? true, indent)})[]`;
    return `readonly [${first.map((each) => `(${schemaType(each, indent)})?`).join(', ')}${rest}]`;
  }
  const element = children.get('[]');
  const inner = element
    ? propertyType(element.property, indent)
    : schemaType(schema['items'] ?? true, indent);
  return /^[\w.]+$/.test(inner) ? `readonly ${inner}[]` : `ReadonlyArray<${inner}>`;
}

function objectType(schema: JsonObject, indent: string, children: Property['children']): string {
  const further = schema['additionalProperties'];
  const named = [...children.values()].filter(({ name }) => name !== '[]');
  if (named.length > 0) return shapeText(named, further !== false, indent);
  const members = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  if (members.length === 0) {
    return further === false
      ? 'Record<string, never>'
      : `Record<string, ${isObject(further) ? schemaType(further, indent) : 'unknown'}>`;
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const inner = `${indent}  `;
  const lines = members.map(
    ([name, member]) =>
      `${inner}${memberName(name)}${required.includes(name) ? '' : '?'}: ${schemaType(member, inner)};`,
  );
  if (further !== false) lines.push(`${inner}[other: string]: unknown;`);
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function literal(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  if (typeof value === 'string')
    return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return 'unknown';
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}
