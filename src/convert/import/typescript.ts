import type { TSSignature, TSType } from '@oxc-project/types';
import type { Json, JsonObject } from '../../text/json.ts';
import { bodyOf } from '../body.ts';
import { Cursor } from '../cursor.ts';
import { type Draft, newEvent } from '../draft.ts';
import type { Importer } from './importer.ts';
import { addEvent, eventSubject } from './place.ts';
import { type Declaration, declarations, keyName, type Scope, Types, typeName } from './typescript-types.ts';

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
    const named = found.filter(([name]) => /event/i.test(name));
    for (const [, declaration] of named.length > 0 ? named : found) readMap(declaration, types, draft);
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

/** `{ name: 'Order Completed'; properties: … } | …` as name and body. */
function unionMembers(declaration: Declaration, types: Types): [string, JsonObject][] {
  if (declaration.type?.type !== 'TSUnionType') return [];
  const silent = new Cursor(null, declaration.at.source, []);
  const out: [string, JsonObject][] = [];
  for (const member of declaration.type.types) {
    const schema = types.schema(member, silent);
    const properties = schema['properties'];
    if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
    const members = properties as JsonObject;
    const key = NAME_KEYS.find(
      (each) => typeof (members[each] as JsonObject | undefined)?.['const'] === 'string',
    );
    if (key === undefined) return [];
    const body = BODY_KEYS.find((each) => (members[each] as JsonObject | undefined)?.['type'] === 'object');
    const { [key]: name, ...rest } = members;
    const flat = {
      ...schema,
      properties: rest,
      required: Array.isArray(schema['required'])
        ? schema['required'].filter((each: Json) => each !== key)
        : [],
    };
    out.push([
      String((name as JsonObject)['const']),
      body === undefined ? flat : (members[body] as JsonObject),
    ]);
  }
  return out;
}

function readMap(declaration: Declaration, types: Types, draft: Draft): void {
  const union = unionMembers(declaration, types);
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
