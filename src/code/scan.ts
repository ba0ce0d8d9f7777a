import type { CallSite } from '../evidence/call-site.ts';
import type { NotChecked } from '../findings/report.ts';
import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import { annotate, annotations } from './annotations.ts';
import { scanCache } from './cache.ts';
import type { Configured } from './configured.ts';
import { selectFiles } from './files.ts';
import { withImporters } from './importers.ts';
import { infer } from './infer.ts';
import { Lines } from './lines.ts';
import { readPackages } from './packages.ts';
import { HeldSources } from './read-sources.ts';
import { sites } from './sites.ts';
import { prepareTrees } from './trees.ts';
import { type WrapperReport, wrapperReports } from './wrapper-report.ts';

/** Below this, no way to parse faster earns its loading. */
const MANY_FILES = 100;

export interface ScanOptions {
  /** Absolute folder that imports may lead within. */
  readonly root: string;
  /** Path from the working directory to the root: '' when they are the same; ends in `/` otherwise. */
  readonly shown: string;
  /** What to look for call sites in; paths are relative to the root. */
  readonly within: (path: string) => boolean;
  /** Where files in languages that are not read are counted; `within` unless said. */
  readonly counted?: (path: string) => boolean;
  readonly configured: readonly Configured[];
  /** Look into tests and generated code too. */
  readonly tests?: boolean;
  /** Keep results between runs. */
  readonly cache?: boolean;
  /** Only sites in these files, and in those that import them; null: everywhere. */
  readonly changed?: ReadonlySet<string> | null;
}

/** A file that could not be read as code. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ScanResult {
  readonly sites: readonly CallSite[];
  readonly wrappers: readonly WrapperReport[];
  readonly unreadable: readonly Unreadable[];
  readonly waivers: readonly (Waiver | MalformedWaiver)[];
  readonly notChecked: readonly NotChecked[];
  /** Files looked at, and those that had to be parsed. */
  readonly files: number;
  readonly parsed: number;
}

/** Finds every call site of a project. Reads the disk; nothing that a file holds can make it fail. */
export async function scan(options: ScanOptions, system: System): Promise<ScanResult> {
  const { root, within, configured } = options;
  const select = (tests: boolean) => selectFiles(system.files, root, within, tests, options.counted);
  let selection = await select(options.tests ?? false);
  // What is asked for by name is looked at, also where its folder is called like a test's.
  if (selection.scanned.length === 0 && !options.tests) selection = await select(true);
  const at = (file: string): string => relativePath(system.cwd, joinPath(system.cwd, options.shown + file));
  const { paths, scanned } = selection;
  const asked = { root, paths, scanned, configured, shown: options.shown };
  const cache = options.cache ? scanCache(system, asked) : null;
  const sources = new HeldSources();
  let result = (await cache?.quick()) ?? null;
  if (!result || options.changed) await sources.read(system.files, root, paths);
  result ??= (await cache?.read(sources)) ?? null;
  if (!result) {
    let packages = false;
    result = await scanSources(
      sources,
      scanned,
      selection.notChecked,
      configured,
      at,
      async (names) => {
        packages = await readPackages(names, sources, system.files, root);
        return packages;
      },
      selection.generated,
    );
    // What installed packages hold is not among the files that the result is kept by.
    if (!packages) await cache?.write(sources, result);
  }
  // Files in other languages are counted anew: the kept result knows nothing of them.
  result = { ...result, notChecked: selection.notChecked };
  if (!options.changed) return result;
  const reached = new Set([...withImporters(options.changed, sources)].map(at));
  return {
    ...result,
    sites: result.sites.filter((site) => reached.has(site.file)),
  };
}

/**
 * The same, over files that are in memory. `at` gives a path as it is shown, `more` reads packages that names came
 * from; true when it found any.
 */
export async function scanSources(
  sources: HeldSources,
  scanned: readonly string[],
  notChecked: readonly NotChecked[],
  configured: readonly Configured[],
  at: (file: string) => string,
  more: (packages: readonly string[]) => Promise<boolean> = async () => false,
  generated: readonly string[] = [],
): Promise<ScanResult> {
  const searched = [...scanned, ...generated];
  if (searched.length > MANY_FILES) await prepareTrees();
  let known = infer(sources, searched, configured);
  let found = sites(known);
  const packages = packagesOf(found.map((site) => site.why));
  if (packages.length > 0 && (await more(packages))) {
    known = infer(sources, searched, configured);
    found = sites(known);
  }
  const looked = new Set(scanned);
  const modules = known.project.parsed.filter((module) => looked.has(module.path));
  const notes = new Map(modules.map((module) => [module.path, annotations(module)]));
  return {
    sites: found
      .filter((site) => looked.has(site.file))
      .map((site) => annotate(site, notes.get(site.file)?.events ?? new Map()))
      .map((site) => shownSite(site, at)),
    wrappers: wrapperReports(known).map((one) => ({ ...one, file: at(one.file) })),
    unreadable: [
      ...modules.flatMap((module) => {
        const [first] = module.errors;
        return first
          ? [{ file: at(module.path), ...new Lines(module.text).at(first.start), message: first.message }]
          : [];
      }),
      ...[...sources.skipped].map(([path, message]) => ({ file: at(path), line: 1, column: 1, message })),
    ].sort((a, b) => (a.file < b.file ? -1 : 1)),
    waivers: [...notes.values()].flatMap((note) => note.waivers).map((waiver) => moved(waiver, at)),
    notChecked,
    files: scanned.length,
    parsed: known.project.parsed.length,
  };
}

function shownSite(site: CallSite, at: (file: string) => string): CallSite {
  const each = (list: CallSite['properties']) => list.map((one) => ({ ...one, file: at(one.file) }));
  return {
    ...site,
    file: at(site.file),
    properties: each(site.properties),
    added: each(site.added),
    traits: each(site.traits),
  };
}

const EXTERNAL = /external package (\S+)/;

function packagesOf(reasons: readonly (string | null)[]): string[] {
  const names = reasons.map((why) => EXTERNAL.exec(why ?? '')?.[1]).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function moved(waiver: Waiver | MalformedWaiver, at: (file: string) => string): Waiver | MalformedWaiver {
  const location = { ...waiver.location, file: at(waiver.location.file) };
  if ('why' in waiver) return { ...waiver, location };
  const target = 'file' in waiver.target ? { ...waiver.target, file: at(waiver.target.file) } : waiver.target;
  return { ...waiver, target, location };
}
