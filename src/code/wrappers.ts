import { ARGUMENTS } from './bindings.ts';
import type { Configured } from './configured.ts';
import { evaluate } from './evaluate.ts';
import { member } from './members.ts';
import type { Call, Func, FuncInfo, Module } from './module.ts';
import { dependsOn, forwards, isGenerated, shared } from './purpose.ts';
import { readCall } from './read-call.ts';
import { enclosingFunctions } from './scope.ts';
import type { Sink } from './sinks.ts';
import type { Reading } from './slots.ts';
import { fileName } from './sources.ts';
import { targetOf } from './targets.ts';
import { typeValue } from './types.ts';
import { alternatives, inputs, mayBeText, type Value } from './value.ts';
import { ask, type World } from './world.ts';

/** A function of the project that passes on what it is given to a sink. */
export interface Wrapper {
  readonly func: Func;
  readonly module: Module;
  readonly info: FuncInfo;
  /** `trackEvent`, `AnalyticsService.track`. */
  readonly name: string;
  /** What its callers decide: the event's name, only its properties, or who a person is. */
  carries: 'name' | 'properties' | 'person';
  /** Its calls of sinks and other wrappers, first first. */
  readonly inner: { readonly call: Call; readonly target: Target }[];
  /** Ends in the project's own endpoint: then the name is the parameter itself, without decoration. */
  given: Extract<Value, { kind: 'input' }> | null;
}

export type Target =
  | { readonly kind: 'sink'; readonly sink: Sink; readonly body: Value | null }
  | {
      readonly kind: 'wrapper';
      readonly wrapper: Wrapper;
      readonly callee: Extract<Value, { kind: 'function' }>;
      readonly byName: boolean;
      /** How the call's arguments become the wrapper's; as they are, unless said. */
      readonly given?: Given;
    };

/**
 * `emitted`: after the key. `sent`: to another process, whose handler gets an event instead of the key. `bound`: as
 * the value of a Vue directive. `call` and `apply`: after `this`.
 */
export type Given = 'emitted' | 'sent' | 'bound' | 'call' | 'apply';

export interface Classified {
  readonly call: Call;
  readonly target: Target;
  readonly reading: Reading;
  /** The wrapper that this call is the inside of. */
  owner: Wrapper | null;
}

/** What is known so far; grows until nothing is added. */
export interface Knowledge {
  readonly world: World;
  /** By function, interface member or abstract method. */
  readonly wrappers: Map<object, Wrapper>;
  readonly byName: Map<string, Wrapper[]>;
  readonly calls: Map<Call['node'], Classified>;
  /** Wrappers whose calls in their own file are no sites. */
  readonly usedBeside: Set<Wrapper>;
  /** Functions that only say they track count too: asked once what can be followed is known. */
  claims: boolean;
  readonly configured: readonly Configured[];
  /** Wrappers by the key that they listen for. */
  readonly listeners: Map<string, Wrapper>;
  /** Functions of the project that a configured wrapper names: what is inside them is no site. */
  readonly named: Set<Func>;
}

/** Classifies a call and finds out whose inside it is. True when that taught us a wrapper. */
export function classify(call: Call, known: Knowledge): Wrapper | null {
  return ask(known.world, () => {
    const target = targetOf(call, known);
    if (!target) return null;
    const reading = readCall(call, target, { scope: call.scope, frame: null }, known);
    if (!reading || !believable(target, reading) || isSilent(call, target, reading, known)) return null;
    const classified: Classified = { call, target, reading, owner: null };
    known.calls.set(call.node, classified);
    const wrapper = own(classified, known);
    if (
      target.kind === 'sink' &&
      target.sink.claimed &&
      !classified.owner &&
      !(reading.name && mayBeText(reading.name))
    )
      known.calls.delete(call.node);
    // It is no site, but who passes properties on to it may be called for that.
    if (target.kind === 'wrapper' && beside(call, target)) {
      known.calls.delete(call.node);
      if (classified.owner) known.usedBeside.add(target.wrapper);
    }
    return wrapper;
  });
}

