import type { TSSignature, TSType } from '@oxc-project/types';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { bodyOf } from '../body.ts';
import { Cursor } from '../cursor.ts';
import { type Draft, newEvent } from '../draft.ts';
import type { Importer } from './importer.ts';
import { addEvent, eventSubject } from './place.ts';
import {
  type Declaration,
  declarations,
  keyName,
  lose,
  type Scope,
  Types,
  typeName,
} from './typescript-types.ts';

/**
 * Event-map types: `interface Events { 'Order Completed': { order_id: string } }`, or a union of
 * `{ name: 'Order Completed'; properties: … }`. Names from all files are looked up together; nothing is executed.
 */
export const typescript: Importer = {
  id: 'typescript',
  title: 'TypeScript event-map types',
  source: 'https://www.typescriptlang.org/docs/handbook/2/mapped-types.html',
  recognise({ kind }) {
    return kind === 'typescript' ? 0.6 : 0;
  },
  async read(documents, draft, reading) {
    const { parseSync } = await import('oxc-parser');
    const scope: Scope = new Map();
    const maps: [string, Declaration][] = [];
    for (const document of documents) {
      const root = new Cursor(null, document, reading.notices);
      const { program, errors } = parseSync(document.path, document.text);
      for (const error of errors) {
        const offset = error.labels?.[0]?.start ?? 0;
        new Cursor(null, document, reading.notices, [`@${offset}`]).finding('syntax', error.message);
      }
      for (const [name, declaration] of declarations(program, root)) {
        if (!scope.has(name)) scope.set(name, declaration);
        maps.push([name, declaration]);
      }
    }
    const types = new Types(scope);
    const found = maps.filter(([name, declaration]) => isEventMap(name, declaration, types));
    const called = found.filter(([name]) => /event/i.test(name));
    for (const [, declaration] of called.length > 0 ? called : found) readMap(declaration, types, draft);
    if (found.length === 0 && documents[0]) {
      new Cursor(null, documents[0], reading.notices).finding(
        'type',
        'no type that maps event names to their properties was found',
      );
    }
  },
};

const NAME_KEYS = ['name', 'event', 'eventName', 'type'];
const BODY_KEYS = ['properties', 'props', 'payload', 'params', 'data', 'attributes'];

/** A map whose members are all objects (or nothing), or a union told apart by a literal name. */
function isEventMap(name: string, declaration: Declaration, types: Types): boolean {
  if (declaration.kind === 'enum' || declaration.parameters) return false;
  if (unionMembers(declaration, types).length > 0) return true;
  const members = membersOf(declaration);
  if (members.length === 0) return false;
  const bodies = members.every(
    (member) =>
      member.type === 'TSPropertySignature' &&
      !member.optional &&
      member.typeAnnotation &&
      isBody(member.typeAnnotation.typeAnnotation, types, 0),
  );
  return bodies && (/event|track|analytics|map/i.test(name) || members.length > 1);
}

function membersOf(declaration: Declaration): readonly TSSignature[] {
  if (declaration.type?.type === 'TSTypeLiteral') return declaration.type.members;
  return declaration.members;
}

function isBody(type: TSType, types: Types, depth: number): boolean {
  switch (type.type) {
    case 'TSTypeLiteral':
    case 'TSUndefinedKeyword':
    case 'TSVoidKeyword':
    case 'TSNeverKeyword':
    case 'TSNullKeyword':
      return true;
    case 'TSIntersectionType':
      return type.types.every((each) => isBody(each, types, depth + 1));
    case 'TSTypeReference': {
      const name = typeName(type.typeName);
      if (name === 'Record') return true;
      const declaration = types.scope.get(name);
      if (!declaration || depth > 10) return false;
      return (
        declaration.kind === 'interface' ||
        (declaration.type !== null && isBody(declaration.type, types, depth + 1))
      );
    }
    default:
      return false;
  }
}

/**
 * `{ name: 'Order Completed'; properties: … } | …` as name and body; nothing where most members have no literal name.
 * The few that have none go to `unnamed`.
 */
function unionMembers(
  declaration: Declaration,
  types: Types,
  unnamed: (member: TSType) => void = () => {},
): [string, JsonObject][] {
  if (declaration.type?.type !== 'TSUnionType') return [];
  const silent = new Cursor(null, declaration.at.source, []);
  const out: [string, JsonObject][] = [];
  const without: TSType[] = [];
  for (const member of declaration.type.types) {
    const found = named(types.schema(member, silent));
    if (found.length === 0) without.push(member);
    out.push(...found);
  }
  if (without.length * 2 > declaration.type.types.length) return [];
  without.forEach(unnamed);
  return out;
}

/** A member of a union under each of the names that it can have. */
function named(schema: JsonObject): [string, JsonObject][] {
  const { properties } = schema;
  if (!isObject(properties)) return [];
  const key = NAME_KEYS.find((each) => namesIn(properties[each]).length > 0);
  if (key === undefined) return [];
  const body = BODY_KEYS.map((each) => properties[each]).find(
    (each) => isObject(each) && each['type'] === 'object',
  );
  const { [key]: name, ...rest } = properties;
  const required = Array.isArray(schema['required'])
    ? schema['required'].filter((each: Json) => each !== key)
    : [];
  const flat = { ...schema, properties: rest, required };
  return namesIn(name).map((each) => [each, isObject(body) ? body : flat]);
}

/** The texts that a literal, or a choice of literals, can be. */
function namesIn(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [schema['const'] ?? null];
  const names = values.filter((value: Json): value is string => typeof value === 'string');
  return names.length === values.length ? names : [];
}

function readMap(declaration: Declaration, types: Types, draft: Draft): void {
  const union = unionMembers(declaration, types, (member) =>
    lose(declaration.at, member.start, 'member', 'a member of the union without a literal name'),
  );
  const place = (name: string, schema: JsonObject, description: string | undefined, at: Cursor) => {
    const body = bodyOf(schema);
    const event = newEvent({ description });
    if (body.additional !== false) event.fields['additional_properties'] = body.additional;
    for (const [key, property] of body.properties) event.properties.set(key, property);
    addEvent(draft, name, event, at, 'again');
  };
  for (const [name, schema] of union) place(name, schema, undefined, declaration.at);
  if (union.length > 0) return;
  const { properties } = types.object(membersOf(declaration), declaration.at);
  for (const member of membersOf(declaration)) {
    if (member.type !== 'TSPropertySignature') continue;
    const name = keyName(member.key);
    if (name === null) continue;
    const at = new Cursor(
      null,
      declaration.at.source,
      declaration.at.notices,
      [`@${member.start}`],
      eventSubject(name),
    );
    const schema = (properties as JsonObject)[name] as JsonObject;
    const { description, ...shape } = schema;
    // `void`, `undefined` and `never` take no properties.
    const none = shape['type'] !== 'object';
    place(
      name,
      none ? { type: 'object', additionalProperties: false } : shape,
      typeof description === 'string' ? description : undefined,
      at,
    );
  }
}
