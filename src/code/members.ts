import type { Class } from 'oxc-parser';
import { matchesGlob } from '../text/glob.ts';
import { bindingValue, exportedValue, frameOf } from './bindings.ts';
import { invoke } from './calls.ts';
import { evaluate, force, refine } from './evaluate.ts';
import type { Module } from './module.ts';
import { keyName, patternType } from './pattern.ts';
import { typeValue } from './types.ts';
import {
  alternatives,
  type Env,
  isNothing,
  literal,
  MAX_NAMES,
  type Property,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

/** `value.key`. */
export function member(value: Value, key: string, env: Env, world: World): Value {
  switch (value.kind) {
    case 'union':
      return union(
        value.of
          .filter((one) => !(one.kind === 'literal' && one.value == null))
          .map((one) => member(one, key, env, world)),
      );
    case 'object': {
      const property = value.properties.get(key);
      if (property) {
        const found = force(property.operand, world);
        return property.optional ? union([found, UNDEFINED]) : found;
      }
      if (value.rest.length === 0) return UNDEFINED;
      return union(value.rest.map((rest) => member(rest, key, env, world)));
    }
    case 'list': {
      const index = Number(key);
      const item = value.items[index];
      if (item && !value.open) return force(item, world);
      return unknown(`${key} of a list`, [], key === 'length' ? 'number' : null);
    }
    case 'enum':
      return enumMember(value, key, world);
    case 'module':
      return exportedValue(world.project.exported(value.module, key), world);
    case 'scope': {
      const binding = value.scope.bindings.get(key);
      return binding
        ? bindingValue(binding, key, Number.MAX_SAFE_INTEGER, { scope: value.scope, frame: null }, world)
        : unknown(`${key} is not in the namespace`);
    }
    case 'class':
      return (
        classMember(value.node, value.module, key, true, value.env, world) ??
        unknown(`${key} is no static member`)
      );
    case 'instance':
      return (
        classMember(value.node, value.module, key, false, value.env, world) ??
        unknown(`${key} is no member of its class`)
      );
    case 'interface':
    case 'shape':
      return signature(value, key, world);
    case 'outside':
      return value.path.length > 12 ? unknown('a long path') : { ...value, path: [...value.path, key] };
    case 'context':
      return unknown('a part of a context');
    case 'input': {
      const typed = value.typed ? member(value.typed, key, env, world) : null;
      const holds = typed !== null && ofKind(typed, HOLDERS) !== null;
      const called = typed && !holds ? ofKind(typed, ['function', 'outside', 'signature']) : null;
      if (called) return called;
      return {
        ...value,
        path: [...value.path, key],
        typed: holds ? ofKind(typed, [...HOLDERS, 'outside']) : null,
        label: `${value.label}.${key}`,
      };
    }
    case 'unknown':
      return unknown(value.why, value.from);
    case 'function':
      return unknown(`${key} of a function`);
    case 'literal':
      // What is perhaps not given has no members either: `options?.name`.
      if (value.value == null) return UNDEFINED;
      return unknown(`${key} of a literal`, [value], key === 'length' ? 'number' : null);
    default:
      return unknown(`${key} of a ${value.kind}`, [value], key === 'length' ? 'number' : null);
  }
}

/** What has members that calls are made on. */
const HOLDERS: readonly Value['kind'][] = ['instance', 'interface', 'shape'];

/** Those of the alternatives that are of some kinds; null when none is. */
function ofKind(value: Value, kinds: readonly Value['kind'][]): Value | null {
  const found = alternatives(value).filter((one) => kinds.includes(one.kind));
  return found.length > 0 ? union(found) : null;
}

/** `value[key]`: every member, where the key is not known and the object is. */
export function computed(value: Value, key: Value, env: Env, world: World): Value {
  const keys = alternatives(key);
  if (keys.every((one) => one.kind === 'literal'))
    return union(
      keys.map((one) => member(value, String(one.kind === 'literal' ? one.value : ''), env, world)),
    );
  const named = keys.map((one) => (one.kind === 'text' ? membersLike(value, one.parts, world) : null));
  if (named.every((one) => one !== null && one.length > 0)) return union(named.flatMap((one) => one ?? []));
  const members = allMembers(value, world);
  if (members && members.length > 0 && members.length <= MAX_NAMES) return union(members);
  return unknown('a member chosen at run time', [key, value]);
}

/** `EVENTS[`GO_${screen}`]`: the members whose keys the text can be, where it says something of them. */
function membersLike(value: Value, parts: readonly (string | Value)[], world: World): Value[] | null {
  const pattern = parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  const keys = keysOf(value)?.filter((key) => matchesGlob(key, pattern));
  if (!keys || keys.length > MAX_NAMES) return null;
  return keys.map((key) =>
    value.kind === 'enum'
      ? enumMember(value, key, world)
      : force((value.kind === 'object' && value.properties.get(key)?.operand) || { value: UNDEFINED }, world),
  );
}

function keysOf(value: Value): string[] | null {
  if (value.kind === 'object' && value.rest.length === 0) return [...value.properties.keys()];
  if (value.kind === 'enum') return value.node.body.members.flatMap((one) => keyName(one.id, false) ?? []);
  return null;
}

function allMembers(value: Value, world: World): Value[] | null {
  if (value.kind === 'object' && value.rest.length === 0)
    return value.properties.size > MAX_NAMES
      ? null
      : [...value.properties.values()].map((property) => force(property.operand, world));
  if (value.kind === 'enum')
    return value.node.body.members.length > MAX_NAMES
      ? null
      : value.node.body.members.map((one) => enumMember(value, keyName(one.id, false) ?? '', world));
  if (value.kind === 'list' && !value.open)
    return value.items.length > MAX_NAMES ? null : value.items.map((item) => force(item, world));
  return null;
}

function enumMember(value: Extract<Value, { kind: 'enum' }>, key: string, world: World): Value {
  let number = 0;
  for (const one of value.node.body.members) {
    const name = keyName(one.id, false);
    if (one.initializer) {
      const given =
        name === key || one.initializer.type === 'Literal'
          ? evaluate(one.initializer, value.env, world)
          : UNDEFINED;
      if (name === key) return given;
      number = given.kind === 'literal' && typeof given.value === 'number' ? given.value + 1 : number + 1;
    } else {
      if (name === key) return literal(number);
      number++;
    }
  }
  return unknown(`the enum has no ${key}`);
}

/** A member of a class or of what it extends; null when there is none. */
function classMember(
  node: Class,
  module: Module,
  key: string,
  isStatic: boolean,
  env: Env,
  world: World,
  depth = 0,
): Value | null {
  const place = module.classes.get(node);
  const here: Env = { scope: place?.inner ?? module.top, frame: env.frame };
  for (const one of node.body.body) {
    if (one.type === 'StaticBlock' || one.type === 'TSIndexSignature') continue;
    if (one.type === 'MethodDefinition' && one.kind === 'constructor') {
      if (!isStatic)
        for (const [index, parameter] of one.value.params.entries())
          if (parameter.type === 'TSParameterProperty') {
            const inner = parameter.parameter;
            const name =
              inner.type === 'AssignmentPattern'
                ? inner.left.type === 'Identifier'
                  ? inner.left.name
                  : null
                : inner.type === 'Identifier'
                  ? inner.name
                  : null;
            const given = frameOf(one.value, env.frame)?.args[index];
            if (name === key && given) return force(given, world);
            if (name === key)
              return refine(unknown(`${key} is given to the constructor`), patternType(inner), here, world);
          }
      continue;
    }
    if (one.static !== isStatic) continue;
    const name = keyName(one.key, one.computed) ?? computedName(one, here, world);
    if (name !== key) continue;
    if (one.type === 'MethodDefinition' || one.type === 'TSAbstractMethodDefinition') {
      if (!one.value.body && one.value.type !== 'TSEmptyBodyFunctionExpression') continue;
      const method: Value = { kind: 'function', node: one.value, module, env: here };
      return one.kind === 'get' ? invoke(method, [], world) : method;
    }
    const given = one.value ? evaluate(one.value, here, world) : UNDEFINED;
    const assigned = isNothing(given) && !isStatic ? fieldWrite(node, module, key, here, world) : given;
    const type = 'typeAnnotation' in one ? one.typeAnnotation : null;
    return type ? refine(assigned, type.typeAnnotation, here, world) : assigned;
  }
  const written = isStatic
    ? null
    : module.fields.some((field) => field.owner === node && field.name === key)
      ? fieldWrite(node, module, key, here, world)
      : null;
  if (written) return written;
  if (!node.superClass || depth > 12) return null;
  // `class Cart extends Component<Props>`
  const [props] = key === 'props' && !isStatic ? (node.superTypeArguments?.params ?? []) : [];
  if (props) {
    const typed = typeValue(props, { scope: place?.outer ?? module.top, frame: null }, world);
    if (ofKind(typed, HOLDERS)) return typed;
  }
  const parent = evaluate(node.superClass, { scope: place?.outer ?? module.top, frame: null }, world);
  if (parent.kind === 'class')
    return classMember(parent.node, parent.module, key, isStatic, parent.env, world, depth + 1);
  return parent.kind === 'outside' ? { ...parent, path: [...parent.path, key] } : null;
}

/** An object that is made of a class, as what a spread takes of it: its fields. */
export function fieldsOf(value: Value, world: World): Value {
  if (value.kind === 'union') return union(value.of.map((one) => fieldsOf(one, world)));
  if (value.kind !== 'instance') return value;
  const { node, module, env } = value;
  const properties = new Map<string, Property>();
  for (const name of fieldNames(node, module)) {
    const found = classMember(node, module, name, false, env, world);
    if (found)
      properties.set(name, {
        operand: { value: found },
        optional: false,
        module,
        start: node.start,
        frame: env.frame,
      });
  }
  return { kind: 'object', properties, rest: node.superClass ? [unknown('what its parent has')] : [] };
}

function fieldNames(node: Class, module: Module): ReadonlySet<string> {
  const names = new Set(module.fields.filter(({ owner }) => owner === node).map(({ name }) => name));
  for (const one of node.body.body) {
    if (one.type === 'PropertyDefinition' && !one.static) {
      const name = keyName(one.key, one.computed);
      if (name !== null && one.value && !/Function/.test(one.value.type)) names.add(name);
    }
    if (one.type === 'MethodDefinition' && one.kind === 'constructor')
      for (const parameter of one.value.params)
        if (parameter.type === 'TSParameterProperty') {
          const inner = parameter.parameter;
          const pattern = inner.type === 'AssignmentPattern' ? inner.left : inner;
          if (pattern.type === 'Identifier') names.add(pattern.name);
        }
  }
  return names;
}

function computedName(
  one: { readonly key: object; readonly computed?: boolean },
  env: Env,
  world: World,
): string | null {
  if (!one.computed) return null;
  const value = evaluate(one.key as never, env, world);
  return value.kind === 'literal' ? String(value.value) : null;
}

/** What the class itself puts into a field that has no initial value. */
function fieldWrite(owner: Class, module: Module, key: string, env: Env, world: World): Value {
  const values = module.fields.filter((field) => field.owner === owner && field.name === key);
  if (values.length === 0 || values.length > 8) return unknown(`${key} is set elsewhere`);
  return union(
    values
      .map((field) => evaluate(field.value, { scope: field.scope, frame: env.frame }, world))
      .filter((one) => one.kind !== 'literal' || one.value !== null),
  );
}

/** What an interface or an object type says of a member. */
function signature(value: Extract<Value, { kind: 'interface' | 'shape' }>, key: string, world: World): Value {
  const label =
    value.kind === 'interface'
      ? `${value.node.id.name} ${value.env.scope.module.path.split('/').slice(-2).join(' ')}`
      : value.env.scope.module.path.split('/').slice(-2).join(' ');
  const members = value.kind === 'interface' ? value.node.body.body : value.node.members;
  for (const one of members) {
    if (one.type === 'TSPropertySignature' && keyName(one.key, one.computed) === key) {
      if (!one.typeAnnotation) return unknown(`${key} has no type`);
      const type = one.typeAnnotation.typeAnnotation;
      if (type.type === 'TSFunctionType')
        return {
          kind: 'signature',
          key: one,
          label,
          returns: type.returnType?.typeAnnotation ?? null,
          env: value.env,
        };
      return typeValue(type, value.env, world);
    }
    if (one.type === 'TSMethodSignature' && keyName(one.key, one.computed) === key)
      return {
        kind: 'signature',
        key: one,
        label,
        returns: one.returnType?.typeAnnotation ?? null,
        env: value.env,
      };
  }
  if (value.kind === 'interface')
    for (const parent of value.node.extends ?? []) {
      const found = member(evaluate(parent.expression, value.env, world), key, value.env, world);
      if (found.kind !== 'unknown') return found;
      if (parent.expression.type === 'Identifier') {
        const typed = typeValue(
          {
            type: 'TSTypeReference',
            typeName: parent.expression,
            typeArguments: null,
            start: 0,
            end: 0,
          } as never,
          value.env,
          world,
        );
        const inherited = typed.kind === 'unknown' ? typed : member(typed, key, value.env, world);
        if (inherited.kind !== 'unknown') return inherited;
      }
    }
  return unknown(`${key} is not in the type`);
}
