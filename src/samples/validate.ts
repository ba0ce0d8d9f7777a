import { createHash } from 'node:crypto';
import type { Check } from '../evidence/check.ts';
import type { Profile } from '../evidence/profile.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { AnyRule } from '../rules/rule.ts';
import { sampleChecks } from '../rules/sample-checks.ts';
import type { Settings } from '../rules/settings.ts';
import { UsageError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import { VERSION } from '../system/version.ts';
import type { JsonObject } from '../text/json.ts';
import { didYouMean } from '../text/nearest.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { eachFinding, notShown, toFindings, watchedFindings } from './findings.ts';
import { formats } from './formats/index.ts';
import { listInputs } from './read/inputs.ts';
import { LineParser } from './read/line-parser.ts';
import { type Input, Runner } from './run/runner.ts';
import type { RunSetup } from './run/setup.ts';
import type { SplitTargets } from './run/split-files.ts';
import { SplitFiles } from './run/split-files.ts';
import type { Saved } from './run/tally.ts';
import { Watching } from './run/watching.ts';

/** Samples of one system, by files, globs, folders, or `-` for standard input. */
export interface SampleSource {
  readonly files: readonly string[];
  /** The plan's system they come from; null: not said. */
  readonly system: string | null;
  /** Id of a format; null: recognised. */
  readonly eventFormat: string | null;
  /** Numeric strings are numbers and null is absent where the plan asks for that. */
  readonly coerce: boolean;
  /** Our word → path in the record, for plain records. */
  readonly map: ReadonlyMap<string, string>;
  /** Files may be missing. */
  readonly optional: boolean;
}

export interface ValidateOptions {
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date of the run. */
  readonly today: string;
  /** Share of the records that are read, 0..1. */
  readonly sample?: number;
  readonly seed?: number;
  /** Milliseconds since the epoch, `until` exclusive. */
  readonly since?: number | null;
  readonly until?: number | null;
  readonly limit?: number | null;
  readonly showValues?: boolean;
  /** Bytes of one record that are kept in memory. */
  readonly maxRecord?: number;
  /** Threads besides this one; 0: none. */
  readonly workers?: number;
  readonly verdicts?: (bytes: Uint8Array) => Promise<void>;
  /** Told of each finding about one record as it comes, in input order; those about the whole stream have to wait. */
  readonly each?: (finding: Finding) => void;
  readonly split?: SplitTargets & { readonly cut: boolean; readonly force: boolean };
  /** Makes a profile of each system; identifiers are hashed with the key, or their sketches live in memory only. */
  readonly profile?: { readonly key: string | null };
  /** Goes on when a file ends, for what is added to it. */
  readonly follow?: boolean;
  /** Asked after each chunk: true ends the run with what is known by then. */
  readonly stopped?: () => boolean;
  readonly progress?: (done: number, total: number | null) => void;
}

export interface ValidateResult {
  readonly findings: readonly Finding[];
  readonly events: {
    readonly total: number;
    readonly valid: number;
    readonly invalid: number;
    readonly unplanned: number;
    readonly bytes: number;
  };
  readonly coverage: Coverage;
  /** By system, in the order of the plan's name; none unless asked for. */
  readonly profiles: readonly Profile[];
  /** By system with such calls: traits of the plan (`person.email`) seen with a value; with profiles only. */
  readonly traits: ReadonlyMap<string, ReadonlySet<string>>;
  readonly notChecked: readonly NotChecked[];
  /** Remarks for a person: an interrupted run before this one, sampling. */
  readonly notes: readonly string[];
}

export const defaultMaxRecord = 16 * 1024 * 1024;

/**
 * Holds event samples against a plan.
 * @throws UsageError for inputs that are not there, and formats and systems that do not exist.
 */
export async function validate(
  plan: Plan,
  sources: readonly SampleSource[],
  options: ValidateOptions,
  system: System,
): Promise<ValidateResult> {
  const { rules, settings, today } = options;
  const asked = sampleChecks(plan, { rules, settings, today });
  const { checks } = asked;
  const { inputs, missing } = await resolveSources(plan, sources, system);
  const setup: RunSetup = {
    plan,
    checks,
    now: system.now(),
    sample: options.sample ?? 1,
    seed: options.seed ?? 1,
    since: options.since ?? null,
    until: options.until ?? null,
    limit: options.limit ?? null,
    showValues: options.showValues ?? false,
    maxRecord: options.maxRecord ?? defaultMaxRecord,
    verdicts: options.verdicts !== undefined,
    each: options.each !== undefined,
    split: options.split !== undefined,
    cut: options.split?.cut ?? false,
    profiles: options.profile ? profileSetups(plan, inputs, options, options.profile) : [],
  };
  const names = inputs.map(({ path }) => path);
  const split = options.split
    ? await SplitFiles.open(system.files, options.split, names, options.split.force)
    : null;
  const parser = new LineParser();
  const watching = await Watching.start(setup, parser.texts);
  const runner = new Runner(system, setup, watching, parser, {
    workers: options.workers ?? 0,
    follow: options.follow ?? false,
    stopped: options.stopped ?? (() => false),
    progress: options.progress ?? (() => {}),
    write: async (source, out) => {
      await options.verdicts?.(out.verdicts);
      if (options.each && out.each.length > 0) {
        const run = { plan, rules, settings, checks, sources: names };
        for (const finding of eachFinding(new TextDecoder().decode(out.each), run)) options.each(finding);
      }
      await split?.write('pass', source, out.pass);
      await split?.write('quarantine', source, out.quarantine);
    },
  });
  const { counts, tally, stoppedEarly } = await runner.run(inputs);
  if (!stoppedEarly) await split?.finish();
  const counted = {
    plan,
    rules,
    settings,
    checks,
    sources: names,
    events: counts.events,
    forms: counts.forms,
  };
  const invalid = counts.events - counts.valid + counts.bad;
  return {
    findings: [
      ...asked.findings,
      ...toFindings(tally, counted),
      ...watchedFindings(watching.findings(), counted),
    ],
    events: {
      total: counts.events + counts.bad,
      valid: counts.valid,
      invalid,
      unplanned: counts.unplanned,
      bytes: counts.bytes,
    },
    profiles: await profilesOf(watching, inputs, system),
    traits: watching.traits(),
    coverage: coverageOf(plan, counts.forms, unplannedNames(tally, checks), systemsOf(inputs)),
    notChecked: [...missing, ...notShown(tally, checks), ...partly(setup, stoppedEarly, counts.skipped)],
    notes: [...(split?.notes ?? []), ...translated(inputs)],
  };
}

function profileSetups(
  plan: Plan,
  inputs: readonly Input[],
  options: ValidateOptions,
  { key }: { readonly key: string | null },
): RunSetup['profiles'] {
  const hash = createHash('sha256');
  for (const { text } of plan.files) hash.update(text);
  const planHash = hash.digest('hex');
  const systems = [...systemsOf(inputs)].sort();
  if (systems.length === 0) throw new UsageError('A profile is of one system: say which, with --system.');
  const rate = options.sample ?? 1;
  const tool = `dataplan ${VERSION}`;
  return systems.map((name) => {
    const used = new Set(inputs.filter((input) => input.system === name).map(({ format }) => format));
    const format = used.size === 1 ? ([...used][0] ?? null) : null;
    return { planHash, system: name, key, tool, format, sampling: { rate, by: rate < 1 ? 'event' : 'none' } };
  });
}

/** Finished profiles, each with the digests of the files that it is of. */
async function profilesOf(watching: Watching, inputs: readonly Input[], system: System): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const [name, watcher] of watching.profiles()) {
    const parts: Profile['parts'][number][] = [];
    for (const { path } of inputs.filter((input) => input.system === name && input.path !== '-')) {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of system.files.stream(path)) {
        hash.update(chunk);
        size += chunk.length;
      }
      parts.push({ name: path, size, digest: hash.digest('hex') });
    }
    profiles.push(watcher.profile(parts));
  }
  return profiles;
}

