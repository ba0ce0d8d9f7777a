import type { Node } from 'oxc-parser';
import { sdks } from '../catalogue/sdks.ts';
import { addAliases } from './aliases.ts';
import { byteSearch } from './byte-search.ts';
import { calledName, receiverName } from './callee.ts';
import { mayClaim } from './claim-names.ts';
import { type Configured, configuredWords } from './configured.ts';
import { eventMember } from './generated-members.ts';
import { DIRECTIVE, SENDERS } from './listeners.ts';
import { componentName, isEventAttribute } from './markup-tags.ts';
import type { Call, Module } from './module.ts';
import { escapeWord, mayHoldClaim, mayReachSink, passesGate, wordPattern } from './needles.ts';
import { maySend } from './own-sinks.ts';
import { Project } from './project.ts';
import { enclosingFunctions } from './scope.ts';
import { TRACKER, VERBS } from './sinks.ts';
import type { Sources } from './sources.ts';
import { fileName } from './sources.ts';
import { isUnderstood } from './targets.ts';
import { newWorld, type World } from './world.ts';
import { classify, type Knowledge, type Wrapper } from './wrappers.ts';

/** Rounds of new wrappers; real projects need three or four. */
const MAX_ROUNDS = 10;

/** What can lead to a wrapper. */
interface Needles {
  /** Names that it is called by. */
  readonly words: Set<string>;
  /** Files that are imported under any name. */
  readonly files: Set<string>;
  /** Keys that it listens for. */
  readonly keys: Set<string>;
}

function needlesFor(words: Iterable<string>): Needles {
  return { words: new Set(words), files: new Set(), keys: new Set() };
}

/**
 * From the sinks backwards: whoever passes a parameter to a sink's name is a wrapper, its callers are
 * looked up by name and checked by what the name leads to, until no more are found.
 */
export function infer(
  sources: Sources,
  scanned: readonly string[],
  configured: readonly Configured[] = [],
): Knowledge & { readonly project: Project } {
  const project = new Project(sources);
  const known: Knowledge & { project: Project } = {
    world: newWorld(project, providersIn(project, scanned)),
    wrappers: new Map(),
    byName: new Map(),
    calls: new Map(),
    usedBeside: new Set(),
    claims: false,
    configured,
    listeners: new Map(),
    named: new Set(),
    project,
  };
  const words = configuredWords(configured);
  if (words.length > 0) {
    const called = needlesFor(words);
    follow(known, scanned, called, { in: scanned, holds: holding(called, sources) });
  }
  const near = scanned.filter((path) => passesGate(sources.data(path) ?? NOTHING));
  const asked = (may: typeof mayReachSink) => (path: string) =>
    may(sources.data(path) ?? NOTHING, sources.bytes(path) ?? '');
  follow(known, scanned, needlesFor(GLOBALS), { in: near, holds: asked(mayReachSink), sinks: true });
  known.claims = true;
  follow(known, scanned, needlesFor([]), { in: near, holds: asked(mayHoldClaim), claims: true });
  retract(known);
  return known;
}

/** Claims are believed in the order of the files; what was understood of a function since then counts instead. */
function retract(known: Knowledge): void {
  for (const [node, { call, target }] of [...known.calls])
    if (target.kind === 'sink' && target.sink.claimed && isUnderstood(call, known)) {
      known.calls.delete(node);
      classify(call, known);
    }
}

/** Finds the modules that put a value into a context: `X.Provider`. */
function providersIn(project: Project, scanned: readonly string[]): World['providers'] {
  const found = new Map<string, readonly Module[]>();
  return (tag) => {
    const known = found.get(tag);
    if (known) return known;
    const holds = byteSearch([tag]);
    const modules = scanned
      .filter((path) => holds(project.sources.data(path) ?? NOTHING))
      .map((path) => project.module(path))
      .filter((one) => one !== null);
    found.set(tag, modules);
    return modules;
  };
}

