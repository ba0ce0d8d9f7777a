import type { TSType, TSTypeName } from 'oxc-parser';
import { exportedValue } from './bindings.ts';
import { invoke } from './calls.ts';
import { evaluate } from './evaluate.ts';
import type { Module, Scope } from './module.ts';
import { lookup } from './scope.ts';
import { isTracking } from './sinks.ts';
import { type Env, literal, union, unknown, type Value } from './value.ts';
import type { World } from './world.ts';

/** Generic types that hold what they are given: a promise of a tracker is used like a tracker. */
const TRANSPARENT = new Set([
  'Promise',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Awaited',
  'Omit',
  'Pick',
  'Ref',
  'ComputedRef',
  'ShallowRef',
  'Writable',
  'Signal',
  'DeepPartial',
]);

/** What a value of this type is: enough to know which function a call on it reaches. */
export function typeValue(type: TSType, env: Env, world: World, depth = 0): Value {
  if (depth > 12 || world.steps-- <= 0) return unknown('a deep type');
  switch (type.type) {
    case 'TSTypeReference': {
      const [argument] = type.typeArguments?.params ?? [];
      const name =
        type.typeName.type === 'Identifier'
          ? type.typeName.name
          : type.typeName.type === 'TSQualifiedName'
            ? type.typeName.right.name
            : '';
      if (argument && TRANSPARENT.has(name)) return typeValue(argument, env, world, depth + 1);
      if (argument && (name === 'RefObject' || name === 'MutableRefObject')) {
        const current = typeValue(argument, env, world, depth + 1);
        return {
          kind: 'object',
          properties: new Map([
            [
              'current',
              {
                operand: { value: current },
                optional: false,
                module: env.scope.module,
                start: type.start,
                frame: null,
              },
            ],
          ]),
          rest: [],
        };
      }
      if (argument && name === 'ReturnType' && argument.type === 'TSTypeQuery') {
        const func = typeValue(argument, env, world, depth + 1);
        return func.kind === 'function' ? invoke(func, [], world) : unknown('what a function returns');
      }
      return referenced(type.typeName, env, world, depth);
    }
    case 'TSTypeQuery':
      return type.exprName.type === 'Identifier'
        ? evaluate(type.exprName as never, env, world)
        : unknown('the type of an expression');
    case 'TSUnionType': {
      const members = type.types
        .filter((one) => one.type !== 'TSNullKeyword' && one.type !== 'TSUndefinedKeyword')
        .map((one) => typeValue(one, env, world, depth + 1));
      const usable = members.filter((one) => one.kind !== 'unknown');
      const types = new Set(members.map((one) => (one.kind === 'unknown' ? one.type : 'known')));
      if (usable.length > 0 && usable.length === members.length) return union(usable);
      return types.size === 1
        ? (members[0] ?? unknown('a union type'))
        : (usable.find((one) => one.kind !== 'literal') ?? unknown('a union type'));
    }
    case 'TSIntersectionType':
      return (
        type.types
          .map((one) => typeValue(one, env, world, depth + 1))
          .find((one) => one.kind !== 'unknown') ?? unknown('an intersection type')
      );
    case 'TSTypeLiteral':
      return { kind: 'shape', node: type, env };
    case 'TSFunctionType':
      return {
        kind: 'signature',
        key: type,
        label: env.scope.module.path.split('/').slice(-2).join(' '),
        returns: type.returnType?.typeAnnotation ?? null,
        env,
      };
    case 'TSLiteralType':
      if (
        type.literal.type === 'Literal' &&
        ['string', 'number', 'boolean'].includes(typeof type.literal.value)
      )
        return literal(type.literal.value as string | number | boolean);
      return unknown('a literal type');
    case 'TSParenthesizedType':
      return typeValue(type.typeAnnotation, env, world, depth + 1);
    case 'TSTypeOperator':
      return typeValue(type.typeAnnotation, env, world, depth + 1);
    case 'TSStringKeyword':
      return unknown('a text', [], 'string');
    case 'TSNumberKeyword':
      return unknown('a number', [], 'number');
    case 'TSBooleanKeyword':
      return unknown('a boolean', [], 'boolean');
    case 'TSArrayType':
      return unknown('a list', [], 'array');
    case 'TSIndexedAccessType':
      return unknown('a part of a type');
    default:
      return unknown('a type that is not followed');
  }
}