async function resolveSources(
  plan: Plan,
  sources: readonly SampleSource[],
  system: System,
): Promise<{ readonly inputs: Input[]; readonly missing: NotChecked[] }> {
  const inputs: Input[] = [];
  const missing: NotChecked[] = [];
  for (const source of sources) {
    checkNames(plan, source);
    let paths: string[] = [];
    try {
      paths = await listInputs(system, source.files);
    } catch (error) {
      if (!source.optional || !(error instanceof UsageError)) throw error;
      missing.push({ what: `samples:${source.system ?? source.files.join(' ')}`, why: error.message });
    }
    for (const path of paths) {
      const { system: from, eventFormat, coerce, map } = source;
      inputs.push({ index: inputs.length, path, system: from, format: eventFormat, coerce, map });
    }
  }
  return { inputs, missing };
}

function checkNames(plan: Plan, { system, eventFormat }: SampleSource): void {
  if (system !== null && !plan.systems.has(system)) {
    throw new UsageError(`The plan has no system "${system}".${didYouMean(system, plan.systems.keys())}`);
  }
  const ids = formats.map(({ id }) => id);
  if (eventFormat !== null && !ids.includes(eventFormat)) {
    throw new UsageError(
      `There is no event format "${eventFormat}".${didYouMean(eventFormat, ids)} Known: ${ids.join(', ')}.`,
    );
  }
}

export function unplannedNames(tally: Saved, checks: readonly Check[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { check, path, count } of tally.hits) {
    const { part, operation } = typeof check === 'number' ? (checks[check] ?? {}) : {};
    if (part !== 'event' || operation?.op !== 'unplanned') continue;
    const name = path.slice(path.indexOf(' ') + 1);
    names.set(name, (names.get(name) ?? 0) + count);
  }
  return names;
}

function systemsOf(inputs: readonly Input[]): ReadonlySet<string> {
  return new Set(inputs.flatMap(({ system }) => system ?? []));
}

/** `types: coerce` is lenient, and says so. */
function translated(inputs: readonly Input[]): string[] {
  return inputs
    .filter(({ coerce }) => coerce)
    .map(
      ({ path }) =>
        `${path}: text was read as the types that the plan asks for, null as absent (types: coerce).`,
    );
}

/** What of the input was left out, in words. */
function partly(setup: RunSetup, stoppedEarly: boolean, skipped: number): NotChecked[] {
  const what = 'samples';
  const found: NotChecked[] = [];
  if (setup.sample < 1)
    found.push({ what, why: `a sample of ${setup.sample * 100} % was read (seed ${setup.seed})` });
  if (setup.limit !== null) found.push({ what, why: `at most ${setup.limit} records were read` });
  if ((setup.since !== null || setup.until !== null) && skipped > 0) {
    found.push({ what, why: `${skipped} events are outside the time asked for` });
  }
  if (stoppedEarly) found.push({ what, why: 'the run was interrupted; this is what was known by then' });
  return found;
}

/** The parts of a result that stand in a report beside its findings. */
export function extraOf({ events, coverage }: ValidateResult): JsonObject {
  return { events: { ...events }, coverage: { ...coverage } };
}
