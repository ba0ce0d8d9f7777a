import type {
  Expression,
  PropertyKey as Key,
  Program,
  Statement,
  TSEnumMember,
  TSSignature,
  TSType,
  TSTypeName,
} from '@oxc-project/types';
import type { Json, JsonObject } from '../../text/json.ts';
import { Cursor } from '../cursor.ts';
import { record } from '../draft.ts';

export interface Declaration {
  readonly kind: 'alias' | 'interface' | 'enum';
  readonly at: Cursor;
  readonly type: TSType | null;
  readonly members: readonly TSSignature[];
  readonly bases: readonly string[];
  /** Of an enum: what each of its names stands for. */
  readonly values: ReadonlyMap<string, string | number>;
  readonly parameters: boolean;
}

export type Scope = Map<string, Declaration>;

export function* declarations(program: Program, root: Cursor): Generator<[string, Declaration]> {
  for (const statement of program.body) {
    const node: Statement | null =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (!node) continue;
    const base = { type: null, members: [], bases: [], values: new Map(), parameters: false };
    const at = (start: number) => new Cursor(null, root.source, root.notices, [`@${start}`]);
    if (node.type === 'TSTypeAliasDeclaration') {
      yield [
        node.id.name,
        {
          ...base,
          kind: 'alias',
          at: at(node.start),
          type: node.typeAnnotation,
          parameters: node.typeParameters != null,
        },
      ];
    } else if (node.type === 'TSInterfaceDeclaration') {
      const bases = node.extends.flatMap(({ expression }) =>
        expression.type === 'Identifier' ? [expression.name] : [],
      );
      yield [
        node.id.name,
        {
          ...base,
          kind: 'interface',
          at: at(node.start),
          members: node.body.body,
          bases,
          parameters: node.typeParameters != null,
        },
      ];
    } else if (node.type === 'TSEnumDeclaration') {
      yield [
        node.id.name,
        { ...base, kind: 'enum', at: at(node.start), values: enumValues(node.body.members) },
      ];
    }
  }
}

function enumValues(members: readonly TSEnumMember[]): Map<string, string | number> {
  const out = new Map<string, string | number>();
  let next = 0;
  for (const { id, initializer } of members) {
    const given = initializer?.type === 'Literal' ? initializer.value : null;
    const value = typeof given === 'string' || typeof given === 'number' ? given : next;
    next = (typeof value === 'number' ? value : next) + 1;
    const name =
      id.type === 'Identifier'
        ? id.name
        : id.type === 'Literal'
          ? id.value
          : (id.quasis[0]?.value.cooked ?? null);
    if (name !== null) out.set(name, value);
  }
  return out;
}

/** Types as JSON Schemas. */
export class Types {
  readonly #open: string[] = [];

  constructor(readonly scope: Scope) {}

  schema(type: TSType, at: Cursor): JsonObject {
    switch (type.type) {
      case 'TSStringKeyword':
        return { type: 'string' };
      case 'TSNumberKeyword':
        return { type: 'number' };
      case 'TSBigIntKeyword':
        return { type: 'integer' };
      case 'TSBooleanKeyword':
        return { type: 'boolean' };
      case 'TSNullKeyword':
        return { type: 'null' };
      case 'TSObjectKeyword':
        return { type: 'object' };
      case 'TSAnyKeyword':
      case 'TSUnknownKeyword':
      case 'TSUndefinedKeyword':
      case 'TSVoidKeyword':
        return {};
      case 'TSNeverKeyword':
        return { not: {} };
      case 'TSParenthesizedType':
        return this.schema(type.typeAnnotation, at);
      case 'TSTypeOperator':
        return type.operator === 'readonly' ? this.schema(type.typeAnnotation, at) : this.#unknown(type, at);
      case 'TSArrayType':
        return { type: 'array', items: this.schema(type.elementType, at) };
      case 'TSTupleType':
        return {
          type: 'array',
          prefixItems: type.elementTypes.map((each) =>
            'label' in each || each.type === 'TSRestType' || each.type === 'TSOptionalType'
              ? {}
              : this.schema(each as TSType, at),
          ),
        };
      case 'TSLiteralType':
        return literal(type.literal as Expression) ?? this.#unknown(type, at);
      case 'TSTemplateLiteralType':
        return { type: 'string' };
      case 'TSUnionType':
        return this.#union(type.types, at);
      case 'TSIntersectionType':
        return this.#intersection(type.types, at);
      case 'TSTypeLiteral':
        return this.object(type.members, at);
      case 'TSTypeReference':
        return this.#reference(type, at);
      default:
        return this.#unknown(type, at);
    }
  }