/** A helper that names the event itself and is called in its own file: the call in it says it all. */
function beside(call: Call, target: Target): boolean {
  return (
    target.kind === 'wrapper' &&
    target.wrapper.carries !== 'name' &&
    target.wrapper.module === call.module &&
    !isGenerated(call.module)
  );
}

/** `run(code, { name })` sends for those who give it a name; `dataLayer.push(arguments)` is how gtag is made. */
function isSilent({ node }: Call, target: Target, { name }: Reading, { calls }: Knowledge): boolean {
  if (name === null || node.type !== 'CallExpression') return false;
  if (name.kind === 'unknown') return name.why === ARGUMENTS;
  if (target.kind !== 'wrapper' || name.kind !== 'literal' || name.value !== undefined) return false;
  const [inner] = target.wrapper.inner;
  const [given] = inputs((inner && calls.get(inner.call.node)?.reading.name) ?? name);
  return given !== undefined && (given.path.length > 0 || node.arguments.length <= given.index);
}

/** What only looks like a sink must at least look like an event. */
function believable(target: Target, { name, kind }: Reading): boolean {
  if (kind !== 'track' || name === null)
    return !(target.kind === 'sink' && target.sink.confidence === 'likely' && kind === 'track');
  const options = alternatives(name);
  const text = mayBeText(name);
  if (target.kind === 'sink' && target.sink.confidence === 'likely')
    return (
      text ||
      inputs(name).length > 0 ||
      options.some(
        (one) =>
          (one.kind === 'unknown' && one.why !== 'nothing is known of it') ||
          // A constant of a package that is not installed.
          (one.kind === 'outside' && one.module !== null),
      )
    );
  if (target.kind === 'wrapper' && target.byName) return text;
  return (
    !options.every((one) => one.kind === 'literal' && typeof one.value !== 'string') ||
    target.kind === 'wrapper'
  );
}

function own(classified: Classified, known: Knowledge): Wrapper | null {
  const { call, reading, target } = classified;
  const { world } = known;
  const { self } = call.module;
  const enclosing = [...enclosingFunctions(call.scope), ...(self ? [self] : [])];
  const nameInputs = reading.name ? inputs(reading.name) : [];
  for (const func of enclosing) {
    const info = call.scope.module.funcs.get(func);
    if (!info) continue;
    const own = nameInputs.filter((input) => input.func === func);
    if (own.length > 0) {
      if (!forwards(info, own, call)) continue;
      return enlist(
        info,
        call,
        target,
        classified,
        'name',
        own.length === 1 && isOwn(target) ? (own[0] ?? null) : null,
        known,
      );
    }
  }
  if (nameInputs.length > 0) return null;
  const person = reading.kind === 'identify' || reading.kind === 'group' || reading.kind === 'alias';
  for (const func of enclosing) {
    const info = call.scope.module.funcs.get(func);
    if (!info) continue;
    if (!shared(info)) {
      // Past a function with a name, or one that runs on an event, nothing is passed on by the call itself.
      if (info.name !== null || info.place !== 'argument') return null;
      continue;
    }
    if (person && IDENTIFIES.test(info.name ?? '') && info.node.params.length > 0)
      return enlist(info, call, target, classified, 'person', null, known);
    const passed = person ? [...reading.ids, reading.traits] : [reading.properties];
    if (isGenerated(call.module) || passed.some((value) => dependsOn(value, func, world)))
      return enlist(info, call, target, classified, person ? 'person' : 'properties', null, known);
  }
  return null;
}

/** What is called to identify, whatever becomes of what it is given. */
const IDENTIFIES = /^_?identify(?:user|person|customer|account|profile|visitor|member|contact)?$/i;

