import type { CallExpression, JSXOpeningElement } from 'oxc-parser';
import { attributeTarget } from './attributes.ts';
import { identifier } from './bindings.ts';
import { calledName } from './callee.ts';
import { claimedSink } from './claims.ts';
import { configuredTarget } from './configured.ts';
import { evaluate } from './evaluate.ts';
import { memberSink } from './generated-members.ts';
import { listenerTarget } from './listeners.ts';
import { componentName } from './markup-tags.ts';
import type { Call } from './module.ts';
import { ownSink } from './own-sinks.ts';
import { enclosingFunctions } from './scope.ts';
import { isHandedOut, sinkOf, WINDOW } from './sinks.ts';
import { alternatives, type Env, isNothing, UNDEFINED, unknown, type Value } from './value.ts';
import { VOCABULARY } from './vocabulary.ts';
import { ask, type World } from './world.ts';
import type { Knowledge, Target, Wrapper } from './wrappers.ts';

/** Words that are too common to mean a wrapper without its import. */
const BARE =
  /^(?:track|identify|capture|page|screen|group|alias|record|emit|send|log|report|event|push|on|set|add|default|handle\w*|on[A-Z]\w*)$/;

/** Globals that are the platform's. */
const PLATFORM = new Set(
  'window globalThis self global document navigator console Math JSON Object Array Promise process chrome browser'.split(
    ' ',
  ),
);

/** What a call reaches, when it reaches a sink or a wrapper. */
export function targetOf(
  call: Call,
  known: Knowledge,
  env: Env = { scope: call.scope, frame: null },
): Target | null {
  const { world } = known;
  const { node } = call;
  if (node.type === 'NewExpression') return null;
  const configured = configuredTarget(call, known.configured);
  if (configured) {
    if (node.type === 'CallExpression')
      for (const one of alternatives(evaluate(node.callee, env, world)))
        if (one.kind === 'function') known.named.add(one.node);
    return { kind: 'sink', sink: configured.sink, body: null };
  }
  const sends = node.type === 'JSXOpeningElement' ? attributeTarget(node, env, world) : null;
  if (sends) return sends;
  const callee =
    node.type === 'JSXOpeningElement' ? tagValue(node, env, world) : evaluate(node.callee, env, world);
  for (const one of alternatives(callee)) {
    const wrapper =
      one.kind === 'module' && one.module.self
        ? known.wrappers.get(one.module.self)
        : one.kind === 'function'
          ? known.wrappers.get(one.node)
          : one.kind === 'signature'
            ? known.wrappers.get(one.key)
            : undefined;
    if (wrapper)
      return {
        kind: 'wrapper',
        wrapper,
        callee: one.kind === 'function' && one.node === wrapper.func ? one : plain(wrapper),
        byName: false,
      };
  }
  if (node.type === 'JSXOpeningElement') return null;
  const borrowed = borrowedTarget(node, env, known);
  if (borrowed) return borrowed;
  const sink = sinkOf(callee, node);
  if (sink) return { kind: 'sink', sink, body: null };
  const own = ownSink(node, env, world, withinNames(call));
  if (own) return { kind: 'sink', sink: own.sink, body: own.body };
  const generated = memberSink(node, env, world);
  if (generated) return { kind: 'sink', ...generated };
  const listener = listenerTarget(node, env, known);
  if (listener) return listener;
  const claimed = known.claims ? claimedSink(callee, node, env, world) : null;
  if (claimed && !already(callee, known)) return { kind: 'sink', sink: claimed, body: null };
  return byName(node, callee, known);
}

/** `track.apply(this, args)` and `track.call(this, …)`, where `track` is a wrapper. */
function borrowedTarget({ callee }: CallExpression, env: Env, known: Knowledge): Target | null {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  const way = callee.property.name;
  if ((way !== 'apply' && way !== 'call') || callee.object.type === 'Super') return null;
  for (const one of alternatives(evaluate(callee.object, env, known.world))) {
    const wrapper = one.kind === 'function' ? known.wrappers.get(one.node) : undefined;
    if (wrapper && one.kind === 'function')
      return { kind: 'wrapper', wrapper, callee: one, byName: false, given: way };
  }
  return null;
}

/** Whether what a call goes to holds a call of its own that is known. */
export function isUnderstood(call: Call, known: Knowledge): boolean {
  const { node } = call;
  if (node.type !== 'CallExpression') return false;
  return ask(known.world, () =>
    already(evaluate(node.callee, { scope: call.scope, frame: null }, known.world), known),
  );
}

/** A function whose inside is understood already is no sink on top of that. */
function already(callee: Value, known: Knowledge): boolean {
  return alternatives(callee).some((one) => {
    if (one.kind !== 'function') return false;
    const { start, end } = one.node;
    for (const { call } of known.calls.values())
      if (call.module === one.module && call.node.start >= start && call.node.end <= end) return true;
    return false;
  });
}

export function withinNames(call: Call): string {
  const names = enclosingFunctions(call.scope).map((func) => call.scope.module.funcs.get(func)?.name ?? '');
  return names.join(' ');
}

/** A function that came as a parameter or a property, and has the name of the project's only such wrapper. */
function byName(node: CallExpression, callee: Value, known: Knowledge): Target | null {
  const [from] = alternatives(callee);
  // Under whatever name it was taken out of the properties.
  const name = (from?.kind === 'input' ? from.path.at(-1) : undefined) ?? calledName(node);
  if (name === null || BARE.test(name) || !VOCABULARY.test(name)) return null;
  if (
    !alternatives(callee).every(
      (one) =>
        one.kind === 'input' ||
        one.kind === 'signature' ||
        isOwnGlobal(one) ||
        (one.kind === 'outside' && isHandedOut(one)) ||
        (one.kind === 'unknown' && !one.why.includes('not found')) ||
        isNothing(one),
    )
  )
    return null;
  const all = ['', '$'].flatMap((mark) => known.byName.get(mark + name.replace(/^\$/, '')) ?? []);
  // What is put on the window is a member of an object, not the function that it calls.
  const exposed = isOwnGlobal(from ?? UNDEFINED) && all.length > 1;
  const [wrapper, other] = exposed ? all.filter((one) => one.info.place === 'property') : all;
  if (!wrapper || other || wrapper.carries !== 'name') return null;
  return { kind: 'wrapper', wrapper, callee: plain(wrapper), byName: true };
}

/** `API.trackEvent(…)`, `window.api.trackEvent(…)` where `API` is declared nowhere: the project's own, put on the window. */
function isOwnGlobal(value: Value): boolean {
  if (value.kind !== 'outside' || value.module !== null) return false;
  const window = WINDOW.has(value.path[0] ?? '');
  const path = window ? value.path.slice(1) : value.path;
  return path.length > (window ? 0 : 1) && path.length <= 2 && !PLATFORM.has(path[0] ?? '');
}

export function plain(wrapper: Wrapper): Extract<Value, { kind: 'function' }> {
  return {
    kind: 'function',
    node: wrapper.func,
    module: wrapper.module,
    env: { scope: wrapper.info.outer, frame: null },
  };
}

function tagValue(node: JSXOpeningElement, env: Env, world: World): Value {
  if (node.name.type !== 'JSXIdentifier') return unknown('a tag that is not followed');
  const name = componentName(node.name.name);
  return /^[A-Z]/.test(name) ? identifier(name, node.start, env, world) : UNDEFINED;
}