  object(members: readonly TSSignature[], at: Cursor): JsonObject {
    const properties = record();
    const required: string[] = [];
    let additional: Json = false;
    for (const member of members) {
      if (member.type === 'TSIndexSignature')
        additional = this.schema(member.typeAnnotation.typeAnnotation, at);
      if (member.type !== 'TSPropertySignature' || member.computed) continue;
      const name = keyName(member.key);
      if (name === null || !member.typeAnnotation) continue;
      const type = member.typeAnnotation.typeAnnotation;
      const description = this.#comment(member.start, at);
      properties[name] = record({ description, ...this.schema(type, at) });
      if (!member.optional && !allowsUndefined(type)) required.push(name);
    }
    return record({
      type: 'object',
      properties,
      required: required.length > 0 ? required : undefined,
      additionalProperties: isEmpty(additional) ? true : additional,
    });
  }

  /** The JSDoc line right above. */
  #comment(start: number, at: Cursor): string | undefined {
    const before = at.source.text.slice(0, start).trimEnd();
    if (!before.endsWith('*/')) return undefined;
    const open = before.lastIndexOf('/**');
    if (open < 0) return undefined;
    const text = before
      .slice(open + 3, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\*? ?/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('@'))
      .join(' ');
    return text === '' ? undefined : text;
  }

  #union(types: readonly TSType[], at: Cursor): JsonObject {
    const kept = types.filter((type) => type.type !== 'TSUndefinedKeyword' && type.type !== 'TSVoidKeyword');
    const schemas = kept.map((type) => this.schema(type, at));
    const [only] = schemas;
    if (schemas.length === 1 && only) return only;
    const values = schemas.flatMap((schema) =>
      'const' in schema
        ? [schema['const'] ?? null]
        : Array.isArray(schema['enum'])
          ? schema['enum']
          : [undefined],
    );
    if (values.every((value) => value !== undefined))
      return withTypes({ enum: [...new Set(values as Json[])] });
    const names = schemas.map((schema) => schema['type']);
    const plain = schemas.every(
      (schema) => Object.keys(schema).length === 1 && typeof schema['type'] === 'string',
    );
    if (plain) return { type: [...new Set(names as string[])] };
    if (schemas.some((schema) => Object.keys(schema).length === 0)) return {};
    // `'a' | 'b' | null` has a null beside values.
    const literals = schemas.filter(
      (schema) => 'const' in schema || 'enum' in schema || schema['type'] === 'null',
    );
    if (literals.length === schemas.length) {
      const all = literals.flatMap((schema) =>
        schema['type'] === 'null' && !('enum' in schema)
          ? [null]
          : 'const' in schema
            ? [schema['const'] ?? null]
            : (schema['enum'] as readonly Json[]),
      );
      return withTypes({ enum: [...new Set(all)] });
    }
    return { anyOf: schemas };
  }

  #intersection(types: readonly TSType[], at: Cursor): JsonObject {
    const schemas = types.map((type) => this.schema(type, at));
    const objects = schemas.every((schema) => schema['type'] === 'object');
    if (!objects) return { allOf: schemas };
    return joinObjects(schemas);
  }

  #reference(type: Extract<TSType, { type: 'TSTypeReference' }>, at: Cursor): JsonObject {
    const name = typeName(type.typeName);
    const parameters = type.typeArguments?.params ?? [];
    const [first, second] = parameters;
    switch (name) {
      case 'Array':
      case 'ReadonlyArray':
      case 'Set':
        return first ? { type: 'array', items: this.schema(first, at) } : { type: 'array' };
      case 'Record':
        if (second?.type === 'TSNeverKeyword') return { type: 'object', additionalProperties: false };
        return second
          ? { type: 'object', additionalProperties: this.schema(second, at) }
          : { type: 'object' };
      case 'Date':
        return { type: 'string', format: 'date-time' };
      case 'Readonly':
      case 'Required':
        return first ? this.schema(first, at) : {};
      case 'Partial': {
        const { required: _, ...rest } = first ? this.schema(first, at) : {};
        return rest;
      }
    }
    const [head, ...member] = name.split('.');
    const declaration =
      this.scope.get(name) ?? (member.length === 1 && head !== undefined ? this.scope.get(head) : undefined);
    if (!declaration || declaration.parameters) return this.#unknown(type, at);
    if (declaration.kind === 'enum' && member[0] !== undefined) {
      const value = declaration.values.get(member[0]);
      return value === undefined ? this.#unknown(type, at) : withTypes({ enum: [value] });
    }
    if (this.#open.includes(name)) {
      lose(at, type.start, name, 'a type that holds itself; a plan\u2019s shapes do not recur');
      return {};
    }
    this.#open.push(name);
    const schema = this.declared(declaration);
    this.#open.pop();
    return schema;
  }

  declared(declaration: Declaration): JsonObject {
    if (declaration.kind === 'enum') return withTypes({ enum: [...new Set(declaration.values.values())] });
    if (declaration.type) return this.schema(declaration.type, declaration.at);
    const own = this.object(declaration.members, declaration.at);
    const bases = declaration.bases.flatMap((name) => {
      const base = this.scope.get(name);
      return base && !this.#open.includes(name) ? [this.declared(base)] : [];
    });
    return bases.length === 0 ? own : joinObjects([...bases, own]);
  }

  #unknown(type: TSType, at: Cursor): JsonObject {
    const text = at.source.text.slice(type.start, type.end).replace(/\s+/g, ' ').slice(0, 60);
    lose(at, type.start, text, 'a type that only the compiler could work out; any value is allowed');
    return {};
  }
}

