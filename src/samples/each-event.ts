import type { SampleEvent } from '../evidence/event.ts';
import type { Plan } from '../plan/types.ts';
import type { System } from '../system/system.ts';
import { formats } from './formats/index.ts';
import { listInputs } from './read/inputs.ts';
import { LineParser } from './read/line-parser.ts';
import { open, sniff } from './read/source.ts';
import { feed } from './run/read-source.ts';
import { sourceOf } from './run/runner.ts';
import { Stream } from './run/stream.ts';
import { defaultMaxRecord } from './validate.ts';

export interface EachOptions {
  /** What identifiers are called; an empty plan leaves them the names of our catalogue. */
  readonly plan: Plan;
  /** Id of a format; null: recognised. */
  readonly eventFormat: string | null;
  /** Our word → path in the record, for plain records. */
  readonly map: ReadonlyMap<string, string>;
  /** Records at most, over all files; null: all. */
  readonly limit: number | null;
}

/**
 * Shows every event of the samples to `see`, in the order of the input, without holding them against anything.
 * Resolves with how many records were none. Rejects with UsageError for inputs that are not there.
 */
export async function eachEvent(
  system: System,
  patterns: readonly string[],
  options: EachOptions,
  see: (event: SampleEvent) => void,
): Promise<{ readonly events: number; readonly bad: number }> {
  const stream = new Stream(
    setupOf(options, system),
    { looks: true, anyOrder: false, watch: see, save: () => [] },
    new LineParser(),
  );
  for (const [index, path] of (await listInputs(system, patterns)).entries()) {
    const { sniffed, rest } = await sniff(open(system, path), path);
    const input = { index, path, system: null, format: options.eventFormat, coerce: false, map: options.map };
    const source = sourceOf(input, sniffed);
    stream.open(source);
    const columns = formats.find(({ id }) => id === source.format)?.columns ?? null;
    await feed(stream, system.files, {
      path,
      chunks: rest,
      shape: sniffed.shape,
      maxRecord: defaultMaxRecord,
      firstLine: 1,
      columns,
      progress: null,
    });
    await rest.return();
    stream.close();
  }
  const { counts } = stream.save();
  return { events: counts.events, bad: counts.bad };
}

function setupOf({ plan, limit }: EachOptions, system: System) {
  return {
    plan,
    checks: [],
    now: system.now(),
    sample: 1,
    seed: 1,
    since: null,
    until: null,
    limit,
    showValues: false,
    maxRecord: defaultMaxRecord,
    verdicts: false,
    each: false,
    split: false,
    cut: false,
    profiles: [],
  };
}
