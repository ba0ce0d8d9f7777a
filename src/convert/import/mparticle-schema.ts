import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { type Body, bodyOf } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import { type DraftEvent, type DraftProperty, record } from '../draft.ts';
import { schemaOf } from '../schema-in.ts';

// mParticle's schemas hold an event's attributes two levels down, in `data.custom_attributes`.

export function schemaIn(definition: Cursor | null, fields: Record<string, Json>): JsonObject {
  const schema = definition ? schemaOf(definition) : {};
  if (!isObject(schema)) return {};
  const data = memberOf(schema, 'data');
  if (
    fields['description'] === undefined &&
    typeof data['description'] === 'string' &&
    data['description'] !== ''
  ) {
    fields['description'] = data['description'];
  }
  return schema;
}

export function memberOf(schema: JsonObject, name: string): JsonObject {
  const members = schema['properties'];
  const found = isObject(members) && Object.hasOwn(members, name) ? members[name] : undefined;
  return isObject(found) ? found : {};
}

export function hasMember(schema: JsonObject, name: string): boolean {
  return isObject(schema['properties']) && Object.hasOwn(schema['properties'], name);
}

export function requires(schema: JsonObject, name: string): boolean {
  return Array.isArray(schema['required']) && schema['required'].includes(name);
}

export function attributesOf(schema: JsonObject): { body: Body | null; required: boolean } {
  const data = memberOf(schema, 'data');
  const body = hasMember(data, 'custom_attributes') ? bodyOf(memberOf(data, 'custom_attributes')) : null;
  return { body, required: requires(data, 'custom_attributes') };
}

export function place(event: DraftEvent, body: Body): void {
  for (const [name, property] of body.properties) event.properties.set(name, withoutEmptyText(property));
  if (body.additional !== false) event.fields['additional_properties'] = body.additional;
}

/** The web console writes `description: ""` everywhere. */
export function withoutEmptyText({ value }: DraftProperty): DraftProperty {
  const { description, ...rest } = value;
  return { value: description === '' || description === undefined ? record(rest) : value };
}

/** The schema of the event without what became properties. */
export function withoutAttributes(schema: JsonObject, plain: boolean, implied: boolean): JsonObject {
  if (!plain) return schema;
  return withData(schema, (data) => {
    const members = record(isObject(data['properties']) ? data['properties'] : {});
    // A closed `data` must still know the name.
    if (data['additionalProperties'] === false) members['custom_attributes'] = true;
    else delete members['custom_attributes'];
    const required = listOf(data['required']).filter((name) => !(implied && name === 'custom_attributes'));
    return record({ ...data, properties: members, required });
  });
}

export function withData(schema: JsonObject, change: (data: JsonObject) => JsonObject): JsonObject {
  if (!hasMember(schema, 'data')) return schema;
  return record({
    ...schema,
    properties: { ...(schema['properties'] as JsonObject), data: change(memberOf(schema, 'data')) },
  });
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
