import type { Expression } from 'oxc-parser';
import { callable, evaluate, force, logical, refine } from './evaluate.ts';
import { member } from './members.ts';
import type { Binding, Module, Step, Write } from './module.ts';
import { mergeObject, removeKey, setKey } from './objects.ts';
import type { Exported } from './project.ts';
import { lookup } from './scope.ts';
import { typeValue } from './types.ts';
import {
  alternatives,
  concat,
  type Env,
  type Frame,
  isNothing,
  type Operand,
  UNDEFINED,
  union,
  unknown,
  type Value,
} from './value.ts';
import type { World } from './world.ts';

export function identifier(name: string, at: number, env: Env, world: World): Value {
  if (name === 'undefined') return UNDEFINED;
  let binding = lookup(name, env.scope);
  // Svelte: `$user` is what the store `user` holds.
  if (!binding && name.startsWith('$') && name.length > 1) binding = lookup(name.slice(1), env.scope);
  if (!binding) return fromOptions(name, env, world) ?? free(name, env);
  return bindingValue(binding, name, at, env, world);
}

export const ARGUMENTS = 'all that the function is given';

/** A global; in a Vue template, `$track` is what a plugin gives to every component. */
function free(name: string, { scope }: Env): Value {
  if (name === 'arguments' && scope.func) return unknown(ARGUMENTS);
  return name.startsWith('$') && scope.module.path.endsWith('.vue') && scope !== scope.module.top
    ? unknown(`${name} is given to every component`)
    : { kind: 'outside', module: null, path: [name] };
}

export function bindingValue(binding: Binding, name: string, at: number, env: Env, world: World): Value {
  switch (binding.kind) {
    case 'import':
      return exportedValue(world.project.imported(env.scope.module, binding.source, binding.name), world);
    case 'function':
      return {
        kind: 'function',
        node: binding.node,
        module: binding.scope.module,
        env: { scope: binding.scope, frame: env.frame },
      };
    case 'class':
      return {
        kind: 'class',
        node: binding.node,
        module: binding.scope.module,
        env: { scope: binding.scope, frame: env.frame },
      };
    case 'enum':
      return { kind: 'enum', node: binding.node, env: { scope: binding.scope, frame: null } };
    case 'namespace':
      return { kind: 'scope', scope: binding.inner };
    case 'opaque':
      return unknown(`${name} is ${binding.why}`);
    case 'prop': {
      const { self } = binding.scope.module;
      const given = self && frameOf(self, env.frame)?.args[0];
      return given
        ? member(force(given, world), binding.name, env, world)
        : { kind: 'input', func: self, index: 0, path: [binding.name], typed: null, label: name };
    }
    case 'variable':
    case 'parameter':
      return stored(binding, name, at, env, world);
  }
}

type Stored = Extract<Binding, { kind: 'variable' | 'parameter' }>;

/** A variable's value where it is used: what it was declared with, then each write before that place. */
function stored(binding: Stored, name: string, at: number, env: Env, world: World): Value {
  const version = world.versions.get(binding);
  if (version) return version;
  const fixed = env.frame === null && binding.kind === 'variable' && binding.writes.length === 0;
  const known = fixed ? world.memo.get(binding) : undefined;
  if (known) return known;
  if (world.active.has(binding) && world.active.get(binding) === env.frame)
    return unknown(`${name} is defined by itself`);
  const before = world.active.get(binding);
  world.active.set(binding, env.frame);
  const steps = world.steps;
  let value = declared(binding, name, env, world);
  if (before === undefined) world.active.delete(binding);
  else world.active.set(binding, before);
  for (const write of binding.writes) value = written(value, write, binding, at, env, world);
  if (fixed && steps > 0 && world.steps > 0 && world.active.size === 0 && world.versions.size === 0)
    world.memo.set(binding, value);
  return value;
}

