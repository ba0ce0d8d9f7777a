import type { CallSite } from '../evidence/call-site.ts';
import { evaluate } from './evaluate.ts';
import { Lines } from './lines.ts';
import type { Call, Func, Module } from './module.ts';
import { EMPTY_NAME, namesOf } from './names.ts';
import { isGenerated } from './purpose.ts';
import { readCall } from './read-call.ts';
import { enclosingFunctions } from './scope.ts';
import { shapeOf } from './shape.ts';
import type { Sink } from './sinks.ts';
import { alternatives, type Value } from './value.ts';
import { ask } from './world.ts';
import type { Classified, Knowledge, Target } from './wrappers.ts';

/** The call sites that all this comes to, by file and place. */
export function sites(known: Knowledge): CallSite[] {
  const used = new Set<object>(known.usedBeside);
  for (const { target } of known.calls.values()) if (target.kind === 'wrapper') used.add(target.wrapper);
  const lines = new Map<Module, Lines>();
  const linesOf = (module: Module): Lines => {
    let found = lines.get(module);
    if (!found) {
      found = new Lines(module.text);
      lines.set(module, found);
    }
    return found;
  };
  const found: CallSite[] = [];
  for (const one of known.calls.values()) {
    // The inside of a wrapper is no site of its own, unless it names the event or nobody calls the wrapper.
    if (one.owner && one.owner.carries !== 'properties' && used.has(one.owner)) continue;
    if (one.owner && isGenerated(one.call.module)) continue;
    if (one.owner?.carries !== 'properties' && inside(one.call, known.named)) continue;
    const made = ask(known.world, () => site(one, known, linesOf));
    if (isSaid(made, one.target)) found.push(made);
  }
  return found.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}

/** What only says that it tracks must at least be given a name, or one from a package that is not here. */
function isSaid({ events, patterns, why }: CallSite, target: Target): boolean {
  const said = events.length + patterns.length > 0 || why?.includes('external package') === true;
  return said || sinkOfTarget(target)?.claimed !== true;
}

function site(
  { call, target, reading }: Classified,
  known: Knowledge,
  linesOf: (module: Module) => Lines,
): CallSite {
  const { world } = known;
  const position = (module: Module, start: number) => linesOf(module).at(start);
  const named = reading.name ? namesOf(reading.name) : { names: [], patterns: [], why: null };
  const shape = shapeOf(payloadOf({ call, target, reading }, known), world, position);
  const traits = shapeOf(reading.traits, world, position);
  const wants = reading.kind === 'track';
  const start = position(call.module, call.node.start);
  const end = position(call.module, call.node.end);
  const sink = sinkOfTarget(target);
  const [only] = named.names;
  const resolved =
    (named.names.length > 0 && named.why === null) ||
    // A page need not be named.
    (!wants && (named.why === null || named.why === EMPTY_NAME || reading.name === null));
  return {
    file: call.module.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    kind: reading.kind,
    sdk: sink?.sdk ?? 'unknown',
    wrapper: target.kind === 'wrapper' ? target.wrapper.name : null,
    confidence: target.kind === 'wrapper' ? (target.byName ? 'likely' : 'certain') : target.sink.confidence,
    event:
      named.names.length === 1 && named.patterns.length === 0 && named.why === null ? (only ?? null) : null,
    events: named.names,
    patterns: named.patterns,
    properties: shape.properties,
    added: shape.added,
    open: shape.open,
    traits: traits.properties,
    ids: reading.idNames,
    resolved,
    why: resolved ? null : (named.why ?? 'the call has no name'),
    system: null,
  };
}

/** The payload; where a configured wrapper does not say where that is, what following its function shows. */
function payloadOf(
  { call, target, reading }: Pick<Classified, 'call' | 'target' | 'reading'>,
  known: Knowledge,
): Value {
  const silent =
    target.kind === 'sink' &&
    known.configured.some((one) => one.sink === target.sink) &&
    target.sink.signatures.every((one) => one.properties.length === 0);
  if (!silent || call.node.type !== 'CallExpression') return reading.properties;
  const env = { scope: call.scope, frame: null };
  for (const callee of alternatives(evaluate(call.node.callee, env, known.world))) {
    const wrapper = callee.kind === 'function' ? known.wrappers.get(callee.node) : undefined;
    if (wrapper && callee.kind === 'function')
      return (
        readCall(call, { kind: 'wrapper', wrapper, callee, byName: false }, env, known)?.properties ??
        reading.properties
      );
  }
  return reading.properties;
}

function inside({ scope }: Call, named: ReadonlySet<Func>): boolean {
  return named.size > 0 && enclosingFunctions(scope).some((func) => named.has(func));
}

function sinkOfTarget(target: Target, depth = 0): Sink | null {
  if (target.kind === 'sink') return target.sink;
  const inner = target.wrapper.inner[0];
  return inner && depth < 8 ? sinkOfTarget(inner.target, depth + 1) : null;
}