/** The first of the looks at a project's files: where, and what a file must hold. */
interface Look {
  readonly in: readonly string[];
  readonly holds: (path: string) => boolean;
  /** Calls that may reach a vendor count, whatever the needles say. */
  readonly sinks?: boolean;
  /** So do those of functions that say they track. */
  readonly claims?: boolean;
}

/** Classifies the calls that the needles lead to, and those that the wrappers found so lead to. */
function follow(
  known: Knowledge & { project: Project },
  scanned: readonly string[],
  start: Needles,
  look: Look,
): void {
  const { project } = known;
  let needles = start;
  let next: Look | null = look;
  for (let round = 0; round < MAX_ROUNDS && next; round++) {
    const found: Wrapper[] = [];
    const { holds, sinks = false, claims = false } = next;
    for (const path of next.in) {
      const module = holds(path) ? project.module(path) : null;
      if (!module) continue;
      const names = aliases(module, needles, sinks);
      for (const call of module.calls) {
        if (known.calls.has(call.node)) continue;
        if (!worth(call, names, claims, sinks) && !sends(call, needles)) continue;
        const wrapper = classify(call, known);
        if (wrapper) found.push(wrapper);
      }
    }
    needles = needlesOf(found, known);
    const more: boolean = needles.words.size + needles.files.size + needles.keys.size > 0;
    next = more ? { in: scanned, holds: holding(needles, project.sources) } : null;
  }
}

/** Whether a file calls what the needles name: first its bytes are searched, then its text is looked at. */
function holding(needles: Needles, sources: Sources): (path: string) => boolean {
  const search = byteSearch([...needles.words, ...needles.files, ...needles.keys]);
  const pattern = patternOf(needles);
  return (path) => search(sources.data(path) ?? NOTHING) && pattern.test(sources.bytes(path) ?? '');
}

const NOTHING = new Uint8Array();

const GLOBALS = new Set(sdks.flatMap((sdk) => sdk.globals).concat('people'));
const CALLS = new Set(
  sdks.flatMap((sdk) => [...sdk.calls.keys()].map((call) => call.split('.').pop() ?? call)),
);

/** Whether a call may lead anywhere: by its name, or, on the first look, by what it is called on. */
function worth(call: Call, names: ReadonlySet<string>, claims: boolean, first: boolean): boolean {
  const { node } = call;
  if (node.type === 'NewExpression') return false;
  if (node.type === 'JSXOpeningElement')
    return (
      (node.name.type === 'JSXIdentifier' && names.has(componentName(node.name.name))) ||
      node.attributes.some((one) => one.type === 'JSXAttribute' && isEventAttribute(String(one.name.name)))
    );
  const name = calledName(node);
  if (name === null) return false;
  if (names.has(name) || (claims && mayClaim(node))) return true;
  // `track.apply(this, args)`
  if ((name === 'apply' || name === 'call') && names.has(receiverName(node) ?? '')) return true;
  if (!first) return false;
  if (VERBS.test(name) || maySend(node, name) || eventMember(node) !== null) return true;
  return CALLS.has(name) && chain(node.callee).some((one) => names.has(one) || TRACKER.test(one));
}

/** Whether a call may reach whoever listens for a key. */
function sends({ node }: Call, { keys }: Needles): boolean {
  if (keys.size === 0 || node.type !== 'CallExpression') return false;
  const name = calledName(node);
  return name !== null && (SENDERS.includes(name) || name.startsWith(DIRECTIVE));
}

/** The names of `a.b().c`. */
function chain(callee: Node): string[] {
  const found: string[] = [];
  let at: Node = callee;
  for (;;) {
    if (at.type === 'Identifier') return [...found, at.name];
    if (at.type === 'MemberExpression') {
      if (at.property.type === 'Identifier') found.push(at.property.name);
      at = at.object;
    } else if (at.type === 'CallExpression') at = at.callee;
    else if (
      at.type === 'ChainExpression' ||
      at.type === 'TSNonNullExpression' ||
      at.type === 'TSAsExpression'
    )
      at = at.expression;
    else return found;
  }
}

