import { conclude, type RawResult } from '../check/conclude.ts';
import { fileWaivers } from '../check/waivers.ts';
import { loadConfig } from '../config/load.ts';
import { settingsFor } from '../config/settings.ts';
import type { Config } from '../config/types.ts';
import type { Report } from '../findings/report.ts';
import type { Threshold } from '../findings/threshold.ts';
import { type OutputOptions, type OutputRequest, parseFormat, writeReport } from '../output/index.ts';
import { type LoadOptions, loadPlan } from '../plan/load.ts';
import { dirname, joinPath } from '../plan/paths.ts';
import type { Plan, PlanFile } from '../plan/types.ts';
import { registry } from '../rules/registry.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { UsageError } from '../system/errors.ts';
import { overlay } from '../system/overlay.ts';
import type { System } from '../system/system.ts';
import type { Invocation } from './command.ts';

/** What a command works with: its options read, its configuration loaded, and the way its result goes out. */
export interface Session {
  readonly system: System;
  readonly options: Invocation['options'];
  readonly config: Config;
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date of the run. */
  readonly today: string;
  /** Paths of the plans to work on, absolute. */
  planPaths(given?: readonly string[]): string[];
  /**
   * `changed` has text by absolute path, in place of what is on disk.
   * @throws PlanError, UsageError when none is named.
   */
  loadPlan(path?: string, changed?: ReadonlyMap<string, string>): Promise<Plan>;
  /** Applies waivers and baseline. */
  conclude(raw: Omit<RawResult, 'waivers'> & { readonly waivers?: RawResult['waivers'] }): Promise<Report>;
  /** Writes the report as asked and gives the exit code. */
  write(report: Report, files: readonly PlanFile[], options?: OutputOptions): Promise<number>;
}

export async function openSession(invocation: Invocation, system: System): Promise<Session> {
  const { options } = invocation;
  const config = await loadConfig(text(options['config']), system);
  const rules = await rulesOf(config, options, system);
  const settings = await settingsFor(config, rules, texts(options['only']), system.cwd);
  const today = dayOf(options, system);
  const threshold: Threshold = {
    failOn: (options['failOn'] as Threshold['failOn'] | undefined) ?? config.failOn ?? 'error',
    maxWarnings: (options['maxWarnings'] as number | undefined) ?? config.maxWarnings,
  };
  const planPaths = (given: readonly string[] = []) => {
    if (given.length > 0) return given.map((path) => joinPath(system.cwd, path));
    const named = text(options['plan']);
    if (named !== null) return [joinPath(system.cwd, named)];
    if (config.plan.length > 0) return [...config.plan];
    throw new UsageError(
      'No plan is named. Give --plan FILE, or write "plan: FILE" into dataplan.config.yaml ("dataplan init" makes both).',
    );
  };
  return {
    system,
    options,
    config,
    rules,
    settings,
    today,
    planPaths,
    loadPlan: async (given, changed = new Map()) => {
      const path = given ?? planPaths()[0] ?? '';
      const asked = await loadOptions(path, config, options, system);
      return loadPlan(path, { ...asked, files: overlay(asked.files, changed) });
    },
    conclude: async (raw) => {
      const listed = await fileWaivers(config.waivers, system);
      return conclude(
        { ...raw, waivers: [...(raw.waivers ?? []), ...listed] },
        { config, settings, rules, threshold, today },
        system,
      );
    },
    write: async (report, files, output = {}) => {
      const shown =
        options['quiet'] === true
          ? { ...report, findings: report.findings.filter(({ severity }) => severity === 'error') }
          : report;
      await writeReport(requests(options, system), shown, sourcesOf(files, system), system, {
        color: options['color'] as boolean | undefined,
        maxFindings: options['maxFindings'] as number | undefined,
        today,
        ...output,
      });
      return report.summary.failed && options['exitZero'] !== true ? 1 : 0;
    },
  };
}

/** The rules of the tool and those of the configured plugins. */
async function rulesOf(
  config: Config,
  options: Invocation['options'],
  system: System,
): Promise<readonly AnyRule[]> {
  if (config.plugins.length === 0 || options['safe'] === true) return registry;
  const { loadPlugins } = await import('../config/plugins.ts');
  return [...registry, ...(await loadPlugins(config, system))];
}

async function loadOptions(
  path: string,
  config: Config,
  options: Invocation['options'],
  system: System,
): Promise<LoadOptions> {
  const repository = await repositoryOf(system);
  const roots = [system.cwd, config.folder, dirname(path), ...(repository ? [repository] : [])];
  const base: LoadOptions = { files: system.files, cwd: system.cwd, roots };
  if (options['cache'] === false || !config.cache) return base;
  const { parseCache } = await import('../plan/cache.ts');
  const cache = parseCache(system);
  return cache ? { ...base, cache } : base;
}

/** The folder with `.git`, looked for without starting git: it costs more than a whole lint. */
async function repositoryOf(system: System): Promise<string | null> {
  for (let folder = system.cwd; ; folder = dirname(folder)) {
    if ((await system.files.stat(joinPath(folder, '.git'))) !== null) return folder;
    if (folder === dirname(folder)) return null;
  }
}

function requests(options: Invocation['options'], system: System): OutputRequest[] {
  const asked = texts(options['format']).map(parseFormat);
  if (options['json'] === true) asked.push(parseFormat('json'));
  const output = text(options['output']);
  if (output === null) return asked;
  const first = asked.findIndex(({ path }) => path === null);
  const request: OutputRequest = { name: asked[first]?.name ?? 'text', path: joinPath(system.cwd, output) };
  return first < 0 ? [...asked, request] : asked.with(first, request);
}

/** Text for code frames: plan files that are loaded already, and other files by path. Samples never come here. */
function sourcesOf(files: readonly PlanFile[], system: System) {
  const held = new Map(files.map(({ path, text: source }) => [path, source]));
  return async (path: string): Promise<string | null> => {
    const known = held.get(path);
    if (known !== undefined) return known;
    if (!/\.(ya?ml|json|[cm]?[jt]sx?|vue|svelte)$/.test(path)) return null;
    return system.files.readText(joinPath(system.cwd, path)).catch(() => null);
  };
}

/** The day of the run: as said, else as the environment fixes it, else today. */
export function dayOf(options: Invocation['options'], system: System): string {
  const said = text(options['today']);
  if (said !== null) return said;
  const epoch = system.env['SOURCE_DATE_EPOCH'];
  const ms = epoch && /^\d+$/.test(epoch) ? Number(epoch) * 1000 : system.now();
  return new Date(ms).toISOString().slice(0, 10);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : typeof value === 'string'
      ? [value]
      : [];
}
