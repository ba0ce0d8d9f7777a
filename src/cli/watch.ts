import type { Config } from '../config/types.ts';
import { joinPath } from '../plan/paths.ts';
import type { System } from '../system/system.ts';
import type { CheckRun } from './check-run.ts';

const EVERY_MS = 700;

/**
 * Runs again whenever a file that the run reads has changed, until it is interrupted; then the last run's code.
 * Files are looked at again and again rather than watched: that works on every disk, also on one that is mounted.
 */
export async function watch(
  system: System,
  once: () => Promise<{ code: number; run: CheckRun; config: Config }>,
): Promise<number> {
  let stopped = false;
  const forget = system.onInterrupt?.(() => {
    stopped = true;
  });
  for (;;) {
    if (system.stdout.isTTY) system.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    const { code, run, config } = await once();
    system.stderr.write('watching for changes; Ctrl-C ends it\n');
    const before = await state(config, system, run);
    do await new Promise((done) => setTimeout(done, EVERY_MS));
    while (!stopped && (await state(config, system, run)) === before);
    if (!stopped) continue;
    forget?.();
    return code;
  }
}

/** Sizes and times of everything that the run read. */
async function state(config: Config, system: System, run: CheckRun): Promise<string> {
  const globs = [...config.samples, ...config.code].flatMap(({ files }) => files);
  const evidence =
    globs.length > 0 ? await system.files.glob(globs, { cwd: config.folder, gitignore: true }) : [];
  const paths = [
    ...run.files.map(({ path }) => joinPath(system.cwd, path)),
    ...[config.path, config.baseline, config.waivers].filter((path) => path !== null),
    ...evidence.map((path) => joinPath(config.folder, path)),
  ];
  const stats = await Promise.all(paths.map((path) => system.files.stat(path)));
  return stats.map((stat, at) => `${paths[at]} ${stat?.mtimeMs} ${stat?.size}`).join('\n');
}
