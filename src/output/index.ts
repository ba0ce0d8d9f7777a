import type { Report } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { Model } from '../report/model.ts';
import { UsageError } from '../system/errors.ts';
import type { Sink, System } from '../system/system.ts';
import { didYouMean } from '../text/nearest.ts';
import { showsUnicode, wantsColour } from './colour.ts';
import {
  FORMATS,
  type Format,
  type FormatName,
  type OutputContext,
  type OutputRequest,
  type RuleHelp,
  type SourceText,
} from './format.ts';

export { wantsColour } from './colour.ts';
export { FORMATS, type FormatName, type OutputRequest, type RuleHelp, type SourceText } from './format.ts';

export interface OutputOptions {
  /** `--color`, `--no-color`; undefined: neither. */
  readonly color?: boolean | undefined;
  /** Findings that `text` shows; 50 unless said. */
  readonly maxFindings?: number | undefined;
  /** Something else, such as `--verdicts -`, has stdout: text goes to stderr. */
  readonly stdoutTaken?: boolean | undefined;
  /** False: no annotations and no step summary under GitHub Actions. */
  readonly annotations?: boolean | undefined;
  /** The plan that was checked, for `html`. */
  readonly plan?: Plan | null | undefined;
  /** What a steward reads, where the command made it. */
  readonly model?: Model | null | undefined;
  /** ISO date of the run (`--today`); the system's clock unless said. */
  readonly today?: string | undefined;
  /** A command's own way to write a format: the changelog of `diff` is not a list of findings. */
  readonly formats?: Readonly<Partial<Record<FormatName, Format>>> | undefined;
  /** Rules with their pages, for the formats that explain them. */
  readonly ruleHelp?: (() => Promise<readonly RuleHelp[]>) | undefined;
}

