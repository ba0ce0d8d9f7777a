import type { SampleSource as Configured } from '../config/types.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { SampleSource } from '../samples/validate.ts';
import type { CheckInput } from './step.ts';

/** From this many bytes on, threads are worth their start. */
const WORTH_THREADS = 256 * 1024 * 1024;

/** The configured samples of each system. */
export function bySystem(sources: readonly Configured[]): Map<string, Configured[]> {
  const systems = new Map<string, Configured[]>();
  for (const source of sources) systems.set(source.system, [...(systems.get(source.system) ?? []), source]);
  return systems;
}

/** What `samples` reads of what is configured, with the threads that its size is worth. */
export async function sampleSources(
  sources: readonly Configured[],
  { config, system }: Pick<CheckInput, 'config' | 'system'>,
): Promise<{ sources: SampleSource[]; workers: number }> {
  const listed = sources.map(
    (source): SampleSource => ({
      ...source,
      files: source.files.map((file) => relativePath(system.cwd, joinPath(config.folder, file))),
      coerce: source.types === 'coerce',
    }),
  );
  let bytes = 0;
  for (const { files } of sources) {
    const paths = await system.files.glob(files, { cwd: config.folder }).catch(() => []);
    for (const path of paths) bytes += (await system.files.stat(joinPath(config.folder, path)))?.size ?? 0;
  }
  return { sources: listed, workers: bytes >= WORTH_THREADS ? 2 : 0 };
}
