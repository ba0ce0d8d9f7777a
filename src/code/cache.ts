import { createHash, type Hash } from 'node:crypto';
import { joinPath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import { VERSION } from '../system/version.ts';
import type { Configured } from './configured.ts';
import type { HeldSources } from './read-sources.ts';
import type { ScanResult } from './scan.ts';

/** Raised when a result would be written differently. */
const LAYOUT = 2;

/** A file that changed so short a time ago may change again without showing it. */
const SETTLED_MS = 2000;

/** What a result depends on beside the files. */
interface Asked {
  readonly root: string;
  readonly paths: readonly string[];
  readonly scanned: readonly string[];
  readonly configured: readonly Configured[];
  readonly shown: string;
}

/** What was found in a project whose files were all as they are now. */
export interface ScanCache {
  /** By sizes and times of the files, none of which is read; null when any of them is not as it was. */
  quick(): Promise<ScanResult | null>;
  /** By what the files hold. */
  read(sources: HeldSources): Promise<ScanResult | null>;
  write(sources: HeldSources, result: ScanResult): Promise<void>;
}

/**
 * Results kept by the content of every file, in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`): what
 * calls there are, never what the plan says of them. A second entry leads there from the files' sizes and times, for a
 * project that nobody touched. Null where there is no such folder. A result that cannot be read or written is as
 * good as none.
 */
export function scanCache(system: System, asked: Asked): ScanCache | null {
  const home =
    system.env['XDG_CACHE_HOME'] ??
    (system.env['HOME'] ? joinPath(system.env['HOME'], '.cache') : system.env['LOCALAPPDATA']);
  if (!home) return null;
  const at = (name: string): string => joinPath(home, `dataplan/scans/${name}`);
  let stamp: Promise<string | null> | null = null;
  const stamped = (): Promise<string | null> => {
    stamp ??= stampOf(system, asked);
    return stamp;
  };
  const load = async (key: string): Promise<ScanResult | null> => {
    try {
      return JSON.parse(await text(system, at(`${key}.json`))) as ScanResult;
    } catch {
      return null;
    }
  };
  /** Leads from the files' times to what they hold. */
  const point = async (key: string): Promise<void> => {
    const name = await stamped();
    if (name !== null) await system.files.write(at(`${name}.key`), key).catch(() => {});
  };
  return {
    quick: async () => {
      const name = await stamped();
      const key = name === null ? '' : await text(system, at(`${name}.key`)).catch(() => '');
      return /^[0-9a-f]{40}$/.test(key) ? load(key) : null;
    },
    read: async (sources) => {
      const key = contentKey(asked, sources);
      const result = await load(key);
      if (result) await point(key);
      return result;
    },
    write: async (sources, result) => {
      const key = contentKey(asked, sources);
      await system.files.write(at(`${key}.json`), JSON.stringify(result)).catch(() => {});
      await point(key);
    },
  };
}

async function text(system: System, path: string): Promise<string> {
  return new TextDecoder().decode(await system.files.read(path));
}

/** Speed alone is asked of it: nobody gains by a collision in their own cache. */
function begun({ configured, shown, scanned }: Asked): Hash {
  return createHash('sha1').update(
    `${VERSION} ${LAYOUT}\n${JSON.stringify({ configured, shown })}\n${scanned.join('\n')}`,
  );
}

function contentKey(asked: Asked, sources: HeldSources): string {
  const hash = begun(asked);
  for (const path of sources.paths) {
    const data = sources.data(path) ?? new Uint8Array();
    hash.update(`\n${path} ${data.byteLength}\n`).update(data);
  }
  return hash.digest('hex');
}

/** Null while any of the files is too new to tell. */
async function stampOf(system: System, asked: Asked): Promise<string | null> {
  const { root, paths } = asked;
  const stamps = await system.files.stamps(paths.map((path) => `${root}/${path}`));
  const before = system.now() - SETTLED_MS;
  for (let at = 2; at < stamps.length; at += 4) if ((stamps[at] ?? 0) > before) return null;
  return begun(asked)
    .update(`\n${root}\n${paths.join('\n')}`)
    .update(new Uint8Array(stamps.buffer))
    .digest('hex');
}
