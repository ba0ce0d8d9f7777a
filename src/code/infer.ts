import { sdks } from '../catalogue/sdks.ts';
import { calledName } from './callee.ts';
import { type Configured, configuredWords } from './configured.ts';
import type { Call, Module } from './module.ts';
import { CLAIM, escapeWord, mayClaim, mayReachSink, wordPattern } from './needles.ts';
import { Project } from './project.ts';
import { enclosingFunctions } from './scope.ts';
import { VERBS } from './sinks.ts';
import type { Sources } from './sources.ts';
import { fileName } from './sources.ts';
import { newWorld, type World } from './world.ts';
import { classify, type Knowledge, type Wrapper } from './wrappers.ts';

/** Rounds of new wrappers; real projects need three or four. */
const MAX_ROUNDS = 10;

/** Names that can lead to a wrapper, and the files that are imported under any name. */
interface Needles {
  readonly words: Set<string>;
  readonly files: Set<string>;
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
    claims: false,
    configured,
    named: new Set(),
    project,
  };
  const words = configuredWords(configured);
  if (words.length > 0) {
    const pattern = wordPattern(words);
    follow(
      known,
      scanned,
      { words: new Set(words), files: new Set() },
      (bytes) => pattern.test(bytes),
      false,
    );
  }
  const verbs = new Set(
    sdks.flatMap((sdk) => [...sdk.calls.keys()].map((call) => call.split('.').pop() ?? call)),
  );
  follow(known, scanned, { words: verbs, files: new Set() }, mayReachSink, true);
  known.claims = true;
  follow(known, scanned, { words: new Set(), files: new Set() }, mayClaim, false, CLAIM);
  return known;
}

/** Finds the modules that put a value into a context: `X.Provider`. */
function providersIn(project: Project, scanned: readonly string[]): World['providers'] {
  const found = new Map<string, readonly Module[]>();
  return (tag) => {
    const known = found.get(tag);
    if (known) return known;
    const modules = scanned
      .filter((path) => project.sources.bytes(path)?.includes(tag))
      .map((path) => project.module(path))
      .filter((one) => one !== null);
    found.set(tag, modules);
    return modules;
  };
}

/** Classifies the calls that the needles lead to, and those that the wrappers found so lead to. */
function follow(
  known: Knowledge & { project: Project },
  scanned: readonly string[],
  start: Needles,
  seed: (bytes: string) => boolean,
  seeding: boolean,
  called: RegExp | null = null,
): void {
  const { project } = known;
  let needles = start;
  let holds = seed;
  let first = seeding;
  let also = called;
  for (let round = 0; round < MAX_ROUNDS && (needles.words.size + needles.files.size > 0 || also); round++) {
    const found: Wrapper[] = [];
    for (const path of scanned) {
      const bytes = project.sources.bytes(path);
      if (bytes === undefined || !holds(bytes)) continue;
      const module = project.module(path);
      if (!module) continue;
      const names = aliases(module, needles, first);
      for (const call of module.calls) {
        if (known.calls.has(call.node)) continue;
        const name = nameOf(call);
        if (
          name === null ||
          !(names.has(name) || also?.test(name) || (first && (VERBS.test(name) || SENDS.test(name))))
        )
          continue;
        const wrapper = classify(call, known);
        if (wrapper) found.push(wrapper);
      }
    }
    needles = needlesOf(found);
    const pattern = patternOf(needles);
    holds = (bytes) => pattern.test(bytes);
    first = false;
    also = null;
  }
}

const SENDS = /^(?:fetch|\$fetch|post|put|sendBeacon|request|ajax|axios)$/;

function nameOf(call: Call): string | null {
  const { node } = call;
  if (node.type === 'CallExpression') return calledName(node);
  return node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier' ? node.name.name : null;
}

/** Names in a module that may stand for what the needles name: imports, and variables made from them. */
function aliases(module: Module, needles: Needles, first: boolean): ReadonlySet<string> {
  const names = new Set(needles.words);
  for (const [name, binding] of module.top.bindings)
    if (
      binding.kind === 'import' &&
      (names.has(binding.name) ||
        needles.files.has(fileName(binding.source)) ||
        (first && isSdk(binding.source)))
    )
      names.add(name);
  for (let pass = 0; pass < 4; pass++) {
    const before = names.size;
    for (const one of module.declarations) {
      if (one.names.every((name) => names.has(name))) continue;
      const text = module.text.slice(one.start, one.end);
      for (const [token] of text.matchAll(/[\w$]+/g))
        if (names.has(token)) {
          for (const name of one.names) names.add(name);
          break;
        }
    }
    if (names.size === before) break;
  }
  return names;
}

const modules = sdks.flatMap((sdk) => sdk.modules);

function isSdk(source: string): boolean {
  return modules.some((name) => source === name || source.startsWith(`${name}/`));
}

function needlesOf(wrappers: readonly Wrapper[]): Needles {
  const words = new Set<string>();
  const files = new Set<string>();
  for (const { info, module } of wrappers) {
    const { name } = info;
    if (name !== null && name !== 'default') words.add(name);
    const outer = enclosingFunctions(info.outer).map((func) => module.funcs.get(func)?.name);
    const named = [name, ...outer];
    for (const one of outer)
      if (one && (/^(?:use|create|make|get|build|with|init)[A-Z]/.test(one) || name === null)) words.add(one);
    const defaults = module.exports.get('default');
    const local = defaults?.kind === 'local' ? defaults.name : null;
    if (defaults && (named.includes('default') || local === null || named.includes(local)))
      files.add(fileName(module.path));
  }
  words.delete('');
  return { words, files };
}

function patternOf({ words, files }: Needles): RegExp {
  const parts = words.size > 0 ? [wordPattern(words).source] : [];
  if (files.size > 0)
    parts.push(`(?:/|['"])(?:${[...files].sort().map(escapeWord).join('|')})(?:/index)?(?:\\.\\w+)?['"]`);
  return parts.length === 0 ? /(?!)/ : new RegExp(parts.join('|'));
}
