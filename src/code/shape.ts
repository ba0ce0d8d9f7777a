import type { Expression } from 'oxc-parser';
import type { CallProperty } from '../evidence/call-site.ts';
import { invoke } from './calls.ts';
import { evaluate, force } from './evaluate.ts';
import type { Module } from './module.ts';
import { mergeObject } from './objects.ts';
import { lookup } from './scope.ts';
import {
  alternatives,
  type Env,
  type Frame,
  isNothing,
  type Operand,
  type Property,
  pathText,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

/** The keys of a payload, as far as they can be told. */
export interface Shape {
  readonly properties: readonly CallProperty[];
  /** Keys that a wrapper puts in beside what the call gives. */
  readonly added: readonly CallProperty[];
  readonly open: boolean;
  readonly why: string | null;
}

const LITERAL_CAP = 24;

/** Steps that the types of one property are worth. */
const TYPE_STEPS = 1200;

/**
 * Reads a payload. `own` tells the call's own keys from those its wrappers add: theirs are written while
 * the wrapper's frame is under way.
 */
export function shapeOf(
  value: Value,
  world: World,
  position: (module: Module, start: number) => { line: number; column: number },
): Shape {
  const payload = resolveLazy(value, world);
  const options = alternatives(payload).filter((one) => !isNothing(one));
  const objects = options.filter((one): one is Extract<Value, { kind: 'object' }> => one.kind === 'object');
  const others = options.filter((one) => one.kind !== 'object');
  const sometimes = options.length < alternatives(payload).length || others.length > 0;
  const names = new Map<string, Property[]>();
  for (const object of objects)
    for (const [key, property] of object.properties) names.set(key, [...(names.get(key) ?? []), property]);
  const properties: CallProperty[] = [];
  const added: CallProperty[] = [];
  for (const [name, places] of names) {
    const first = places[0];
    if (!first) continue;
    const always = !sometimes && places.length === objects.length && places.every((place) => !place.optional);
    const property: CallProperty = {
      name,
      presence: always ? 'always' : 'optional',
      ...content(places, world),
      file: first.module.path,
      ...position(first.module, first.start),
    };
    (first.frame === null || first.frame.depth === 0 || !insideWrapper(first.frame)
      ? properties
      : added
    ).push(property);
  }
  const open =
    objects.some((object) => object.rest.length > 0) ||
    others.some((one) => one.kind !== 'literal' && one.kind !== 'text');
  const unknowns = [...objects.flatMap((object) => object.rest), ...others].find(
    (one) => one.kind === 'unknown',
  );
  return {
    properties,
    added,
    open,
    why: open ? (unknowns?.kind === 'unknown' ? unknowns.why : 'a payload that comes from elsewhere') : null,
  };
}

/** Frames of wrappers are marked so while a call is read through them. */
function insideWrapper(frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.up) if (at.wrapper) return true;
  return false;
}

/** A payload may be a function that is called later, or a list of one. */
function resolveLazy(value: Value, world: World): Value {
  if (value.kind === 'function') return resolveLazy(invoke(value, [], world), world);
  if (value.kind === 'union' && value.of.some((one) => one.kind === 'function')) {
    const resolved = value.of.map((one) => (one.kind === 'function' ? invoke(one, [], world) : one));
    return { kind: 'union', of: resolved.flatMap(alternatives) };
  }
  return value.kind === 'instance'
    ? mergeObject({ kind: 'object', properties: new Map(), rest: [] }, value, false)
    : value;
}

function content(
  places: readonly Property[],
  world: World,
): Pick<CallProperty, 'types' | 'values' | 'source'> {
  const types = new Set<string>();
  const values: (string | number | boolean | null)[] = [];
  let closed = true;
  let source: string | null = null;
  for (const place of places) {
    const operands = eachOf(place.operand);
    for (const operand of operands) source ??= 'node' in operand ? sourceOf(operand) : null;
    for (const one of operands.flatMap((operand) => alternatives(typed(operand, world)))) {
      if (one.kind === 'literal' && one.value !== undefined) {
        types.add(one.value === null ? 'null' : typeof one.value);
        if (!values.includes(one.value)) values.push(one.value);
      } else {
        const type = typeOf(one);
        if (type === 'nothing') continue;
        closed = false;
        types.add(type ?? 'unknown');
      }
    }
  }
  const sure = !types.has('unknown');
  return {
    types: sure ? [...types].sort() : [],
    values: closed && values.length > 0 && values.length <= LITERAL_CAP ? values : null,
    source,
  };
}

function eachOf(operand: Operand): readonly Operand[] {
  return 'any' in operand ? operand.any.flatMap(eachOf) : [operand];
}

function sourceOf(operand: Extract<Operand, { node: unknown }>): string | null {
  return pathText(operand.node);
}

/**
 * Whether a value may show in the code: literals, constants and what is made of them. Anything else is not
 * followed for its type alone, as that would read half the project.
 */
function mayShow(node: Expression, env: Env, depth = 0): boolean {
  switch (node.type) {
    case 'Identifier': {
      const binding = lookup(node.name, env.scope);
      if (!binding) return node.name === 'undefined';
      if (binding.kind === 'import') return /^[A-Z]/.test(node.name);
      if (binding.kind === 'parameter') return env.frame !== null;
      return (
        binding.kind === 'variable' &&
        binding.init !== null &&
        binding.steps.length === 0 &&
        depth < 3 &&
        mayShow(binding.init, { scope: binding.scope, frame: env.frame }, depth + 1)
      );
    }
    case 'MemberExpression':
      return (
        /^[A-Z]/.test(pathText(node) ?? '') ||
        (node.property.type === 'Identifier' && node.property.name === 'length')
      );
    case 'ConditionalExpression':
      return mayShow(node.consequent, env, depth) || mayShow(node.alternate, env, depth);
    case 'LogicalExpression':
      return mayShow(node.left, env, depth) || mayShow(node.right, env, depth);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return mayShow(node.expression, env, depth);
    case 'Literal':
    case 'UnaryExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true;
    default:
      return false;
  }
}

/** Types that the form of an expression shows. */
function formOf(node: Expression): Value {
  if (node.type === 'TemplateLiteral') return unknown('a text', [], 'string');
  if (node.type === 'BinaryExpression' && node.operator !== '+')
    return unknown('a computed value', [], /^[=!<>]|^in/.test(node.operator) ? 'boolean' : 'number');
  return unknown('a value that is not followed');
}

function typed(operand: Operand, world: World): Value {
  // Each has its own budget: a value that leads through half a project leaves the next one its steps.
  world.steps = TYPE_STEPS;
  if ('node' in operand && !mayShow(operand.node, operand.env)) return formOf(operand.node);
  return 'node' in operand ? evaluate(operand.node, operand.env, world) : force(operand, world);
}

function typeOf(value: Value): string | null {
  switch (value.kind) {
    case 'text':
      return 'string';
    case 'literal':
      return 'nothing';
    case 'object':
      return 'object';
    case 'list':
      return 'array';
    case 'unknown':
      return value.type;
    default:
      return null;
  }
}
