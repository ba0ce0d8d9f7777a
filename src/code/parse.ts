import type { Program } from 'oxc-parser';
import { collect } from './collect.ts';
import { type Block, splitSvelte, splitVue } from './component.ts';
import { nestsTooDeep } from './depth.ts';
import type { Func, Module } from './module.ts';
import { newScope, settle } from './scope.ts';
import { fileName } from './sources.ts';
import { type Lang, parseTree, type Tree } from './trees.ts';

/** Larger files are bundles: nobody instruments in them. */
export const MAX_SOURCE = 4 * 1024 * 1024;

/** Reads one file. Never throws: what does not parse is in `errors`, and what could be read is there. */
export function parseModule(path: string, text: string): Module {
  const component = path.endsWith('.vue') || path.endsWith('.svelte');
  const module = emptyModule(path, text, component);
  if (text.length > MAX_SOURCE) {
    module.errors.push({ message: 'the file is too large to be source', start: 0 });
    return module;
  }
  if (nestsTooDeep(text)) {
    module.errors.push({ message: 'the code nests too deep to be read', start: 0 });
    return module;
  }
  if (!component) {
    readBlock({ text, start: 0, lang: languageOf(path), template: false }, module, false);
    return module;
  }
  const svelte = path.endsWith('.svelte');
  for (const block of svelte ? splitSvelte(text) : splitVue(text))
    readBlock(block.template ? block : inPlace(block), module, svelte);
  return module;
}

function languageOf(path: string): Lang {
  if (/\.d\.[cm]?ts$/.test(path)) return 'dts';
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}

/** A script where it stands in its file: blanks before it are read faster than its tree is moved. */
function inPlace(block: Block): Block {
  return { ...block, text: ' '.repeat(block.start) + block.text, start: 0 };
}

/** One script, or one expression of a template, which sees what the scripts before it declare. */
function readBlock(block: Block, module: Module, svelte: boolean): void {
  const lang: Lang = block.lang === '' ? 'js' : (block.lang as Lang);
  const result = parseTree(block.text, lang);
  const program = block.template ? result.program : whatIsThere(result, block.text, lang);
  if (block.start > 0) shift(program, block.start);
  for (const error of result.errors)
    if (!block.template && error.severity === 'Error')
      module.errors.push({
        message: error.message,
        start: block.start + (error.labels[0]?.start ?? 0),
      });
  // A list of comments costs its making, and all but a few hold nothing for us.
  for (const comment of block.text.includes('dataplan-') ? result.comments : [])
    module.comments.push({ ...comment, start: comment.start + block.start, end: comment.end + block.start });
  const scope = block.template ? newScope(module, module.top) : module.top;
  for (const name of block.names ?? [])
    scope.bindings.set(name, { kind: 'opaque', why: 'an element of a list' });
  try {
    settle(collect(program, module, scope, svelte && !block.template));
  } catch (error) {
    // A sum of ten thousand terms is a tree of ten thousand levels.
    if (!(error instanceof RangeError)) throw error;
    module.errors.push({ message: 'the code nests too deep to be read', start: block.start });
  }
}

/** A function that nobody wrote: its one parameter are a component's properties. */
const SELF = (): Func => ({
  type: 'ArrowFunctionExpression',
  start: 0,
  end: 0,
  expression: false,
  async: false,
  typeParameters: null,
  params: [],
  returnType: null,
  body: null as never,
  id: null,
  generator: false,
});

/** Statements that are dropped before an error until the rest is code. */
const MAX_CUTS = 4;

/** The program; where the parser gives up, the statements before the one that it gave up in. */
function whatIsThere({ program, errors }: Tree, text: string, lang: Lang): Program {
  let end = errors[0]?.labels[0]?.start ?? 0;
  for (let cut = 0; cut < MAX_CUTS && program.body.length === 0 && end > 0; cut++) {
    end = Math.max(
      0,
      ...[...text.slice(0, end).matchAll(/\n(?=[\w@$])/g)].slice(-1).map((match) => match.index),
    );
    const before = end > 0 ? parseTree(text.slice(0, end), lang) : null;
    if (before && before.program.body.length > 0) return before.program;
  }
  return program;
}

function emptyModule(path: string, text: string, component: boolean): Module {
  const module: Omit<Module, 'top'> & { top: Module['top'] | null } = {
    path,
    text,
    top: null,
    exports: new Map(),
    stars: [],
    calls: [],
    funcs: new Map(),
    classes: new Map(),
    comments: [],
    providers: [],
    fields: [],
    declarations: [],
    options: [],
    errors: [],
    component,
    self: component ? SELF() : null,
  };
  const whole = module as Module;
  const top = newScope(whole, null);
  module.top = top;
  if (whole.self)
    whole.funcs.set(whole.self, {
      node: whole.self,
      name: fileName(path),
      place: 'declaration',
      owner: null,
      static: false,
      listens: null,
      home: null,
      each: null,
      outer: top,
      inner: top,
      returns: [],
    });
  return whole;
}

/** Moves a tree to where its text stands in the file. */
function shift(node: object, by: number): void {
  const place = node as { start?: unknown; end?: unknown };
  if (typeof place.start === 'number') place.start += by;
  if (typeof place.end === 'number') place.end += by;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object' && item !== null) shift(item, by);
    } else if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) shift(value, by);
  }
}
