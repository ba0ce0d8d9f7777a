import { isObject, type Json } from '../text/json.ts';
import { directory, join, normalize, parseJsonc, type Sources } from './sources.ts';

/** Where an import leads: a file of the project, or a package outside it. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string };

const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.d.ts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '.vue',
  '.svelte',
  '.svelte.ts',
  '.svelte.js',
  '.json',
];

interface Paths {
  readonly base: string;
  readonly patterns: readonly (readonly [string, readonly string[]])[];
  /** `baseUrl`, when it is set. */
  readonly root: string | null;
}

/**
 * Finds the file an import names, over the files that are known: relative paths, tsconfig `paths`,
 * package.json `imports`, `exports` and workspaces, usual bundler aliases, installed packages that were read.
 */
export class Resolver {
  readonly #sources: Sources;
  readonly #memo = new Map<string, Target>();
  readonly #configs = new Map<string, Paths | null>();
  readonly #manifests = new Map<string, Readonly<Record<string, Json>> | null>();
  #packages: Map<string, string> | null = null;
  #bySuffix: Map<string, string[]> | null = null;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Folders of the project's own packages, by name. */
  get #workspaces(): ReadonlyMap<string, string> {
    if (this.#packages) return this.#packages;
    this.#packages = new Map();
    for (const path of this.#sources.paths)
      if (path === 'package.json' || path.endsWith('/package.json')) {
        const name = this.#json(path)?.['name'];
        if (typeof name === 'string' && !this.#packages.has(name)) this.#packages.set(name, directory(path));
      }
    return this.#packages;
  }

  /** Files by the last part of their path, an index by its folder's. */
  get #ends(): ReadonlyMap<string, readonly string[]> {
    if (this.#bySuffix) return this.#bySuffix;
    this.#bySuffix = new Map();
    for (const path of this.#sources.paths) {
      const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
      const key = base === 'index' ? (directory(path).split('/').pop() ?? '') : base;
      const list = this.#bySuffix.get(key);
      if (list) list.push(path);
      else this.#bySuffix.set(key, [path]);
    }
    return this.#bySuffix;
  }

  resolve(from: string, specifier: string): Target {
    const key = `${directory(from)}\0${specifier}`;
    let target = this.#memo.get(key);
    if (!target) {
      target = this.#find(
        directory(from),
        specifier.replace(/[?#].*$/, (tail) => (specifier.startsWith('#') ? tail : '')),
      );
      this.#memo.set(key, target);
    }
    return target;
  }

  #find(from: string, specifier: string): Target {
    const path = this.#path(from, specifier);
    return path === null ? { kind: 'package', name: specifier } : { kind: 'file', path };
  }

  #path(from: string, specifier: string): string | null {
    if (specifier.startsWith('.')) return this.#file(join(from, specifier));
    if (specifier.startsWith('/')) return this.#file(normalize(specifier));
    return (
      this.#byConfig(from, specifier) ?? this.#byPackage(from, specifier) ?? this.#byAlias(from, specifier)
    );
  }

  /** A file, a file without its extension, or a folder's index. */
  #file(path: string | null): string | null {
    if (path === null) return null;
    const { has } = this.#sources;
    if (has.call(this.#sources, path)) return path;
    const bare = path.replace(/\.[cm]?jsx?$/, '');
    for (const stem of bare === path ? [path] : [path, bare])
      for (const extension of EXTENSIONS) if (this.#sources.has(stem + extension)) return stem + extension;
    for (const extension of EXTENSIONS)
      if (this.#sources.has(`${path}/index${extension}`))
        return path === '' ? `index${extension}` : `${path}/index${extension}`;
    return null;
  }

  #byConfig(from: string, specifier: string): string | null {
    for (let at = from; ; at = directory(at)) {
      const paths = this.#config(at);
      if (paths) {
        for (const [pattern, targets] of paths.patterns) {
          const match = matchStar(pattern, specifier);
          if (match === null) continue;
          for (const target of targets) {
            const found = this.#file(join(paths.base, target.replace('*', match)));
            if (found) return found;
          }
        }
        if (paths.root !== null) {
          const found = this.#file(join(paths.root, specifier));
          if (found) return found;
        }
      }
      if (at === '') return null;
    }
  }

  #config(folder: string): Paths | null {
    const known = this.#configs.get(folder);
    if (known !== undefined) return known;
    this.#configs.set(folder, null);
    let found: Paths | null = null;
    for (const name of [
      'tsconfig.json',
      'jsconfig.json',
      'tsconfig.base.json',
      'tsconfig.app.json',
      '.svelte-kit/tsconfig.json',
    ]) {
      found = this.#readConfig(folder === '' ? name : `${folder}/${name}`, new Set());
      if (found) break;
    }
    this.#configs.set(folder, found);
    return found;
  }

  #readConfig(path: string, seen: Set<string>): Paths | null {
    if (seen.has(path) || seen.size > 16) return null;
    seen.add(path);
    const config = this.#json(path);
    if (!config) return null;
    const folder = directory(path);
    const options = isObject(config['compilerOptions']) ? config['compilerOptions'] : {};
    const root = typeof options['baseUrl'] === 'string' ? join(folder, options['baseUrl']) : null;
    if (isObject(options['paths'])) {
      const patterns = Object.entries(options['paths'])
        .map(([pattern, targets]) => [pattern, strings(targets)] as const)
        .sort(([a], [b]) => b.replace('*', '').length - a.replace('*', '').length);
      return { base: root ?? folder, patterns, root };
    }
    const parents =
      typeof config['extends'] === 'string' ? [config['extends']] : strings(config['extends'] ?? []);
    for (const parent of parents.toReversed()) {
      if (!parent.startsWith('.')) continue;
      const target = join(folder, parent);
      const inherited =
        target === null ? null : (this.#readConfig(target, seen) ?? this.#readConfig(`${target}.json`, seen));
      if (inherited) return root === null ? inherited : { ...inherited, root };
    }
    return root === null ? null : { base: root, patterns: [], root };
  }

  #byPackage(from: string, specifier: string): string | null {
    if (specifier.startsWith('#')) {
      for (let at = from; ; at = directory(at)) {
        const imports = this.#json(at === '' ? 'package.json' : `${at}/package.json`)?.['imports'];
        if (isObject(imports))
          for (const [pattern, value] of Object.entries(imports)) {
            const match = matchStar(pattern, specifier);
            if (match === null) continue;
            for (const target of targets(value)) {
              const found = this.#file(join(at, target.replace('*', match)));
              if (found) return found;
            }
          }
        if (at === '') return null;
      }
    }
    const [scope = '', rest = ''] = specifier.split('/');
    const name = scope.startsWith('@') ? `${scope}/${rest}` : scope;
    const subpath = specifier.slice(name.length + 1);
    const folder = this.#workspaces.get(name) ?? this.#installed(from, name);
    return folder === undefined ? null : this.#entry(folder, subpath);
  }

  #installed(from: string, name: string): string | undefined {
    for (let at = from; ; at = directory(at)) {
      const folder = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      if (this.#sources.has(`${folder}/package.json`)) return folder;
      if (at === '') return undefined;
    }
  }

  /** A workspace is read from its sources even where package.json names what it builds to. */
  #entry(folder: string, subpath: string): string | null {
    const manifest = this.#json(folder === '' ? 'package.json' : `${folder}/package.json`) ?? {};
    const candidates: string[] = [];
    const { exports } = manifest;
    if (exports !== undefined) {
      if (!isObject(exports) || !Object.keys(exports).some((key) => key.startsWith('.'))) {
        if (subpath === '') candidates.push(...targets(exports));
      } else
        for (const [pattern, value] of Object.entries(exports)) {
          const match = matchStar(pattern, subpath === '' ? '.' : `./${subpath}`);
          if (match !== null) candidates.push(...targets(value).map((target) => target.replace('*', match)));
        }
    }
    if (subpath === '')
      for (const field of ['types', 'typings', 'source', 'module', 'main'])
        if (typeof manifest[field] === 'string') candidates.push(manifest[field]);
    if (subpath !== '') candidates.push(subpath, `src/${subpath}`);
    else candidates.push('src/index', 'src/main', 'index', 'lib/index');
    for (const candidate of candidates) {
      const found = this.#file(join(folder, candidate));
      if (found && !found.endsWith('.json')) return found;
      const stem = candidate.replace(/^\.\//, '').replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
      const source = stem.replace(
        /^(?:dist|build|lib|out|es|esm|cjs)\/(?:(?:esm|cjs|es|main|module|src|types)\/)?/,
        'src/',
      );
      const original = source === stem ? null : this.#file(join(folder, source));
      if (original) return original;
    }
    return null;
  }

  /** `@/x`, `~/x`, `$lib/x`, `src/x`: first the usual folders, then the one file that ends like it. */
  #byAlias(from: string, specifier: string): string | null {
    const slash = specifier.indexOf('/');
    if (slash < 0 || /^@[\w-]/.test(specifier)) return null;
    const tail = specifier.slice(slash + 1);
    const head = specifier.slice(0, slash);
    for (let at = from; ; at = directory(at)) {
      const roots = ['src/', '', 'app/', 'src/lib/', 'lib/', 'client/', 'frontend/src/'];
      const wants =
        head === '$lib'
          ? [`src/lib/${tail}`]
          : /^[@~$]$/.test(head)
            ? roots.map((root) => root + tail)
            : [specifier, `src/${specifier}`];
      for (const want of wants) {
        const found = this.#file(join(at, want));
        if (found && !found.includes('node_modules/')) return found;
      }
      if (at === '') break;
    }
    // A made-up alias (`uiSrc/analytics`) names one file, or we do not know.
    if (!/^[@~$#]?[\w-]*$/.test(head) || this.#sources.paths.length === 0) return null;
    const last = tail.split('/').pop() ?? '';
    const ends = (this.#ends.get(last.replace(/\.\w+$/, '')) ?? []).filter((path) => {
      const stem = path.replace(/(?:\/index)?(?:\.d)?\.\w+$/, '');
      return (stem === tail || stem.endsWith(`/${tail}`)) && !path.includes('node_modules/');
    });
    return tail.includes('/') && ends.length === 1 ? (ends[0] ?? null) : null;
  }

  #json(path: string): Readonly<Record<string, Json>> | null {
    const known = this.#manifests.get(path);
    if (known !== undefined) return known;
    const text = this.#sources.text(path);
    const value = text === undefined ? undefined : parseJsonc(text);
    const manifest = isObject(value) ? value : null;
    this.#manifests.set(path, manifest);
    return manifest;
  }
}

/** What `*` stands for when the text matches; '' when the pattern has none and is equal. */
function matchStar(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : null;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
    ? text.slice(before.length, text.length - after.length)
    : null;
}

/** Paths in an `exports` value, those with types and sources first. */
function targets(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(targets);
  if (!isObject(value)) return [];
  const order = ['source', 'types', 'import', 'module', 'svelte', 'node', 'browser', 'default', 'require'];
  return Object.keys(value)
    .sort((a, b) => rank(order, a) - rank(order, b))
    .flatMap((key) => targets(value[key] ?? null));
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at < 0 ? order.length : at;
}

function strings(value: Json): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