const LOAD: Readonly<Record<FormatName, () => Promise<Format>>> = {
  text: async () => (await import('./text/index.ts')).text,
  compact: async () => (await import('./compact.ts')).compact,
  json: async () => (await import('./json.ts')).json,
  ndjson: async () => (await import('./json.ts')).ndjson,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  markdown: async () => (await import('./markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
  html: async () => (await import('./html/index.ts')).htmlFormat,
};

/** `text`, `sarif=out/report.sarif`. */
export function parseFormat(argument: string): OutputRequest {
  const equals = argument.indexOf('=');
  const name = equals < 0 ? argument : argument.slice(0, equals);
  const path = equals < 0 ? null : argument.slice(equals + 1);
  const format = FORMATS.find((known) => known === name);
  if (!format) {
    throw new UsageError(
      `Unknown format "${name}".${didYouMean(name, FORMATS)} There are ${FORMATS.join(', ')}.`,
    );
  }
  if (path === '') throw new UsageError(`-f ${argument} names no file after the "=".`);
  return { name: format, path: path === '-' ? null : path };
}

/**
 * Writes one report in every format asked for. One of them at most has stdout; the others name a file, which is
 * replaced. Rejects with UsageError when two want stdout, FileError when a file cannot be written.
 */
export async function writeReport(
  requests: readonly OutputRequest[],
  report: Report,
  sourceText: SourceText,
  system: System,
  options: OutputOptions = {},
): Promise<void> {
  const wanted: readonly OutputRequest[] = requests.length > 0 ? requests : [{ name: 'text', path: null }];
  const sink = sinkFor(wanted, system, options);
  for (const { name, path } of wanted) {
    const format = options.formats?.[name] ?? (await LOAD[name]());
    const context = contextFor(path === null ? sink : null, sourceText, system, options);
    if (path === null) await toSink(format, report, context, sink);
    else {
      let length = 0;
      const counted = async function* () {
        for await (const chunk of inChunks(format.write(report, context))) {
          length += chunk.length;
          yield chunk;
        }
      };
      await system.files.write(path, counted());
      if (name === 'html' && length > LARGE_PAGE) {
        system.stderr.write(
          `${path} is ${Math.round(length / 1_000_000)} MB: a browser takes a while to open it.\n`,
        );
      }
    }
  }
  if (options.annotations ?? system.env['GITHUB_ACTIONS'] === 'true') {
    await annotate(wanted, report, sourceText, system, options);
  }
}

/**
 * Under GitHub Actions a run for people also marks the changed lines and writes the step's summary. Only where
 * text has stdout: a workflow command inside a machine document would break it.
 */
async function annotate(
  wanted: readonly OutputRequest[],
  report: Report,
  sourceText: SourceText,
  system: System,
  options: OutputOptions,
): Promise<void> {
  const context = contextFor(null, sourceText, system, options);
  if (!options.stdoutTaken && wanted.some(({ name, path }) => name === 'text' && path === null)) {
    await toSink(await LOAD.github(), report, context, system.stdout);
  }
  const summary = system.env['GITHUB_STEP_SUMMARY'];
  if (summary)
    await system.files.append(
      summary,
      await whole(options.formats?.markdown ?? (await LOAD.markdown()), report, context),
    );
}

/** Where the format without a path goes. */
function sinkFor(wanted: readonly OutputRequest[], system: System, options: OutputOptions): Sink {
  const onStdout = wanted.filter((request) => request.path === null);
  const [first, second] = onStdout;
  if (first && second) {
    throw new UsageError(
      `Only one output can have stdout, and both ${first.name} and ${second.name} would. Give one a file: -f ${second.name}=report.${second.name}`,
    );
  }
  if (!options.stdoutTaken) return system.stdout;
  if (first && first.name !== 'text' && first.name !== 'compact') {
    throw new UsageError(`Something else writes to stdout. Give ${first.name} a file: -f ${first.name}=PATH`);
  }
  return system.stderr;
}

function contextFor(
  sink: Sink | null,
  sourceText: SourceText,
  system: System,
  options: OutputOptions,
): OutputContext {
  return {
    colour: sink !== null && wantsColour(options.color, system.env, sink),
    width: sink?.isTTY ? Math.max(40, Math.min(sink.columns, 100)) : 80,
    unicode: sink === null || showsUnicode(system.env, sink),
    maxFindings: options.maxFindings ?? 50,
    sourceText,
    plan: options.plan ?? options.model?.plan ?? null,
    model: options.model ?? null,
    today: options.today ?? new Date(system.now()).toISOString().slice(0, 10),
    ruleHelp: options.ruleHelp ?? ruleHelp,
    env: system.env,
  };
}

/** Our own rules with their pages. */
async function ruleHelp(): Promise<readonly RuleHelp[]> {
  const { registry } = await import('../rules/registry.ts');
  const { loadPages } = await import('../rules/pages.ts');
  const pages = await loadPages();
  return registry.map(({ id, summary, severity, tags }) => ({
    id,
    summary,
    severity,
    tags,
    page: pages.get(id)?.text ?? null,
  }));
}

/** A page above this is said to be large. */
const LARGE_PAGE = 5_000_000;

/** Characters that reach a stream or file at once: few writes, and no document is held whole. */
const CHUNK = 1 << 17;

async function toSink(format: Format, report: Report, context: OutputContext, sink: Sink): Promise<void> {
  for await (const chunk of inChunks(format.write(report, context))) sink.write(chunk);
}

async function whole(format: Format, report: Report, context: OutputContext): Promise<string> {
  let text = '';
  for await (const chunk of inChunks(format.write(report, context))) text += chunk;
  return text;
}

/** Most formats need not wait for anything, and waiting for each of 100,000 pieces costs as much as making them. */
async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncIterable<string> {
  let pending = '';
  const fills = (piece: string) => {
    pending += piece;
    return pending.length >= CHUNK;
  };
  const taken = () => {
    const chunk = pending;
    pending = '';
    return chunk;
  };
  if (Symbol.iterator in pieces) {
    for (const piece of pieces) if (fills(piece)) yield taken();
  } else {
    for await (const piece of pieces) if (fills(piece)) yield taken();
  }
  if (pending) yield pending;
}
