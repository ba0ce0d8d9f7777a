import { joinPath } from '../plan/paths.ts';
import type { CheckRun } from './check-run.ts';
import type { Session } from './session.ts';

const EVERY_MS = 700;

/**
 * Runs again whenever a file that the run reads has changed, until the process is ended. Files are looked at again
 * and again rather than watched: that works on every disk, also on one that is mounted.
 */
export async function watch(
  session: Session,
  once: () => Promise<{ code: number; run: CheckRun }>,
): Promise<number> {
  const { system } = session;
  for (;;) {
    if (system.stdout.isTTY) system.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    const { run } = await once();
    system.stderr.write('watching for changes; Ctrl-C ends it\n');
    const before = await state(session, run);
    do await new Promise((done) => setTimeout(done, EVERY_MS));
    while ((await state(session, run)) === before);
  }
}

/** Sizes and times of everything that the run read. */
async function state({ config, system }: Session, run: CheckRun): Promise<string> {
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
