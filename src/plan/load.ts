import { FileError } from '../system/errors.ts';
import type { Files } from '../system/system.ts';
import { applyDefaults, joinSections, layOver } from './assemble.ts';
import { LoadErrors, PlanError } from './errors.ts';
import { expandPlan } from './expand.ts';
import { locate } from './locate.ts';
import type { MapNode, Node, Spot } from './node.ts';
import { parseYaml } from './parse.ts';
import { dirname, isInside, isPattern, joinPath, relativePath } from './paths.ts';
import { asMap, listAt, text } from './read.ts';
import { resolvePlan } from './resolve/index.ts';
import { SchemaFiles } from './schema-files.ts';
import type { Plan, PlanFile } from './types.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_FILES = 10_000;

export interface LoadOptions {
  readonly files: Files;
  readonly cwd: string;
  /** Files outside these folders are not read. Unless given: the working directory and the plan's own folder. */
  readonly roots?: readonly string[];
  /** Keeps parses between runs, by content. */
  readonly cache?: ParseCache;
}

/**
 * Files that were read as a plan, or as part of one, by content hash. Holds what a file says, never what a rule
 * thought of it.
 */
export interface ParseCache {
  /** `file` is the index that the places of the answer carry. */
  read(text: string, kind: 'plan' | 'part', file: number): Promise<Node | null>;
  write(text: string, kind: 'plan' | 'part', root: Node): Promise<void>;
}

/**
 * Loads a plan with everything it includes and extends.
 * @throws PlanError when it does not load, with every reason found.
 * @throws FileError when the plan itself cannot be read.
 */
export async function loadPlan(path: string, options: LoadOptions): Promise<Plan> {
  const loader = new Loader(options, path);
  const root = await loader.assemble(path, 'main', null);
  if (!loader.errors.any && root) {
    const schemas = await SchemaFiles.load(root, loader);
    const plan = resolvePlan(root, loader.files, schemas, loader.errors);
    if (!loader.errors.any) return plan;
  }
  const first = loader.errors.list[0];
  throw new PlanError(path, loader.errors.list, loader.files, first ? locate(loader.files, first.at) : null);
}

/** Reads the files of one plan, each once. */
export class Loader {
  readonly files: PlanFile[] = [];
  readonly errors = new LoadErrors();
  readonly cwd: string;
  private readonly options: LoadOptions;
  private readonly roots: Promise<string[]>;
  private readonly assembled = new Map<string, MapNode | null>();
  private readonly open: string[] = [];

  constructor(options: LoadOptions, path: string) {
    this.options = options;
    this.cwd = options.cwd;
    const roots = options.roots ?? [options.cwd, dirname(joinPath(options.cwd, path))];
    this.roots = Promise.all(roots.map((root) => options.files.realPath(root).catch(() => root)));
  }

  /** A plan with its includes and parents, as one map. Null when it could not be read; the errors say why. */
  async assemble(path: string, role: 'main' | 'parent', at: Spot | null): Promise<MapNode | null> {
    const full = joinPath(this.options.cwd, path);
    if (this.open.includes(full)) {
      const way = [...this.open.slice(this.open.indexOf(full)), full].map((file) =>
        relativePath(this.options.cwd, file),
      );
      this.errors.add({
        code: 'cycle',
        message: `Plans extend one another in a circle: ${way.join(' → ')}.`,
        at: at ?? NOWHERE,
      });
      return null;
    }
    const known = this.assembled.get(full);
    if (known !== undefined) return known;
    this.open.push(full);
    const made = await this.assembleOnce(full, role, at);
    this.open.pop();
    this.assembled.set(full, made);
    return made;
  }

  private async assembleOnce(
    full: string,
    role: 'main' | 'parent',
    at: Spot | null,
  ): Promise<MapNode | null> {
    const file = await this.read(full, role, at);
    if (!file) return null;
    const own = asMap(file.root);
    const parts = [applyDefaults(own)];
    for (const { path, spot } of await this.includes(full, own)) {
      const part = await this.read(path, 'include', spot);
      if (part) parts.push(applyDefaults(asMap(part.root)));
    }
    let root = joinSections(parts, this.errors);
    let below: MapNode | null = null;
    for (const parent of listAt(own, 'extends')) {
      const target = text(parent);
      if (target === null) continue;
      const loaded = await this.assemble(joinPath(dirname(full), target), 'parent', parent);
      if (loaded) below = below ? layOver(below, loaded) : loaded;
    }
    if (below) root = layOver(below, root);
    return root;
  }

