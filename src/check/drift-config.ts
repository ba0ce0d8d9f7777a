import { readProfile } from '../evidence/profile/save.ts';
import type { Profile } from '../evidence/profile.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import { isObject, type JsonObject } from '../text/json.ts';

/** `drift:` in the configuration, whose schema has checked it. */
export interface DriftConfig {
  /** Days that are known to be unlike others, ISO dates. */
  readonly expected: readonly string[];
  /** System → file of a saved profile, relative to the configuration. */
  readonly before: ReadonlyMap<string, string>;
}

export function driftConfig(drift: JsonObject): DriftConfig {
  const { expected, before } = drift;
  return {
    expected: Array.isArray(expected) ? expected.map(String) : [],
    before: new Map(isObject(before) ? Object.entries(before).map(([key, file]) => [key, String(file)]) : []),
  };
}

/** Saved profiles by system. @throws FileError, UsageError for what is no profile. */
export async function readBefore(
  files: ReadonlyMap<string, string>,
  folder: string,
  system: System,
): Promise<Map<string, Profile>> {
  const found = new Map<string, Profile>();
  for (const [key, file] of files) {
    const path = joinPath(folder, file);
    found.set(key, readProfile(await system.files.readText(path), relativePath(system.cwd, path)));
  }
  return found;
}
