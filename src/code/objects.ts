import type { ObjectExpression } from 'oxc-parser';
import { evaluate, force } from './evaluate.ts';
import { fieldsOf } from './members.ts';
import { keyName } from './pattern.ts';
import {
  alternatives,
  type Env,
  isNothing,
  type Operand,
  type Property,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

type ObjectValue = Extract<Value, { kind: 'object' }>;
type Where = Omit<Property, 'operand'>;

/** An object literal: later keys win, spreads bring what is known of them. */
export function objectOf(node: ObjectExpression, env: Env, world: World): Value {
  // Tables of thousands of names are asked for once a call: what no call decides is made once.
  if (env.frame !== null || !node.properties.every(isPlain)) return made(node, env, world);
  let value = world.objects.get(node);
  if (!value) {
    value = made(node, env, world);
    world.objects.set(node, value);
  }
  return value;
}

function isPlain(property: ObjectExpression['properties'][number]): boolean {
  return property.type === 'Property' && !property.computed;
}

function made(node: ObjectExpression, env: Env, world: World): Value {
  const properties = new Map<string, Property>();
  const rest: Value[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spread(properties, rest, fieldsOf(evaluate(property.argument, env, world), world), false);
      continue;
    }
    const where: Where = {
      optional: false,
      module: env.scope.module,
      start: property.start,
      frame: env.frame,
    };
    const operand: Operand =
      property.kind === 'get' && property.value.type === 'FunctionExpression'
        ? { value: unknown('a getter') }
        : { node: property.value, env };
    const key = keyName(property.key, property.computed);
    if (key !== null) put(properties, key, { ...where, operand });
    else {
      const value = property.computed ? evaluate(property.key as never, env, world) : UNDEFINED;
      const names = alternatives(value);
      for (const name of names)
        if (name.kind === 'literal')
          put(properties, String(name.value), { ...where, optional: names.length > 1, operand });
        else rest.push(unknown('a computed key', [name]));
    }
  }
  return { kind: 'object', properties, rest };
}

function put(properties: Map<string, Property>, key: string, property: Property): void {
  const before = properties.get(key);
  // A key that the call wrote stays the call's, also where a wrapper puts another value into it.
  const place = before && property.frame?.wrapper && !before.frame?.wrapper ? before : property;
  const { module, start, frame } = place;
  // What may or may not be written over keeps what was there.
  const optional = property.optional && !(before && !before.optional);
  const operand = before && property.optional ? anyOf([before.operand, property.operand]) : property.operand;
  properties.set(key, { operand, optional, module, start, frame });
}

/** Adds what a spread or `Object.assign` brings. */
export function spread(
  properties: Map<string, Property>,
  rest: Value[],
  value: Value,
  optional: boolean,
): void {
  const options = alternatives(value);
  const objects = options.filter((one): one is ObjectValue => one.kind === 'object');
  for (const one of options) {
    if (one.kind === 'object') rest.push(...one.rest);
    else if (!isNothing(one) && one.kind !== 'literal' && one.kind !== 'text') {
      rest.push(
        one.kind === 'unknown' || one.kind === 'input' ? one : unknown('a spread that is not known', [one]),
      );
    }
  }
  const everywhere = !optional && objects.length === options.length;
  for (const key of new Set(objects.flatMap((one) => [...one.properties.keys()]))) {
    const places = objects.map((one) => one.properties.get(key)).filter((place) => place !== undefined);
    const [first] = places;
    if (!first) continue;
    const sure = places.length === objects.length && places.every((place) => !place.optional);
    put(properties, key, {
      ...first,
      operand: anyOf(places.map((place) => place.operand)),
      optional: !(everywhere && sure),
    });
  }
}

function anyOf(operands: readonly Operand[]): Operand {
  const [only] = operands;
  return operands.length === 1 && only ? only : { any: operands };
}

export function mergeObject(base: Value, added: Value, optional: boolean): Value {
  return union(
    alternatives(base).map((one): Value => {
      const { properties, rest } = open(one);
      spread(properties, rest, added, optional);
      return { kind: 'object', properties, rest };
    }),
  );
}

/** `value.a.b = operand`. A key that is not known makes the object open. */
export function setKey(
  value: Value,
  keys: readonly (string | null)[],
  operand: Operand,
  where: Where,
  world: World,
): Value {
  const [key, ...deeper] = keys;
  if (key === undefined) return value;
  return union(
    alternatives(value).map((one): Value => {
      if (isNothing(one)) return one;
      const { properties, rest } = open(one);
      if (key === null) rest.push(unknown('a computed key'));
      else if (deeper.length === 0) put(properties, key, { ...where, operand });
      else {
        const inner = properties.get(key);
        const before: Value = inner
          ? force(inner.operand, world)
          : { kind: 'object', properties: new Map(), rest: [] };
        const after = setKey(before, deeper, operand, where, world);
        properties.set(key, { ...(inner ?? where), operand: { value: after } });
      }
      return { kind: 'object', properties, rest };
    }),
  );
}

export function removeKey(value: Value, key: string): Value {
  if (value.kind === 'union') return union(value.of.map((one) => removeKey(one, key)));
  if (value.kind !== 'object') return value;
  const properties = new Map(value.properties);
  properties.delete(key);
  return { ...value, properties };
}

function open(value: Value): { properties: Map<string, Property>; rest: Value[] } {
  if (value.kind === 'object') return { properties: new Map(value.properties), rest: [...value.rest] };
  return { properties: new Map(), rest: isNothing(value) || value.kind === 'literal' ? [] : [value] };
}