  private async includes(full: string, root: MapNode): Promise<{ path: string; spot: Spot }[]> {
    const found: { path: string; spot: Spot }[] = [];
    for (const item of listAt(root, 'include')) {
      const pattern = text(item);
      if (pattern === null) continue;
      const folder = dirname(full);
      if (!isPattern(pattern)) found.push({ path: joinPath(folder, pattern), spot: item });
      else {
        const paths = await this.options.files.glob([pattern], { cwd: folder });
        if (paths.length === 0)
          this.errors.add({
            code: 'missing-file',
            message: `No file matches ${JSON.stringify(pattern)}.`,
            at: item,
          });
        for (const path of paths) {
          const target = joinPath(folder, path);
          if (target !== full) found.push({ path: target, spot: item });
        }
      }
    }
    return found;
  }

  /** One file, checked against the format and expanded. Problems become errors at `at`, the place that names it. */
  async read(full: string, role: PlanFile['role'], at: Spot | null): Promise<PlanFile | null> {
    const source = await this.text(full, at);
    if (source === null) return null;
    const index = this.files.length;
    const path = relativePath(this.options.cwd, full);
    const empty: Node = { kind: 'map', entries: new Map(), file: index, start: 0, end: 0 };
    const file: { -readonly [K in keyof PlanFile]: PlanFile[K] } = { path, text: source, role, root: empty };
    this.files.push(file);
    if (this.files.length > MAX_FILES) {
      this.errors.add({
        code: 'too-large',
        message: `A plan has at most ${MAX_FILES} files.`,
        at: at ?? NOWHERE,
      });
      return null;
    }
    const kind = role === 'include' ? 'part' : 'plan';
    const cached = (await this.options.cache?.read(source, kind, index)) ?? null;
    const parsed = cached ?? (await this.parse(source, index));
    if (!parsed) return null;
    file.root = parsed;
    if (cached) return { ...file, root: expandPlan(cached) };
    if (parsed.kind !== 'map') {
      const found =
        source.trim() === '' ? 'is empty' : `holds ${parsed.kind === 'list' ? 'a list' : 'a single value'}`;
      this.errors.add({
        code: 'wrong-kind',
        message: `The file ${path} ${found}; a plan is a map with "dataplan: 1" in it.`,
        at: { file: index, start: 0, end: 1 },
      });
      return null;
    }
    const { checkStructure } = await import('./structure.ts');
    await checkStructure(parsed, role === 'schema' ? 'include' : role, this.errors);
    if (this.errors.any) return null;
    // Only what is a plan is kept, so a parse that comes from there needs no second look.
    await this.options.cache?.write(source, kind, parsed);
    return { ...file, root: expandPlan(parsed) };
  }

  private async parse(source: string, index: number): Promise<Node | null> {
    const before = this.errors.list.length;
    const parsed = await parseYaml(source, index, this.errors);
    return this.errors.list.length === before ? parsed : null;
  }

  /** The text of a file inside the roots, or null with an error at `at`. The plan's own file must be there. */
  async text(full: string, at: Spot | null): Promise<string | null> {
    try {
      const shown = relativePath(this.options.cwd, full);
      if ((await this.options.files.stat(full)) === null)
        throw new FileError(`There is no file ${shown}.`, full);
      const real = await this.options.files.realPath(full);
      const roots = await this.roots;
      if (!roots.some((root) => isInside(root, real))) {
        const message = `${shown} lies outside the folders that this plan may read. Move it below them, or run from a folder that holds both.`;
        if (!at) throw new FileError(message, full);
        this.errors.add({ code: 'outside-root', message, at });
        return null;
      }
      const stat = await this.options.files.stat(full);
      if (stat && stat.size > MAX_BYTES)
        throw new FileError(`${shown} is larger than 16 MB; a plan can be split with \`include\`.`, full);
      return await this.options.files.readText(full);
    } catch (error) {
      if (!(error instanceof FileError) || !at) throw error;
      this.errors.add({ code: 'missing-file', message: error.message, at });
      return null;
    }
  }
}

const NOWHERE: Spot = { file: 0, start: 0, end: 1 };