export function lose(at: Cursor, offset: number, field: string, why: string): void {
  at.notices.push({
    kind: 'loss',
    source: at.source,
    steps: [`@${offset}`],
    subject: at.subject,
    field,
    why,
  });
}

function joinObjects(schemas: readonly JsonObject[]): JsonObject {
  const properties = record();
  const required = new Set<Json>();
  for (const schema of schemas) {
    Object.assign(properties, schema['properties']);
    if (Array.isArray(schema['required'])) for (const name of schema['required']) required.add(name);
  }
  return record({
    type: 'object',
    properties,
    required: required.size > 0 ? [...required] : undefined,
    additionalProperties: !schemas.every((schema) => schema['additionalProperties'] === false),
  });
}

export function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Values of one type say it. */
function withTypes(schema: { enum: readonly Json[] }): JsonObject {
  const types = [...new Set(schema.enum.map((value) => (value === null ? 'null' : typeof value)))];
  if (schema.enum.length === 1) return record({ type: types[0], const: schema.enum[0] });
  return record({ type: types.length === 1 ? types[0] : types, enum: schema.enum });
}

export function literal(expression: Expression): JsonObject | null {
  if (expression.type === 'Literal' && !(expression.value instanceof RegExp)) {
    const { value } = expression;
    if (value === null) return { type: 'null' };
    if (typeof value !== 'bigint') return { type: typeof value, const: value };
  }
  if (expression.type === 'TemplateLiteral' && expression.quasis.length === 1) {
    return { type: 'string', const: expression.quasis[0]?.value.cooked ?? '' };
  }
  if (
    expression.type === 'UnaryExpression' &&
    expression.argument.type === 'Literal' &&
    typeof expression.argument.value === 'number'
  ) {
    return { type: 'number', const: -expression.argument.value };
  }
  return null;
}

function allowsUndefined(type: TSType): boolean {
  return (
    type.type === 'TSUndefinedKeyword' || (type.type === 'TSUnionType' && type.types.some(allowsUndefined))
  );
}

export function keyName(key: Key): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number')
    ? String(key.value)
    : null;
}

export function typeName(name: TSTypeName): string {
  if (name.type === 'Identifier') return name.name;
  return name.type === 'TSQualifiedName' ? `${typeName(name.left)}.${name.right.name}` : 'this';
}