function referenced(name: TSTypeName, env: Env, world: World, depth: number): Value {
  if (name.type === 'ThisExpression') return unknown('the type of `this`');
  if (name.type === 'TSQualifiedName') {
    const left =
      name.left.type === 'Identifier' ? evaluate(name.left as never, env, world) : unknown('a namespace');
    if (left.kind === 'outside')
      return left.module !== null && !isTracking(left.module)
        ? unknown('a type of a package')
        : { ...left, path: [...left.path, name.right.name] };
    return left.kind === 'module'
      ? exportedType(left.module, name.right.name, world, depth)
      : unknown('a type of a namespace');
  }
  return typeNamed(name.name, env.scope, world, depth);
}

function typeNamed(name: string, scope: Scope, world: World, depth: number): Value {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const found = at.types?.get(name);
    if (found?.kind === 'interface')
      return { kind: 'interface', node: found.node, env: { scope: found.scope, frame: null } };
    if (found?.kind === 'alias')
      return typeValue(found.node.typeAnnotation, { scope: found.scope, frame: null }, world, depth + 1);
    if (at.bindings.has(name)) break;
  }
  const binding = lookup(name, scope);
  if (!binding) return unknown(`the type ${name} is not known`);
  if (binding.kind === 'class')
    return {
      kind: 'instance',
      node: binding.node,
      module: binding.scope.module,
      env: { scope: binding.scope, frame: null },
    };
  if (binding.kind !== 'import') return unknown(`${name} is no type that calls are made on`);
  const target = world.project.resolve(scope.module.path, binding.source);
  if (target.kind === 'package')
    return isTracking(target.name)
      ? { kind: 'outside', module: target.name, path: binding.name === '*' ? [] : [binding.name] }
      : unknown('a type of a package');
  const module = world.project.module(target.path);
  return module
    ? exportedType(module, binding.name, world, depth + 1)
    : unknown('a module that was not read');
}

/** A type that another module exports: through barrels, like a value. */
function exportedType(module: Module, name: string, world: World, depth: number): Value {
  if (depth > 24) return unknown('a long chain of exports');
  const ref = module.exports.get(name);
  if (module.top.types?.has(ref?.kind === 'local' ? ref.name : name))
    return typeNamed(ref?.kind === 'local' ? ref.name : name, module.top, world, depth + 1);
  if (ref?.kind === 'local') return typeNamed(ref.name, module.top, world, depth + 1);
  if (ref?.kind === 'value' || ref?.kind === 'all') {
    const value = exportedValue(world.project.exported(module, name), world);
    return value.kind === 'class'
      ? { kind: 'instance', node: value.node, module: value.module, env: value.env }
      : value;
  }
  const sources = ref
    ? [{ source: ref.source, name: ref.name }]
    : module.stars.map((source) => ({ source, name }));
  let outside: Value | null = null;
  for (const one of sources) {
    const target = world.project.resolve(module.path, one.source);
    if (target.kind === 'package') {
      outside ??= { kind: 'outside', module: target.name, path: [one.name] };
      continue;
    }
    if (!ref && !world.project.mayExport(module, one.source, one.name)) continue;
    const next = world.project.module(target.path);
    const found = next
      ? exportedType(next, one.name, world, depth + 1)
      : unknown('a module that was not read');
    if (found.kind !== 'unknown') return found;
  }
  return outside ?? unknown(`the type ${name} is not exported`);
}
