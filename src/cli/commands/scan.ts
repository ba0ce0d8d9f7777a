import { type Configured, readConfigured } from '../../code/configured.ts';
import { findRoot } from '../../code/root.ts';
import { type ScanResult, scan } from '../../code/scan.ts';
import type { CodeSource } from '../../config/types.ts';
import type { Finding } from '../../findings/finding.ts';
import type { NotChecked } from '../../findings/report.ts';
import { subject } from '../../findings/subject.ts';
import { dirname, joinPath, relativePath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { unreadableCode } from '../../rules/code/unreadable-file.ts';
import { judgeCalls } from '../../rules/judge-calls.ts';
import { toFinding } from '../../rules/to-finding.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';
import { changedFiles } from './scan-changed.ts';
import { callSites, inventory, wrapperList } from './scan-output.ts';

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { options, config } = session;
  const given = invocation.arguments[0];
  const target = await targetOf(Array.isArray(given) ? given : [], config.code, session);
  const changed =
    options['changed'] === undefined ? null : await changedFiles(options['changed'], target.root, session);
  progress(system, 'Reading the project…');
  const result = await scan(
    {
      root: target.root,
      shown: target.shown,
      within: target.within,
      counted: target.counted,
      configured: target.configured,
      tests: options['tests'] === true,
      cache: options['cache'] !== false && config.cache,
      changed,
    },
    system,
  );
  progress(system, null);
  const sites = result.sites.map((site) => ({ ...site, system: target.systemOf(site.file) }));
  if (options['wrappers'] === true) {
    system.stdout.write(wrapperList(result.wrappers, options['json'] === true));
    return 0;
  }
  const plan = await planOf(session);
  const partial = changed !== null || (Array.isArray(given) && given.length > 0);
  const findings = [
    ...unreadable(result, session),
    ...(plan
      ? judgeCalls(sites, plan, {
          rules: session.rules,
          settings: session.settings,
          today: session.today,
          partial,
        })
      : []),
  ];
  const notChecked: NotChecked[] = [
    ...result.notChecked,
    ...(plan ? [] : [{ what: 'plan', why: 'no plan is named: this is an inventory of the calls alone' }]),
  ];
  const report = await session.conclude({
    command: 'scan',
    plan,
    findings,
    waivers: result.waivers,
    notChecked,
    complete: new Set(plan && !partial ? ['call'] : []),
    extra: { callSites: callSites(sites) },
  });
  if (options['inventory'] === true || !plan) system.stderr.write(inventory(sites, result));
  return session.write(report, plan?.files ?? []);
};

/** What is scanned, and whose code it is. */
interface Target {
  readonly root: string;
  /** The root as seen from the working directory, with its slash; '' when it is that. */
  readonly shown: string;
  readonly within: (path: string) => boolean;
  readonly counted: (path: string) => boolean;
  readonly systemOf: (file: string) => string | null;
  readonly configured: readonly Configured[];
}

async function targetOf(
  given: readonly string[],
  code: readonly CodeSource[],
  session: Session,
): Promise<Target> {
  const { system, config } = session;
  const { cwd, files } = system;
  const paths = given.map((path) => joinPath(cwd, path));
  const sources = await Promise.all(
    code.map(async (source) => {
      const found = await files.glob(source.files, { cwd: config.folder });
      if (found.length === 0 && !source.optional)
        throw new UsageError(
          `The code of ${source.system ?? 'the configuration'} (${source.files.join(', ')}) matches no file. Correct the pattern, or say "optional: true".`,
        );
      return { system: source.system, files: new Set(found.map((path) => joinPath(config.folder, path))) };
    }),
  );
  const [first] = paths;
  let start = first === undefined ? cwd : await folderOf(first, system);
  if (config.path !== null && start.startsWith(`${config.folder}/`)) start = config.folder;
  const root = await findRoot(start, files);
  const wanted = await Promise.all(paths.map((path) => matcher(path, system)));
  const shown = relativePath(cwd, root);
  const holds = (path: string): boolean => {
    const absolute = joinPath(root, path);
    if (wanted.length > 0) return wanted.some((one) => one(absolute));
    return sources.length === 0 || sources.some((source) => source.files.has(absolute));
  };
  return {
    root,
    shown: shown === '' || shown === '.' ? '' : `${shown}/`,
    within: holds,
    // Without arguments, what other languages hold in the repository is part of the picture.
    counted: (path) => wanted.length === 0 || holds(path),
    systemOf: (file) => {
      const absolute = joinPath(cwd, file);
      return sources.find((source) => source.files.has(absolute))?.system ?? null;
    },
    configured: readConfigured(code.flatMap((source) => source.wrappers)),
  };
}

async function folderOf(path: string, { files, cwd }: System): Promise<string> {
  const found = await files.stat(path);
  if (found) return found.kind === 'directory' ? path : dirname(path);
  const star = path.search(/[*?{[]/);
  if (star < 0)
    throw new UsageError(
      `There is no file or folder ${relativePath(cwd, path)}. Check the path; it is relative to the working directory.`,
    );
  return dirname(path.slice(0, star).endsWith('/') ? `${path.slice(0, star)}x` : path.slice(0, star));
}

/** What one argument covers: a file, a folder, or what a pattern matches. */
async function matcher(path: string, { files, cwd }: System): Promise<(absolute: string) => boolean> {
  const found = await files.stat(path);
  if (found)
    return found.kind === 'directory'
      ? (absolute) => absolute.startsWith(path === '/' ? '/' : `${path}/`)
      : (absolute) => absolute === path;
  const matched = new Set(
    (await files.glob([relativePath(cwd, path)], { cwd })).map((one) => joinPath(cwd, one)),
  );
  if (matched.size === 0) throw new UsageError(`Nothing matches ${relativePath(cwd, path)}.`);
  return (absolute) => matched.has(absolute);
}

async function planOf(session: Session): Promise<Plan | null> {
  return session.config.plan.length > 0 || session.options['plan'] !== undefined ? session.loadPlan() : null;
}

function unreadable({ unreadable: files }: ScanResult, { settings }: Session): Finding[] {
  return files.flatMap(({ file, line, column, message }) => {
    const at = { file, start: { line, column }, end: { line, column: column + 1 }, pointer: null };
    const found = toFinding(
      unreadableCode,
      { message: 'unreadable', data: { reason: message }, subject: subject(['file', file]), at },
      settings,
      [],
      null,
    );
    return found ? [found] : [];
  });
}

function progress({ stderr }: System, text: string | null): void {
  if (stderr.isTTY) stderr.write(text === null ? '\r\u001b[K' : text);
}
