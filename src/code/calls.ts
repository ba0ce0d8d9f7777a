import type { Argument, CallExpression, NewExpression } from 'oxc-parser';
import { built } from './builder.ts';
import { callable, evaluate, force } from './evaluate.ts';
import { outside } from './library.ts';
import { member } from './members.ts';
import { builtin } from './methods.ts';
import type { Binding, FuncInfo } from './module.ts';
import { keyName } from './pattern.ts';
import { lookup } from './scope.ts';
import { typeValue } from './types.ts';
import {
  alternatives,
  type Env,
  type Frame,
  inputs,
  type Operand,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import { MAX_FRAMES, type World } from './world.ts';

export function operands(args: readonly Argument[], env: Env): Operand[] {
  return args.map((arg) =>
    arg.type === 'SpreadElement' ? { node: arg.argument, env, spread: true } : { node: arg, env },
  );
}

export function call(node: CallExpression, env: Env, world: World): Value {
  const { callee } = node;
  const event = built(node, env, world);
  if (event) return event;
  if (callee.type === 'Super') return unknown('a call of the parent constructor');
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
    const object = evaluate(callee.object, env, world);
    const key =
      callee.property.type === 'PrivateIdentifier'
        ? `#${callee.property.name}`
        : keyName(callee.property, callee.computed);
    if (key !== null) {
      const known = builtin(object, key, node, env, world);
      return known ?? result(member(object, key, env, world), node, env, world);
    }
  }
  return result(evaluate(callee, env, world), node, env, world);
}

export function construct(node: NewExpression, env: Env, world: World): Value {
  const callee = evaluate(node.callee, env, world);
  return union(
    alternatives(callee).map((one): Value => {
      if (one.kind === 'class') {
        const frame = constructed(one, node, env);
        return { kind: 'instance', node: one.node, module: one.module, env: { ...one.env, frame } };
      }
      if (one.kind === 'outside') {
        if (one.module === null && one.path[0] === 'Proxy' && node.arguments[0])
          return evaluate(node.arguments[0], env, world);
        return { ...one, path: [...one.path, 'new()'] };
      }
      return unknown('an object of an unknown class');
    }),
  );
}

/** What a constructor is given, for fields that are made of it. */
function constructed(
  { node, env: outer }: Extract<Value, { kind: 'class' }>,
  { arguments: args }: NewExpression,
  env: Env,
): Frame | null {
  const depth = (env.frame?.depth ?? 0) + 1;
  const maker = node.body.body.find((one) => one.type === 'MethodDefinition' && one.kind === 'constructor');
  return maker?.type === 'MethodDefinition' && args.length > 0 && depth < MAX_FRAMES
    ? { func: maker.value, args: operands(args, env), up: outer.frame, depth }
    : outer.frame;
}

/** What a function returns for these arguments. */
export function invoke(
  func: Extract<Value, { kind: 'function' }>,
  args: readonly Operand[],
  world: World,
  from: Frame | null = null,
): Value {
  if (func.bound) {
    const { bound, ...whole } = func;
    return invoke(whole, [...bound, ...args], world, from);
  }
  const info = func.module.funcs.get(func.node);
  const depth = (func.env.frame?.depth ?? 0) + 1;
  const deepest = Math.max(depth, ...args.map((arg) => ('env' in arg ? (arg.env.frame?.depth ?? 0) + 1 : 0)));
  if (!info || deepest > MAX_FRAMES) return unknown('a long chain of calls');
  const wrapper = from?.wrapper ?? false;
  const frame: Frame = { func: func.node, args, up: func.env.frame, depth: deepest, wrapper };
  // What is given nothing gives the same to everybody: a wrapper's own helpers are asked once a call site.
  const fixed =
    args.length === 0 &&
    func.node.params.length === 0 &&
    func.env.frame === null &&
    info.outer.func === null &&
    info.owner === null;
  if (!fixed || isUnderway(world)) return returnedBy(func, info, frame, world);
  const key = `${deepest} ${wrapper}`;
  const known = world.results.get(func.node) ?? new Map<string, Value>();
  world.results.set(func.node, known);
  const before = known.get(key);
  if (before) return before;
  const { cut } = world;
  const value = returnedBy(func, info, frame, world);
  if (world.cut === cut) known.set(key, value);
  return value;
}

/** Whether a module's own variable is being found out: what sees it now may see only a part. */
function isUnderway({ active, versions }: World): boolean {
  const own = (binding: Binding) => 'scope' in binding && binding.scope.func === null;
  return [...active.keys()].some(own) || [...versions.keys()].some(own);
}

function returnedBy(
  func: Extract<Value, { kind: 'function' }>,
  info: FuncInfo,
  frame: Frame,
  world: World,
): Value {
  const returned = info.returns.map((one) => evaluate(one.argument, { scope: one.scope, frame }, world));
  const value =
    returned.length > 0
      ? union(returned)
      : func.node.body
        ? UNDEFINED
        : unknown('a function whose body is elsewhere');
  const type = func.node.returnType?.typeAnnotation;
  if (type && (value.kind === 'unknown' || (value.kind === 'literal' && !func.node.body))) {
    const typed = callable(typeValue(type, { scope: info.inner, frame }, world));
    if (typed) return typed;
  }
  return value;
}

function result(callee: Value, node: CallExpression, env: Env, world: World): Value {
  const args = operands(node.arguments, env);
  switch (callee.kind) {
    case 'function':
      return invoke(callee, args, world, given(node, env) ? null : env.frame);
    case 'signature':
      return callee.returns
        ? typeValue(callee.returns, callee.env, world)
        : unknown('what an interface returns');
    case 'union': {
      const results = callee.of
        .filter((one) => one.kind !== 'literal')
        .map((one) => result(one, node, env, world));
      return union(results);
    }
    case 'outside':
      return outside(callee, node, args, env, world);
    default: {
      const [typeArgument] = node.typeArguments?.params ?? [];
      const typed = typeArgument ? callable(typeValue(typeArgument, env, world)) : null;
      if (typed) return typed;
      return unknown(
        'what a function that is not known returns',
        args.flatMap((arg) => taint(arg, world)),
      );
    }
  }
}

/** Whether what is called came as a parameter: what it makes is the caller's, not of the function around here. */
function given({ callee }: CallExpression, env: Env): boolean {
  return callee.type === 'Identifier' && lookup(callee.name, env.scope)?.kind === 'parameter';
}

/** Expressions that hand a value on as it is. */
const SIMPLE = new Set([
  'Identifier',
  'MemberExpression',
  'ChainExpression',
  'TemplateLiteral',
  'LogicalExpression',
  'ConditionalExpression',
  'TSAsExpression',
  'TSNonNullExpression',
]);

/** Parameters in an argument, where finding out is cheap. */
export function taint(arg: Operand, world: World): readonly Value[] {
  if ('node' in arg && !SIMPLE.has(arg.node.type)) return [];
  return inputs(force(arg, world));
}
