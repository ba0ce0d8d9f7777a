import { planWaivers } from '../../check/waivers.ts';
import type { Config } from '../../config/types.ts';
import type { Report } from '../../findings/report.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { extraOf, type SampleSource, type ValidateResult, validate } from '../../samples/validate.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { Invocation, RunCommand } from '../command.ts';
import type { Limit } from '../program-validate.ts';
import { Progress } from '../progress.ts';
import { openSession, type Session } from '../session.ts';
import {
  defaultWorkers,
  eachTo,
  saveProfiles,
  sketchKey,
  type VerdictOutput,
  verdictsTo,
} from './validate-outputs.ts';

type Options = Invocation['options'];

/** What asks for an engine, or makes sense with one only. */
const ENGINE_FLAGS = ['engine', 'url', 'master', 'table', 'column'];

export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { options } = session;
  const [given] = invocation.arguments;
  const files = Array.isArray(given) ? given : [];
  const byEngine = ENGINE_FLAGS.some((flag) => options[flag] !== undefined)
    ? await import('./validate-engine.ts')
    : null;
  const engine = byEngine?.engineOf(options) ?? null;
  const results = resultFiles(options, engine !== null || files.length > 0);
  const sources =
    engine === null && results.length === 0 ? sourcesOf(files, options, session.config, system) : [];
  const plan = await session.loadPlan();
  const verdicts = engine === null && results.length === 0 ? await verdictsTo(options, system) : null;
  const result =
    results.length > 0
      ? await (await import('./validate-results.ts')).validateResults(results, plan, session, system)
      : byEngine === null || engine === null
        ? await readHere(plan, sources, session, verdicts, system)
        : await byEngine.validateByEngine(engine, files, plan, session, system);
  await verdicts?.finish();
  await saveProfiles(result.profiles, options, system);
  for (const note of result.notes) system.stderr.write(`${note}\n`);
  const report = await session.conclude({
    command: 'validate',
    plan,
    findings: result.findings,
    notChecked: result.notChecked,
    extra: extraOf(result),
    waivers: await planWaivers(plan.files),
    complete: new Set(result.notChecked.length === 0 && !given ? ['sample'] : []),
  });
  const shown =
    verdicts?.onStdout || options['each'] === true ? { ...system, stdout: system.stderr } : system;
  const output = shown === system ? session : await openSession(invocation, shown);
  return output.write(withLimit(report, result, options['maxInvalid']), plan.files);
};

/** Files with rows that an engine gave elsewhere: they are all that is read. */
function resultFiles(options: Options, others: boolean): readonly string[] {
  const files = Array.isArray(options['results']) ? options['results'].map(String) : [];
  if (files.length > 0 && others)
    throw new UsageError(
      '--results is read by itself: it has what an engine counted. Leave files and --engine out.',
    );
  return files;
}

/** Reads the samples in this process. */
async function readHere(
  plan: Plan,
  sources: readonly SampleSource[],
  { options, rules, settings, today }: Session,
  verdicts: VerdictOutput | null,
  system: System,
): Promise<ValidateResult> {
  let stopped = false;
  const forget = system.onInterrupt?.(() => {
    stopped = true;
  });
  const progress = new Progress(system);
  const split = splitOf(options);
  const each = eachTo(options, system);
  return validate(
    plan,
    sources,
    {
      rules,
      settings,
      today,
      sample: number(options['sample']) ?? 1,
      seed: number(options['seed']) ?? 1,
      since: number(options['since']),
      until: number(options['until']),
      limit: number(options['limit']),
      showValues: options['showValues'] === true,
      ...(number(options['maxRecord']) === null ? {} : { maxRecord: number(options['maxRecord']) ?? 0 }),
      workers: number(options['workers']) ?? (await defaultWorkers(sources, system)),
      ...(verdicts ? { verdicts: verdicts.write } : {}),
      ...(split ? { split } : {}),
      ...(each ? { each } : {}),
      ...(text(options['writeProfile']) === null
        ? {}
        : { profile: { key: await sketchKey(options, system) } }),
      follow: options['follow'] === true,
      stopped: () => stopped,
      progress: (done, total) => progress.show(done, total),
    },
    system,
  ).finally(() => {
    progress.clear();
    forget?.();
  });
}

/** `--max-invalid` decides instead of the severities. */
function withLimit(report: Report, { events }: ValidateResult, limit: unknown): Report {
  if (!isLimit(limit)) return report;
  const share = events.total === 0 ? 0 : events.invalid / events.total;
  const failed =
    (limit.count !== null && events.invalid > limit.count) || (limit.share !== null && share > limit.share);
  return { ...report, summary: { ...report.summary, failed } };
}

function isLimit(value: unknown): value is Limit {
  return typeof value === 'object' && value !== null && 'count' in value && 'share' in value;
}

/** What the arguments name, else what the configuration does. */
function sourcesOf(
  files: readonly string[],
  options: Options,
  config: Config,
  system: System,
): SampleSource[] {
  const map =
    options['map'] instanceof Map ? new Map<string, string>(options['map']) : new Map<string, string>();
  if (files.length > 0) {
    return [
      {
        files,
        system: text(options['system']) ?? systemOfFiles(files, config, system),
        eventFormat: text(options['eventFormat']),
        coerce: options['types'] === 'coerce',
        map,
        optional: false,
      },
    ];
  }
  const asked = text(options['system']);
  const configured = config.samples.filter((source) => asked === null || source.system === asked);
  if (configured.length === 0) {
    throw new UsageError(
      'No samples are named. Give files, globs or -, or list them under "samples:" in dataplan.config.yaml.',
    );
  }
  return configured.map((source) => ({
    ...source,
    files: source.files.map((file) => relativePath(system.cwd, joinPath(config.folder, file))),
    coerce: source.types === 'coerce',
  }));
}

/** A file that the configuration lists belongs to the system it says. */
function systemOfFiles(files: readonly string[], config: Config, system: System): string | null {
  const listed = (file: string) =>
    config.samples.find((source) =>
      source.files.some((path) => joinPath(config.folder, path) === joinPath(system.cwd, file)),
    )?.system ?? null;
  const systems = new Set(files.map(listed));
  return systems.size === 1 ? ([...systems][0] ?? null) : null;
}

function splitOf(options: Options) {
  const [pass, quarantine] = [text(options['pass']), text(options['quarantine'])];
  if (pass === null && quarantine === null) return null;
  return { pass, quarantine, cut: options['drop'] === true, force: options['force'] === true };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