/** Names in a module that may stand for what the needles name: imports, and variables made from them. */
function aliases(module: Module, needles: Needles, first: boolean): ReadonlySet<string> {
  const names = new Set(needles.words);
  for (const [name, binding] of module.top.bindings)
    if (
      binding.kind === 'import' &&
      (names.has(binding.name) ||
        (needles.files.size > 0 && needles.files.has(fileName(binding.source))) ||
        (first && isSdk(binding.source)))
    )
      names.add(name);
  addAliases(names, module);
  return names;
}

const MODULES = new Set(sdks.flatMap((sdk) => sdk.modules));

/** Whether an import is of a vendor's module, or of a part of one. */
function isSdk(source: string): boolean {
  for (let end = source.length; end > 0; end = source.lastIndexOf('/', end - 1))
    if (MODULES.has(source.slice(0, end))) return true;
  return false;
}

const MAKER = /^(?:use|create|make|get|build|with|init)[A-Z]/;

function needlesOf(wrappers: readonly Wrapper[], known: Knowledge): Needles {
  const { words, files, keys } = needlesFor([]);
  for (const { info, module } of wrappers) {
    const { name } = info;
    if (name !== null && name !== 'default') words.add(name.replace(/^\$/, '')).add(name);
    // Whoever emits may have the key from elsewhere, as a constant: then it does not stand in the file.
    for (const [key, wrapper] of info.listens ? known.listeners : [])
      if (wrapper.info === info) keys.add(key).add('.emit(');
    // Of the functions around it, only those that may hand it out: hooks and makers, no components.
    const outer = enclosingFunctions(info.outer)
      .map((func) => module.funcs.get(func)?.name)
      .filter((one) => one && (MAKER.test(one) || (name === null && !/^[A-Z]/.test(one))));
    const named = [name, ...outer];
    for (const one of outer) if (one) words.add(one);
    for (const maker of makersOf(name, module)) words.add(maker);
    if (info.node === module.self || isDefault(module, info, named)) files.add(fileName(module.path));
  }
  words.delete('');
  return { words, files, keys };
}

/** Hooks and makers beside a function that give it back: `return allowed ? send : drop`. */
function makersOf(name: string | null, { funcs, text }: Module): string[] {
  if (name === null) return [];
  const word = new RegExp(`(?<![\\w$.])${escapeWord(name)}(?![\\w$])`);
  return [...funcs.values()].flatMap((info) =>
    info.name !== null &&
    info.name !== name &&
    MAKER.test(info.name) &&
    info.returns.some(({ argument: { start, end } }) =>
      word.test(text.slice(start, Math.min(end, start + 400))),
    )
      ? [info.name]
      : [],
  );
}

/** Whether a module's default export is a wrapper or hands it out: then it has another name in every file. */
function isDefault(
  module: Module,
  info: Wrapper['info'],
  named: readonly (string | null | undefined)[],
): boolean {
  const exported = module.exports.get('default');
  if (!exported) return false;
  if (exported.kind === 'local') return named.includes(exported.name);
  if (named.includes('default')) return true;
  if (exported.kind !== 'value') return false;
  const { start, end } = exported.node;
  if (info.node.start >= start && info.node.end <= end) return true;
  const owner = info.owner ? module.classes.get(info.owner)?.name : null;
  const words = new Set(module.text.slice(start, end).match(/[\w$]+/g));
  return [...named, owner].some((name) => name && words.has(name));
}

function patternOf({ words, files, keys }: Needles): RegExp {
  const parts = [...keys].map(escapeWord);
  if (words.size > 0) parts.push(wordPattern(words).source);
  if (files.size > 0)
    parts.push(`(?:/|['"])(?:${[...files].sort().map(escapeWord).join('|')})(?:/index)?(?:\\.\\w+)?['"]`);
  return parts.length === 0 ? /(?!)/ : new RegExp(parts.join('|'));
}
