import { operands } from './calls.ts';
import { evaluate, force } from './evaluate.ts';
import { attributes } from './jsx.ts';
import { member } from './members.ts';
import type { Call } from './module.ts';
import { mergeObject } from './objects.ts';
import { ownSink } from './own-sinks.ts';
import { expand, type Reading, readSlots } from './slots.ts';
import { withinNames } from './targets.ts';
import { alternatives, type Env, inputs, type Operand, UNDEFINED, union, type Value } from './value.ts';
import type { World } from './world.ts';
import type { Given, Knowledge, Target, Wrapper } from './wrappers.ts';

export function argumentsOf(call: Call, env: Env, world: World): readonly Operand[] {
  const { node } = call;
  return node.type === 'JSXOpeningElement'
    ? [{ value: attributes(node, env, world) }]
    : operands(node.arguments, env);
}

/** The arguments as the wrapper gets them. */
function given(way: Given | undefined, args: readonly Operand[], env: Env): readonly Operand[] {
  const [first, second] = args;
  switch (way) {
    case 'emitted':
    case 'call':
      return args.slice(1);
    case 'apply':
      return second ? [{ ...second, spread: true }] : [];
    case 'bound': {
      const where = { optional: false, module: env.scope.module, start: 0, frame: env.frame };
      const properties = new Map(first ? [['value', { ...where, operand: first }]] : []);
      return [{ value: UNDEFINED }, { value: { kind: 'object', properties, rest: [] } }];
    }
    default:
      return args;
  }
}

/** What a call sends, through however many wrappers. */
export function readCall(call: Call, target: Target, env: Env, known: Knowledge, depth = 0): Reading | null {
  const { world } = known;
  if (call.node.type === 'NewExpression') return null;
  const all = argumentsOf(call, env, world);
  if (target.kind === 'sink') {
    const given = target.body ? [{ value: target.body }] : all;
    return readSlots(target.sink.signatures, given, env, world);
  }
  if (depth > 6) return null;
  const { wrapper, callee } = target;
  const args = expand([...(callee.bound ?? []), ...given(target.given, all, env)], world);
  const frame = {
    func: wrapper.func,
    args,
    up: callee.env.frame,
    wrapper: wrapper.carries === 'name',
    depth: (env.frame?.depth ?? 0) + 1,
  };
  const readings: Reading[] = [];
  for (const inner of wrapper.inner) {
    const innerEnv: Env = { scope: inner.call.scope, frame };
    const one = readCall(
      inner.call,
      again(inner.call, inner.target, innerEnv, known),
      innerEnv,
      known,
      depth + 1,
    );
    if (one) readings.push(one);
  }
  const [first] = readings;
  if (!first) return null;
  // One call may feed several vendors; the first that shows the payload tells what is in it.
  const payload = readings.find((one) => one.kind === first.kind && one.properties.kind === 'object');
  const name =
    wrapper.given && first.name
      ? parameterValue(wrapper.given, args, wrapper, known)
      : asGiven(eachName(first, readings, wrapper, known), args, wrapper, known);
  const properties = payload?.properties ?? first.properties;
  return {
    ...first,
    name,
    properties: wrapper.carries === 'name' ? withPayload(properties, wrapper, frame.args, known) : properties,
  };
}

/**
 * One call of `withEvents({ started, finished })` sends several events: those that are parameters as they are. Where
 * the same name goes to several vendors, each may dress it in its own way: then the first tells what it is.
 */
function eachName(
  first: Reading,
  readings: readonly Reading[],
  { inner }: Wrapper,
  { calls }: Knowledge,
): Value | null {
  const given = inner.map(({ call }) => calls.get(call.node)?.reading.name ?? null);
  const paths = new Set(
    given.map((name) => (name?.kind === 'input' ? `${name.index}.${name.path.join('.')}` : '')),
  );
  if (readings.length !== inner.length || paths.has('') || paths.size < 2) return first.name;
  return union(readings.map((one) => one.name ?? UNDEFINED));
}

/** A name that is changed in a way that is not followed (`snakeCase(name)`): as the call gives it. */
function asGiven(
  name: Value | null,
  args: readonly Operand[],
  wrapper: Wrapper,
  known: Knowledge,
): Value | null {
  if (name?.kind !== 'unknown' || !name.why.startsWith('changed by ')) return name;
  const [inner] = wrapper.inner;
  const symbolic = inner && known.calls.get(inner.call.node)?.reading.name;
  const [input, other] = symbolic ? inputs(symbolic).filter((one) => one.func === wrapper.func) : [];
  if (!input || other || input.index < 0) return name;
  const given = parameterValue(input, args, wrapper, known);
  return alternatives(given).every((one) => one.kind === 'literal' || one.kind === 'text') ? given : name;
}

const PAYLOAD = /prop|attr|data|payload|param|meta|dimension|detail|extra|context|fields|info|values|body/i;

/**
 * A wrapper may copy its payload key by key, or hand it to something that is not known: then the object that
 * the call gives for it still tells what is sent, and the payload stays open.
 */
function withPayload(
  properties: Value,
  wrapper: Wrapper,
  args: readonly Operand[],
  { world }: Knowledge,
): Value {
  const closed = properties.kind === 'object' && !properties.rest.some((one) => one.kind === 'unknown');
  if (closed || !['object', 'unknown', 'outside'].includes(properties.kind)) return properties;
  const seen = properties.kind === 'object' ? properties.properties : new Map<string, unknown>();
  for (const operand of payloads(wrapper, args)) {
    const given = alternatives(force(operand, world)).filter((one) => one.kind === 'object');
    if (given.some((one) => [...one.properties.keys()].some((key) => !seen.has(key))))
      return mergeObject(properties, union(given), false);
  }
  return properties;
}

/** The inner wrapper as it is inside this call: closures may hold what the outer call gave. */
function again(call: Call, target: Target, env: Env, known: Knowledge): Target {
  if (target.kind === 'sink') {
    if (!target.body || call.node.type !== 'CallExpression') return target;
    const own = ownSink(call.node, env, known.world, withinNames(call));
    return own ? { kind: 'sink', sink: own.sink, body: own.body } : target;
  }
  if (call.node.type !== 'CallExpression') return target;
  const callee = alternatives(evaluate(call.node.callee, env, known.world)).find(
    (one) => one.kind === 'function' && one.node === target.wrapper.func,
  );
  return callee?.kind === 'function' ? { ...target, callee } : target;
}

/** What the call gives for the parameter that becomes the name. */
function parameterValue(
  given: Extract<Value, { kind: 'input' }>,
  args: readonly Operand[],
  wrapper: Wrapper,
  { world }: Knowledge,
): Value {
  const operand = args[given.index];
  const env: Env = { scope: wrapper.info.outer, frame: null };
  return operand
    ? given.path.reduce((value, key) => member(value, key, env, world), force(operand, world))
    : UNDEFINED;
}

/** Arguments for parameters that are called like a payload, and those that a rest parameter takes. */
function payloads({ func }: Wrapper, args: readonly Operand[]): readonly Operand[] {
  return func.params.flatMap((parameter, index) => {
    if (parameter.type === 'RestElement') return args.slice(index);
    const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    const operand = args[index];
    return pattern.type === 'Identifier' && PAYLOAD.test(pattern.name) && operand ? [operand] : [];
  });
}
