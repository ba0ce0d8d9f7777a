import { joinPath } from '../../plan/paths.ts';
import { listInputs } from '../../samples/read/inputs.ts';
import { ENGINES, type EngineName } from '../../sql/engines/engine.ts';
import type { EngineRequest } from '../../sql/engines/open.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { Invocation } from '../command.ts';

type Options = Invocation['options'];

/** What an engine cannot do, with the reason: it counts where the data lies, and hands on no single event. */
const REFUSED: readonly (readonly [option: string, flag: string, why: string])[] = [
  ['verdicts', '--verdicts', 'an engine counts and gives no verdict by line'],
  ['pass', '--pass', 'an engine hands on no events'],
  ['quarantine', '--quarantine', 'an engine hands on no events'],
  ['drop', '--drop', 'an engine hands on no events'],
  ['each', '--each', 'an engine counts and gives no verdict by line'],
  ['follow', '--follow', 'an engine sees a table as it is now'],
  ['sample', '--sample', 'an engine reads all; narrow it with --since and --until'],
  ['limit', '--limit', 'an engine has no first events; narrow it with --since and --until'],
  ['types', '--types', 'a table has types of its own'],
  ['workers', '--workers', 'an engine shares out its work itself'],
  ['maxRecord', '--max-record', 'an engine has limits of its own'],
  ['showValues', '--show-values', 'an engine hands on no values'],
];

/** The engine that is asked for; null: this process. */
export function engineOf(options: Options): EngineName | null {
  const asked = options['engine'];
  const name = ENGINES.find((each) => each === asked) ?? null;
  if (name === null) {
    for (const flag of ['url', 'master', 'table', 'column']) {
      if (options[flag] !== undefined)
        throw new UsageError(`--${flag} goes with --engine ${ENGINES.join(', ')}.`);
    }
    return null;
  }
  for (const [option, flag, why] of REFUSED) {
    if (options[option] === undefined || options[option] === false) continue;
    throw new UsageError(`${flag} does not go with --engine: ${why}. Leave --engine out to read files here.`);
  }
  return name;
}

/** What the engine is to open: files by their absolute paths, addresses that Spark reads as they stand. */
export async function requestOf(
  name: EngineName,
  given: readonly string[],
  options: Options,
  system: System,
): Promise<EngineRequest> {
  if (given.includes('-')) throw new UsageError('An engine reads files and tables, not standard input.');
  const [remote, local] = [given.filter(isRemote), given.filter((path) => !isRemote(path))];
  if (remote.length > 0 && name !== 'spark') {
    throw new UsageError(
      `${name} reads files of this machine here; ${remote[0]} is none. Copy it, or use --engine spark.`,
    );
  }
  const files = name === 'postgres' ? local : await listInputs(system, local);
  const absolute = files.map((path) => joinPath(system.cwd, path));
  return {
    name,
    files: name === 'spark' ? [...absolute.map((path) => `file://${path}`), ...remote] : absolute,
    tables: texts(options['table']),
    url: text(options['url']),
    master: text(options['master']),
  };
}

/** `s3a://bucket/events`, `hdfs://…`: Spark's own addresses. */
function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
