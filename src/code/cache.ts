import { createHash } from 'node:crypto';
import { joinPath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import { VERSION } from '../system/version.ts';
import type { Configured } from './configured.ts';
import type { HeldSources } from './read-sources.ts';
import type { ScanResult } from './scan.ts';

/** Raised when a result would be written differently. */
const LAYOUT = 1;

/** What was found in a project whose files were all as they are now. */
export interface ScanCache {
  read(): Promise<ScanResult | null>;
  write(result: ScanResult): Promise<void>;
}

/**
 * Results kept by the content of every file, in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`): what
 * calls there are, never what the plan says of them. Null where there is no such folder. A result that cannot be
 * read or written is as good as none.
 */
export function scanCache(
  system: System,
  sources: HeldSources,
  scanned: readonly string[],
  options: { readonly configured: readonly Configured[]; readonly shown: string },
): ScanCache | null {
  const home =
    system.env['XDG_CACHE_HOME'] ??
    (system.env['HOME'] ? joinPath(system.env['HOME'], '.cache') : system.env['LOCALAPPDATA']);
  if (!home) return null;
  // Speed alone is asked of it: nobody gains by a collision in their own cache.
  const hash = createHash('sha1').update(
    `${VERSION} ${LAYOUT}\n${JSON.stringify(options)}\n${scanned.join('\n')}`,
  );
  for (const path of sources.paths) {
    const data = sources.data(path) ?? new Uint8Array();
    hash.update(`\n${path} ${data.byteLength}\n`).update(data);
  }
  const path = joinPath(home, `dataplan/scans/${hash.digest('hex')}.json`);
  return {
    read: async () => {
      try {
        return JSON.parse(new TextDecoder().decode(await system.files.read(path))) as ScanResult;
      } catch {
        return null;
      }
    },
    write: (result) => system.files.write(path, JSON.stringify(result)).catch(() => {}),
  };
}