function isOwn(target: Target): boolean {
  return target.kind === 'sink' ? target.sink.own : target.wrapper.given !== null;
}

function enlist(
  info: FuncInfo,
  call: Call,
  target: Target,
  classified: Classified,
  carries: Wrapper['carries'],
  given: Wrapper['given'],
  known: Knowledge,
): Wrapper | null {
  const existing = known.wrappers.get(info.node);
  const wrapper: Wrapper = existing ?? {
    func: info.node,
    module: info.outer.module,
    info,
    name: displayName(info),
    carries,
    inner: [],
    given,
  };
  if (!wrapper.inner.some((inner) => inner.call === call)) {
    if (carries === 'name' && wrapper.carries !== 'name') {
      wrapper.carries = 'name';
      wrapper.inner.length = 0;
    }
    if (carries !== 'name' && wrapper.carries === 'name') return null;
    wrapper.inner.push({ call, target });
    wrapper.inner.sort((a, b) => rank(a.target) - rank(b.target) || a.call.node.start - b.call.node.start);
    wrapper.given = wrapper.inner.every((inner) => isOwn(inner.target)) ? (wrapper.given ?? given) : null;
  }
  classified.owner = wrapper;
  if (existing) return null;
  known.wrappers.set(info.node, wrapper);
  const list = known.byName.get(info.name ?? '') ?? [];
  known.byName.set(info.name ?? '', [...list, wrapper]);
  alsoKnownAs(wrapper, known);
  if (info.listens) {
    const key = evaluate(info.listens.key, { scope: info.listens.scope, frame: null }, known.world);
    if (key.kind === 'literal' && typeof key.value === 'string') known.listeners.set(key.value, wrapper);
  }
  return wrapper;
}

/** A vendor's call says more than an endpoint of the project's own. */
function rank(target: Target): number {
  return isOwn(target) ? 1 : 0;
}

/** The interface member or abstract method that a wrapper implements. */
function alsoKnownAs(wrapper: Wrapper, known: Knowledge): void {
  const { info, module } = wrapper;
  const { owner, name } = info;
  if (!owner || name === null) return;
  const place = module.classes.get(owner);
  if (!place) return;
  const { world } = known;
  ask(world, () => {
    for (const one of owner.implements ?? []) {
      if (one.expression.type !== 'Identifier') continue;
      const type = typeValue(
        { type: 'TSTypeReference', typeName: one.expression, typeArguments: null, start: 0, end: 0 } as never,
        { scope: place.outer, frame: null },
        world,
      );
      if (type.kind !== 'interface' && type.kind !== 'instance') continue;
      const found = member(type, name, { scope: place.outer, frame: null }, world);
      if (found.kind === 'signature') known.wrappers.set(found.key, wrapper);
      if (found.kind === 'function' && !found.node.body) known.wrappers.set(found.node, wrapper);
    }
    if (owner.superClass) {
      const parent = evaluate(owner.superClass, { scope: place.outer, frame: null }, world);
      if (parent.kind === 'class') {
        const found = member(
          { ...parent, kind: 'instance' },
          name,
          { scope: place.outer, frame: null },
          world,
        );
        if (found.kind === 'function' && found.node !== wrapper.func && !known.wrappers.has(found.node))
          known.wrappers.set(found.node, wrapper);
      }
    }
  });
}

function displayName(info: FuncInfo): string {
  // A member of a directive is called like a moment in its life.
  const key = info.place === 'property' ? info.listens?.key : null;
  if (key?.type === 'Literal' && typeof key.value === 'string') return key.value;
  const owner = info.owner ? info.outer.module.classes.get(info.owner)?.name : null;
  if (owner) return `${owner}.${info.name ?? ''}`;
  if (info.name !== null && info.name !== 'default') return info.name;
  for (const func of enclosingFunctions(info.outer)) {
    const name = info.outer.module.funcs.get(func)?.name;
    if (name) return name;
  }
  return fileName(info.outer.module.path);
}
