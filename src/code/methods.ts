import type { Argument, CallExpression } from 'oxc-parser';
import { elementOf } from './bindings.ts';
import { invoke, operands } from './calls.ts';
import { evaluate, force } from './evaluate.ts';
import {
  alternatives,
  concat,
  type Env,
  isNothing,
  literal,
  type Operand,
  union,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

/** Lists that one with parts that may be nothing stands for. */
const MAX_LISTS = 16;

const TEXT_METHODS = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimStart',
  'trimEnd',
  'concat',
  'replace',
  'replaceAll',
  'toString',
  'slice',
  'substring',
  'split',
  'padStart',
  'padEnd',
  'normalize',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'repeat',
]);

/** Methods of texts, lists and functions. Null: not one of these. */
export function builtin(
  object: Value,
  key: string,
  node: CallExpression,
  env: Env,
  world: World,
): Value | null {
  if (object.kind === 'union') {
    const each = object.of.map((one) => builtin(one, key, node, env, world));
    return each.every((one) => one !== null) ? union(each.filter((one) => one !== null)) : null;
  }
  if (object.kind === 'function' && key === 'bind')
    return { ...object, bound: [...(object.bound ?? []), ...operands(node.arguments.slice(1), env)] };
  if (object.kind === 'list') {
    if (key === 'join') {
      const separator = node.arguments[0] ? evaluate(node.arguments[0], env, world) : literal(',');
      if (object.open || separator.kind !== 'literal') return unknown('a joined list', [], 'string');
      return object.items
        .map((item) => force(item, world))
        .reduce(
          (text, item, index) => concat(index === 0 ? text : concat(text, separator), item),
          literal(''),
        );
    }
    if (key === 'filter' && !object.open && isBoolean(node.arguments[0]))
      return withoutNothing(object, world);
    if (key === 'map' || key === 'flatMap') return mapped(object, key, node, env, world);
    if (key === 'concat') return concatenated(object, node, env, world);
    if (key === 'filter' || key === 'slice' || key === 'sort' || key === 'reverse')
      return { ...object, open: true, alike: !object.open || (object.alike ?? false) };
    if (key === 'find' || key === 'at' || key === 'pop' || key === 'shift')
      return elementOf(object, world) ?? unknown('an element of a list');
  }
  // The list is not known, but what is made of its elements is.
  if ((key === 'map' || key === 'flatMap') && ['input', 'unknown', 'outside'].includes(object.kind)) {
    const [first] = node.arguments;
    if (!first || !/FunctionExpression$/.test(first.type)) return null;
    return mapped({ kind: 'list', items: [], open: true }, key, node, env, world);
  }
  if (!TEXT_METHODS.has(key)) return null;
  if (object.kind === 'literal' && typeof object.value === 'string') {
    const args = node.arguments.map((arg) => evaluate(arg, env, world));
    if (args.every((arg) => arg.kind === 'literal'))
      return textCall(
        object.value,
        key,
        args.map((arg) => (arg.kind === 'literal' ? arg.value : null)),
      );
    return key === 'concat'
      ? args.reduce((text, arg) => concat(text, arg), object as Value)
      : unknown(`changed by ${key}()`, args, 'string');
  }
  if (object.kind === 'text' || object.kind === 'unknown' || (object.kind === 'input' && !object.typed))
    return unknown(`changed by ${key}()`, [object], key === 'split' ? 'array' : 'string');
  return null;
}

/** What a function makes of the elements of a list. */
function mapped(
  list: Extract<Value, { kind: 'list' }>,
  key: string,
  { arguments: [first] }: CallExpression,
  env: Env,
  world: World,
): Value {
  const func = first ? evaluate(first, env, world) : null;
  if (func?.kind !== 'function') return { kind: 'list', items: [], open: true };
  const closed = !list.open && list.items.length > 0;
  const given: readonly Operand[] = closed ? list.items : [{ value: unknown('an element of a list') }];
  const made = given.map((item) => invoke(func, [item], world));
  const values =
    key === 'map'
      ? made
      : made.map((value) => (value.kind === 'list' ? (elementOf(value, world) ?? unknown('a list')) : value));
  const open = !closed || key === 'flatMap';
  return { kind: 'list', items: values.map((value) => ({ value })), open, alike: open };
}

function concatenated(
  list: Extract<Value, { kind: 'list' }>,
  { arguments: args }: CallExpression,
  env: Env,
  world: World,
): Value {
  const lists = [list, ...args.map((arg) => evaluate(arg, env, world))];
  const items = lists.flatMap((one) => (one.kind === 'list' ? one.items : []));
  const alike = lists.every((one) => one.kind === 'list' && (!one.open || one.alike === true));
  return { kind: 'list', items, open: true, alike };
}

/** `filter(Boolean)` leaves out what is nothing. */
function isBoolean(test: Argument | undefined): boolean {
  return test?.type === 'Identifier' && test.name === 'Boolean';
}

/** Every list that may be left, up to a few. */
function withoutNothing(list: Extract<Value, { kind: 'list' }>, world: World): Value {
  let lists: (readonly Value[])[] = [[]];
  for (const item of list.items) {
    const options = alternatives(force(item, world));
    const kept = options.filter((one) => !isNothing(one) && !(one.kind === 'literal' && one.value === ''));
    const withIt = kept.length === 0 ? [] : lists.map((before) => [...before, union(kept)]);
    lists = [...(kept.length < options.length ? lists : []), ...withIt];
    if (lists.length > MAX_LISTS) return { ...list, open: true };
  }
  return union(
    lists.map((items): Value => ({ kind: 'list', items: items.map((value) => ({ value })), open: false })),
  );
}

function textCall(text: string, key: string, args: readonly unknown[]): Value {
  const [a, b] = args;
  const from = typeof a === 'number' ? a : 0;
  const to = typeof b === 'number' ? b : undefined;
  switch (key) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return literal(text.toLowerCase());
    case 'toUpperCase':
    case 'toLocaleUpperCase':
      return literal(text.toUpperCase());
    case 'trim':
      return literal(text.trim());
    case 'toString':
      return literal(text);
    case 'concat':
      return literal(text + args.join(''));
    case 'slice':
      return literal(text.slice(from, to));
    case 'substring':
      return literal(text.substring(from, to));
    case 'replace':
    case 'replaceAll':
      if (typeof a === 'string' && typeof b === 'string')
        return literal(key === 'replace' ? text.replace(a, () => b) : text.replaceAll(a, () => b));
      return unknown(`changed by ${key}()`, [], 'string');
    default:
      return unknown(`changed by ${key}()`, [], 'string');
  }
}