function declared(binding: Stored, name: string, env: Env, world: World): Value {
  const here: Env = { scope: binding.scope, frame: env.frame };
  let value: Value;
  if (binding.kind === 'variable') {
    if (binding.each) {
      const one = follow(element(binding.init, here, world), binding.steps, here, world, false);
      return refine(one, binding.type, here, world);
    }
    value = binding.init
      ? evaluate(binding.init, here, world)
      : binding.type && binding.writes.length === 0
        ? unknown(`${name} has no value here`)
        : UNDEFINED;
  } else {
    const frame = frameOf(binding.func, env.frame);
    const each = frame ? null : elementGiven(binding, world);
    if (each) return follow(each, binding.steps, here, world, false);
    value = frame ? argument(frame, binding, world) : inputOf(binding, name, here, world);
    if (!frame && binding.steps.length > 0 && binding.index >= 0) {
      const whole = binding.type;
      const taken = follow(value, binding.steps, here, world, true);
      return refine(taken.kind === 'input' ? { ...taken, label: name } : taken, whole, here, world);
    }
  }
  return refine(follow(value, binding.steps, here, world, false), binding.type, here, world);
}

/** `TABS.map((tab) => …)`: what the function is called with, where the list is written down. */
function elementGiven(binding: Extract<Stored, { kind: 'parameter' }>, world: World): Value | null {
  const each = binding.scope.module.funcs.get(binding.func)?.each;
  if (!each || binding.index !== 0) return null;
  return elementOf(evaluate(each.list, { scope: each.scope, frame: null }, world), world);
}

/** The elements a loop goes through, as one value. */
function element(list: Expression | null, env: Env, world: World): Value {
  const value = list ? evaluate(list, env, world) : unknown('a key');
  return elementOf(value, world) ?? unknown('an element of a list', [value]);
}

/** What an element of a list can be; null where that is not known. */
export function elementOf(value: Value, world: World): Value | null {
  if (value.kind !== 'list' || value.items.length === 0 || (value.open && !value.alike)) return null;
  return union(value.items.map((item) => force(item, world)));
}

export function frameOf(func: unknown, frame: Frame | null): Frame | null {
  for (let at = frame; at; at = at.up) if (at.func === func) return at;
  return null;
}

function argument(frame: Frame, binding: Extract<Binding, { kind: 'parameter' }>, world: World): Value {
  const [first] = binding.steps;
  if (binding.index < 0 && first && 'restFrom' in first)
    return { kind: 'list', items: frame.args, open: frame.args.some((arg) => arg.spread) };
  const spread = frame.args.findIndex((arg) => arg.spread);
  if (spread >= 0 && spread <= binding.index) {
    const list = frame.args[spread];
    const value = list ? force(list, world) : UNDEFINED;
    return value.kind === 'list'
      ? ((value.items[binding.index - spread] &&
          force(value.items[binding.index - spread] as Operand, world)) ??
          UNDEFINED)
      : unknown('a spread argument', [value]);
  }
  const operand = frame.args[binding.index];
  return operand ? force(operand, world) : UNDEFINED;
}

function inputOf(
  binding: Extract<Binding, { kind: 'parameter' }>,
  name: string,
  env: Env,
  world: World,
): Value {
  const annotation = binding.steps.length === 0 ? binding.type : binding.whole;
  const typed = annotation ? callable(typeValue(annotation, env, world)) : null;
  const [first] = binding.steps;
  // What is left of the arguments, from one on: see `expand`.
  const index = binding.index < 0 && first && 'restFrom' in first ? -1 - first.restFrom : binding.index;
  return { kind: 'input', func: binding.func, index, path: [], typed, label: name };
}

/** Takes a destructuring pattern's steps. A default counts only where nothing else can come. */
export function follow(
  value: Value,
  steps: readonly Step[],
  env: Env,
  world: World,
  symbolic: boolean,
): Value {
  let at = value;
  for (const one of steps) {
    if ('key' in one) at = member(at, one.key, env, world);
    else if ('index' in one) at = member(at, String(one.index), env, world);
    else if ('rest' in one) for (const key of one.rest) at = removeKey(at, key);
    else if ('restFrom' in one) at = at.kind === 'list' ? { ...at, items: at.items.slice(one.restFrom) } : at;
    else if (!symbolic) at = logical('??', at, () => evaluate(one.fallback, env, world));
  }
  return at;
}

