import type { Class, Expression } from 'oxc-parser';
import type { Func, FuncInfo, Module, Scope } from './module.ts';
import { MAX_SOURCE, parseModule } from './parse.ts';
import { Resolver, type Target } from './resolve.ts';
import type { Sources } from './sources.ts';

/** What an exported name stands for. */
export type Exported =
  | { readonly kind: 'name'; readonly module: Module; readonly name: string }
  | { readonly kind: 'value'; readonly node: Expression | Func | Class; readonly scope: Scope }
  | { readonly kind: 'module'; readonly module: Module }
  /** A member of what CommonJS exports as a whole. */
  | { readonly kind: 'member'; readonly of: Exported; readonly name: string }
  | { readonly kind: 'package'; readonly source: string; readonly name: string };

/** Characters a line that nobody writes, and how long a file must be for that to mean anything. */
const BUNDLE_LINE = 500;
const BUNDLE_LENGTH = 1 << 18;

/** Whether a text is what a bundler made: as little the project's own as `*.min.js`. */
function isBundle(text: string): boolean {
  // What is too large for the parser is named by it.
  if (text.length < BUNDLE_LENGTH || text.length > MAX_SOURCE) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > BUNDLE_LINE;
}

/** The project's modules, parsed when first asked for. */
export class Project {
  readonly sources: Sources;
  readonly #resolver: Resolver;
  readonly #modules = new Map<string, Module>();
  readonly #barrels = new Map<string, boolean>();
  /** Packages that an import named and that no file was known for. */
  readonly outside = new Set<string>();

  constructor(sources: Sources) {
    this.sources = sources;
    this.#resolver = new Resolver(sources);
  }

  module(path: string): Module | null {
    const known = this.#modules.get(path);
    if (known) return known;
    const text = this.sources.text(path);
    if (text === undefined || path.endsWith('.json') || isBundle(text)) return null;
    const module = parseModule(path, text);
    this.#modules.set(path, module);
    return module;
  }

  get parsed(): readonly Module[] {
    return [...this.#modules.values()];
  }

  resolve(from: string, specifier: string): Target {
    const target = this.#resolver.resolve(from, specifier);
    if (target.kind === 'package') this.outside.add(target.name);
    return target;
  }

  /** What a module imported as `specifier` gives under `name` (`*`: all of it). */
  imported(from: Module, specifier: string, name: string): Exported | null {
    return this.#imported(from, specifier, name, new Set());
  }

  exported(module: Module, name: string): Exported | null {
    return this.#exported(module, name, new Set());
  }

  #imported(from: Module, specifier: string, name: string, seen: Set<string>): Exported | null {
    const target = this.resolve(from.path, specifier);
    if (target.kind === 'package') return { kind: 'package', source: target.name, name };
    const module = this.module(target.path);
    if (!module) return null;
    if (name !== '*') return this.#exported(module, name, seen);
    const whole = module.exports.get('export=');
    return whole?.kind === 'value' ? whole : { kind: 'module', module };
  }

  #exported(module: Module, name: string, seen: Set<string>): Exported | null {
    const key = `${module.path}\0${name}`;
    if (seen.has(key)) return null;
    seen.add(key);
    if (module.component && name === 'default') return { kind: 'module', module };
    const ref = module.exports.get(name);
    if (ref) {
      if (ref.kind === 'value') return ref;
      if (ref.kind === 'local') {
        const binding = module.top.bindings.get(ref.name);
        return binding?.kind === 'import'
          ? this.#imported(module, binding.source, binding.name, seen)
          : { kind: 'name', module, name: ref.name };
      }
      return this.#imported(module, ref.source, ref.kind === 'all' ? '*' : ref.name, seen);
    }
    const whole = name === 'default' ? undefined : module.exports.get('export=');
    if (whole?.kind === 'value') return { kind: 'member', of: whole, name };
    let outside: Exported | null = null;
    for (const source of module.stars) {
      if (!this.mayExport(module, source, name)) continue;
      const found = this.#imported(module, source, name, seen);
      if (found && found.kind !== 'package') return found;
      outside ??= found;
    }
    return outside;
  }

  /** Whether a module's text has a name at all, or passes on others': asked before it is parsed for nothing. */
  mayExport(from: Module, source: string, name: string): boolean {
    const target = this.resolve(from.path, source);
    if (target.kind === 'package' || this.#modules.has(target.path)) return true;
    const data = this.sources.data(target.path) ?? new Uint8Array();
    // A default export has no name to look for, and bytes are not letters beyond ASCII.
    return (
      name === 'default' ||
      /[^\w$]/.test(name) ||
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(name) ||
      this.#passesOn(target.path)
    );
  }

  /** Whether a file may export all that another one does. */
  #passesOn(path: string): boolean {
    let known = this.#barrels.get(path);
    if (known === undefined) {
      known = /export\s*\*/.test(this.sources.bytes(path) ?? '');
      this.#barrels.set(path, known);
    }
    return known;
  }

  info(node: Func, module: Module): FuncInfo | undefined {
    return module.funcs.get(node);
  }
}
