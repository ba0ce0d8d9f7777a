import type { CallExpression, Expression } from 'oxc-parser';
import { frameOf } from './bindings.ts';
import { invoke, taint } from './calls.ts';
import { callable, evaluate, force } from './evaluate.ts';
import { member } from './members.ts';
import type { Func } from './module.ts';
import { mergeObject } from './objects.ts';
import { typeValue } from './types.ts';
import {
  alternatives,
  concat,
  type Env,
  literal,
  type Operand,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

/** Library functions that give back the function they are given, or what it returns. */
const SAME =
  /^(?:use(?:Callback|Event\w*|Latest\w*|Stable\w*|Debounce\w*|Throttle\w*|Memoized\w*|PersistFn)|debounce\w*|throttle\w*|once|memo|memoize\w*|forwardRef|observer|action|markRaw|untracked|batch|cache|withTracking)$/i;

const RESULT =
  /^(?:useMemo|computed|\$derived|derived|by|lazy|useComputed\$?|createMemo|runInAction|untrack|startTransition)$/;

const CONTENT =
  /^(?:ref|shallowRef|reactive|readonly|\$state|writable|readable|get|signal|unref|toRef|toValue|toRaw|useState|useSignal|shallowReactive|\$derived|raw|snapshot|structuredClone|cloneDeep|freeze|clone|defineProps|resolve|of|proxy|observable)$/;

/** Library functions that make an event of what describes it: `defineEvent({ name, … })`. */
const DEFINES = /^(?:define|declare|create|make)\w*Event\w*$/;

/** Library functions that give back some of the object they are given. */
const CLEANS =
  /^(?:pickBy|omit\w*|clean\w*|remove(?:Undefined|Empty|Null)\w*|compact\w*|conditional|filter(?:Undefined|Empty|Null)\w*|strip\w*|sanitize\w*|scrub\w*|without\w*|prune\w*|rejectNil|definedProps|shake)$/;

/** What is cleaned stands right there: then each key is there or not. */
const WRITTEN = new Set(['ObjectExpression', 'LogicalExpression', 'ConditionalExpression']);

/** The same object, where any key may be gone. */
function perhaps(value: Value): Value {
  return union(
    alternatives(value)
      .filter((one) => one.kind === 'object')
      .map(
        (one): Value => ({
          ...one,
          properties: new Map(
            [...one.properties].map(([key, property]) => [key, { ...property, optional: true }]),
          ),
        }),
      ),
  );
}

/** The same object, with whatever else came out of it. */
function opened(value: Value): Value {
  return union(
    alternatives(value).map(
      (one): Value =>
        one.kind === 'object'
          ? { ...one, rest: [...one.rest, unknown('a payload that is cleaned', [one])] }
          : one,
    ),
  );
}

/** A call into a package or a global: the few that everybody uses are known, the rest is a path. */
export function outside(
  callee: Extract<Value, { kind: 'outside' }>,
  node: CallExpression,
  args: readonly Operand[],
  env: Env,
  world: World,
): Value {
  const name = callee.path[callee.path.length - 1] ?? '';
  const root = callee.path[0] ?? '';
  const [first, second] = args;
  const [typeArgument] = node.typeArguments?.params ?? [];
  const { self } = env.scope.module;
  if (name === 'defineProps' && callee.module === null && self)
    return given(self, env) ?? { kind: 'input', func: self, index: 0, path: [], typed: null, label: 'props' };
  if (name === 'withDefaults' && callee.module === null && first) return force(first, world);
  if (callee.module === null && root === 'Object') return objectCall(name, args, world);
  // Sent as a text, it is the same object.
  if (callee.module === null && root === 'JSON' && first) {
    const value = force(first, world);
    if (value.kind === 'object') return value;
  }
  if (
    callee.module === null &&
    (name === 'String' || name === 'encodeURIComponent') &&
    callee.path.length === 1 &&
    first
  )
    return concat(literal(''), force(first, world));
  if (callee.module === null && callee.path.length === 1 && name === 'require' && first) {
    const source = force(first, world);
    if (source.kind === 'literal' && typeof source.value === 'string')
      return required(source.value, env, world);
  }
  if (name === 'createContext') {
    const typed = typeArgument ? callable(typeValue(typeArgument, env, world)) : null;
    const fallback = typed ?? (first ? force(first, world) : UNDEFINED);
    return { kind: 'context', name: declaredName(node, env), fallback, home: env.scope.module };
  }
  if ((name === 'useContext' || name === 'use' || name === 'inject') && first) {
    const context = force(first, world);
    if (context.kind === 'context') return fromContext(context, world);
    if (context.kind === 'class')
      return { kind: 'instance', node: context.node, module: context.module, env: context.env };
  }
  if (name === 'useRef' || name === 'createRef') {
    const typed = typeArgument ? callable(typeValue(typeArgument, env, world)) : null;
    const value = first ? force(first, world) : UNDEFINED;
    const current = typed ?? value;
    return {
      kind: 'object',
      properties: new Map([
        [
          'current',
          {
            operand: { value: current },
            optional: false,
            module: env.scope.module,
            start: node.start,
            frame: env.frame,
          },
        ],
      ]),
      rest: [],
    };
  }
  if (/^use(?:Lazy)?Mutation$/.test(name) && first) return mutation(force(first, world), node, env, world);
  if (first && !first.spread) {
    const content = CONTENT.test(name);
    const value =
      content ||
      SAME.test(name) ||
      RESULT.test(name) ||
      /^(?:use|with|create|wrap)/.test(name) ||
      typeArgument === undefined
        ? peek(first, world)
        : null;
    if (value) {
      if (value.kind === 'function') {
        if (RESULT.test(name)) return invoke(value, [], world);
        if (SAME.test(name) || /^(?:use[A-Z]\w*(?:Callback|Fn|Handler|Debounce|Throttle))$/.test(name))
          return value;
        if (name === 'useState') return state(invoke(value, [], world), node, env);
      }
      // A container (`container.get(Tracker)`, `moduleRef.get(Tracker)`) gives one of the class.
      if (value.kind === 'class' && !/^use/.test(name))
        return { kind: 'instance', node: value.node, module: value.module, env: value.env };
      if (content && name !== 'of' && value.kind !== 'function')
        return name === 'useState' ? state(value, node, env) : value;
    }
  }
  if (first && DEFINES.test(name)) {
    const described = force(first, world);
    // Of what describes an event, its name alone is sent.
    if (described.kind === 'object')
      return {
        ...described,
        properties: new Map(
          [...described.properties].filter(([key]) => /^(?:name|event|eventName)$/.test(key)),
        ),
      };
  }
  if (first && !first.spread && 'node' in first && CLEANS.test(name)) {
    const cleaned = force(first, world);
    if (alternatives(cleaned).some((one) => one.kind === 'object'))
      return WRITTEN.has(first.node.type) ? perhaps(cleaned) : opened(cleaned);
  }
  const typed = typeArgument ? callable(typeValue(typeArgument, env, world)) : null;
  if (typed && typed.kind !== 'shape') return typed;
  if (second === undefined || args.length <= 3) {
    const from = args.flatMap((arg) => taint(arg, world));
    if (from.length > 0) return unknown(`changed by ${name}()`, from);
  }
  return { ...callee, path: [...callee.path.slice(0, -1), `${name}()`] };
}

/** What a component was rendered with, while it is read for one of its tags. */
function given(self: Func, env: Env): Value | null {
  const [props] = frameOf(self, env.frame)?.args ?? [];
  return props && 'value' in props ? props.value : null;
}

/** An argument's value when it is a name or a function: not worth following otherwise. */
function peek(arg: Operand, world: World): Value | null {
  if ('value' in arg) return arg.value;
  if ('any' in arg) return force(arg, world);
  return [
    'Identifier',
    'ArrowFunctionExpression',
    'FunctionExpression',
    'ObjectExpression',
    'ArrayExpression',
    'MemberExpression',
    'Literal',
    'NewExpression',
    'TemplateLiteral',
    'ConditionalExpression',
    'TSAsExpression',
    'CallExpression',
  ].includes(arg.node.type)
    ? force(arg, world)
    : null;
}

function state(value: Value, node: CallExpression, env: Env): Value {
  // What a setter puts there later is not known.
  const later = union([value, unknown('a state that changes')]);
  void env;
  void node;
  return { kind: 'list', items: [{ value: later }], open: false };
}

function required(source: string, env: Env, world: World): Value {
  const target = world.project.resolve(env.scope.module.path, source);
  if (target.kind === 'package') return { kind: 'outside', module: target.name, path: [] };
  const module = world.project.module(target.path);
  if (!module) return unknown('a module that was not read');
  const whole = module.exports.get('export=');
  return whole?.kind === 'value'
    ? evaluate(whole.node as Expression, { scope: whole.scope, frame: null }, world)
    : { kind: 'module', module };
}

/** `useMutation(send)` gives `{ mutate }`, which calls `send` with what it is given. */
function mutation(first: Value, node: CallExpression, env: Env, world: World): Value {
  const func = first.kind === 'object' ? member(first, 'mutationFn', env, world) : first;
  if (func.kind !== 'function') return { kind: 'outside', module: null, path: ['useMutation()'] };
  const property = {
    operand: { value: func },
    optional: false,
    module: env.scope.module,
    start: node.start,
    frame: env.frame,
  };
  return {
    kind: 'object',
    properties: new Map([
      ['mutate', property],
      ['mutateAsync', property],
    ]),
    rest: [unknown('the state of a mutation')],
  };
}

/** The variable a call's result is kept in, for `X.Provider`. */
function declaredName(node: CallExpression, env: Env): string | null {
  for (const [name, binding] of env.scope.bindings)
    if (
      binding.kind === 'variable' &&
      binding.init &&
      binding.init.start <= node.start &&
      binding.init.end >= node.end
    )
      return name;
  return null;
}

/** What consumers of a context get: what any provider puts in, or what its type says. */
function fromContext(context: Extract<Value, { kind: 'context' }>, world: World): Value {
  const values: Value[] = [];
  const { name } = context;
  if (name !== null)
    for (const module of world.providers(`${name}.Provider`))
      for (const provider of module.providers)
        if (provider.name === name)
          values.push(evaluate(provider.value, { scope: provider.scope, frame: null }, world));
  const known = values.filter((value) => value.kind !== 'unknown' && value.kind !== 'input');
  const { fallback } = context;
  const usable = fallback.kind === 'literal' || fallback.kind === 'unknown' ? [] : [fallback];
  if (fallback.kind === 'instance' || known.length === 0)
    return usable.length > 0 ? union(usable) : unknown('a context');
  return union([...known, ...usable.filter((one) => one.kind !== 'interface' && one.kind !== 'shape')]);
}

function objectCall(name: string, args: readonly Operand[], world: World): Value {
  const [first, ...others] = args;
  if (!first) return unknown('a call without arguments');
  if (name === 'freeze' || name === 'seal' || name === 'preventExtensions') return force(first, world);
  if (name === 'assign')
    return others.reduce(
      (value, other) => mergeObject(value, force(other, world), false),
      force(first, world),
    );
  if (name === 'values') {
    const value = force(first, world);
    if (value.kind === 'object' && value.rest.length === 0)
      return {
        kind: 'list',
        items: [...value.properties.values()].map((property) => property.operand),
        open: false,
      };
  }
  if (name === 'keys') {
    const value = force(first, world);
    if (value.kind === 'object' && value.rest.length === 0)
      return {
        kind: 'list',
        items: [...value.properties.keys()].map((key) => ({ value: literal(key) })),
        open: false,
      };
  }
  return unknown(
    `what Object.${name} gives`,
    args.flatMap((arg) => taint(arg, world)),
  );
}