function written(value: Value, write: Write, binding: Stored, at: number, env: Env, world: World): Value {
  const sameFunction = write.scope.func === env.scope.func;
  const outer = write.scope.func === binding.scope.func;
  if (sameFunction && write.start >= at) return value;
  const conditional =
    (!sameFunction && !outer) || write.branches.some(([start, end]) => at < start || at >= end);
  const here: Env = { scope: write.scope, frame: env.frame };
  const { value: source } = write;
  if (write.kind === 'delete') {
    const key = write.keys[0];
    return typeof key === 'string' && write.keys.length === 1
      ? conditional
        ? value
        : removeKey(value, key)
      : value;
  }
  if (!source) return value;
  const operand: Operand = { node: source, env: here };
  if (write.kind === 'push') return pushed(value, operand, conditional);
  if (write.kind === 'set') {
    const keys = write.keys.map((key) => (typeof key === 'string' ? key : text(evaluate(key, here, world))));
    return setKey(
      value,
      keys,
      operand,
      { optional: conditional, module: write.scope.module, start: write.start, frame: env.frame },
      world,
    );
  }
  // `data = { ...data, … }`: what it was is what it is made from.
  const earlier = world.versions.get(binding);
  world.versions.set(binding, value);
  const raw = evaluate(source, here, world);
  if (earlier) world.versions.set(binding, earlier);
  else world.versions.delete(binding);
  const assigned = follow(raw, write.steps, here, world, false);
  if (write.kind === 'merge') return mergeObject(value, assigned, conditional);
  const next =
    write.operator === '='
      ? assigned
      : write.operator === '+='
        ? concat(value, assigned)
        : logical(write.operator.slice(0, -1), value, () => assigned);
  return conditional ? union([value, next]) : next;
}

/** A list with one more element; one that is perhaps there leaves the others where they are. */
function pushed(value: Value, operand: Operand, conditional: boolean): Value {
  return union(
    alternatives(value).map((one): Value => {
      if (one.kind !== 'list') return one;
      const whole = !one.open || one.alike === true;
      const open = one.open || conditional;
      return { kind: 'list', items: [...one.items, operand], open, alike: open && whole };
    }),
  );
}

function text(value: Value): string | null {
  return value.kind === 'literal' && (typeof value.value === 'string' || typeof value.value === 'number')
    ? String(value.value)
    : null;
}

/** Vue's options: a template and `this` see `methods`, `computed` and what `setup` returns. */
function fromOptions(name: string, env: Env, world: World): Value | null {
  const { module } = env.scope;
  const here = { scope: module.top, frame: null };
  for (const part of optionsOf(module, world)) {
    const found = member(part, name, here, world);
    if (!isNothing(found)) return found;
  }
  return null;
}

export function optionsOf(module: Module, world: World): readonly Value[] {
  if (!module.component || !module.path.endsWith('.vue')) return [];
  return module.options.flatMap(({ node, scope }) => {
    const here = { scope, frame: null };
    const value = evaluate(node, here, world);
    if (value.kind !== 'object') return [];
    return ['methods', 'computed']
      .filter((part) => value.properties.has(part))
      .map((part) => member(value, part, here, world));
  });
}

export function exportedValue(exported: Exported | null, world: World): Value {
  if (!exported) return unknown('an export that was not found');
  switch (exported.kind) {
    case 'package':
      return { kind: 'outside', module: exported.source, path: exported.name === '*' ? [] : [exported.name] };
    case 'module':
      return { kind: 'module', module: exported.module };
    case 'member': {
      const whole = exportedValue(exported.of, world);
      const home = exported.of.kind === 'value' ? exported.of.scope : null;
      return home ? member(whole, exported.name, { scope: home, frame: null }, world) : whole;
    }
    case 'value': {
      const { node, scope } = exported;
      const env: Env = { scope, frame: null };
      if (
        node.type === 'FunctionDeclaration' ||
        node.type === 'TSDeclareFunction' ||
        node.type === 'TSEmptyBodyFunctionExpression'
      )
        return { kind: 'function', node, module: scope.module, env };
      if (node.type === 'ClassDeclaration') return { kind: 'class', node, module: scope.module, env };
      return evaluate(node, env, world);
    }
    case 'name':
      return named(exported.module, exported.name, world);
  }
}

function named(module: Module, name: string, world: World): Value {
  const binding = module.top.bindings.get(name);
  if (!binding) return unknown(`${name} is only a type`);
  return bindingValue(binding, name, Number.MAX_SAFE_INTEGER, { scope: module.top, frame: null }, world);
}
