import type { CallSite } from '../evidence/call-site.ts';
import type { NotChecked } from '../findings/report.ts';
import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import { scanCache } from './cache.ts';
import type { Configured } from './configured.ts';
import { selectFiles } from './files.ts';
import { withImporters } from './importers.ts';
import { readPackages } from './packages.ts';
import { HeldSources } from './read-sources.ts';
import type { WrapperReport } from './wrapper-report.ts';

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
    // A run that finds its result needs neither the parser nor anything else that reads code.
    const { scanSources } = await import('./scan-sources.ts');
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
