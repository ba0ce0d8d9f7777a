import type { Finding } from '../../findings/finding.ts';
import { joinPath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { sampleChecks } from '../../rules/sample-checks.ts';
import { concludeCounts } from '../../samples/conclude.ts';
import { listInputs } from '../../samples/read/inputs.ts';
import type { ValidateResult } from '../../samples/validate.ts';
import { ENGINES, type Engine, type EngineName } from '../../sql/engines/engine.ts';
import { guessLayout, type Told } from '../../sql/engines/guess.ts';
import { type EngineRequest, isDatabase, openEngine, type Source } from '../../sql/engines/open.ts';
import { readResults, systemsOf } from '../../sql/read.ts';
import { resultRow } from '../../sql/results/rows.ts';
import type { Layout, ResultRow, Statement, WriteOptions } from '../../sql/types.ts';
import { writeSql } from '../../sql/write.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Invocation } from '../command.ts';
import type { Session } from '../session.ts';
import { mappedTables } from './sql.ts';
import { sketchKey } from './validate-outputs.ts';

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
      if (flag === 'column' && options['results'] !== undefined) continue;
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

/**
 * The same checks, counted by an engine where the data lies.
 * @throws UsageError when it cannot be opened, fails or is lost: a part of a result is none.
 */
export async function validateByEngine(
  name: EngineName,
  given: readonly string[],
  plan: Plan,
  session: Session,
  system: System,
): Promise<ValidateResult> {
  const { rules, settings, today, options } = session;
  if (text(options['writeProfile']) !== null && text(options['system']) === null) {
    throw new UsageError('A profile is of one system: say which, with --system.');
  }
  const told = toldOf(plan, options);
  const { checks, findings } = sampleChecks(plan, { rules, settings, today });
  const request = await requestOf(name, given, session, system);
  const { engine, sources } = await openEngine(request, system);
  let interrupted = false;
  const forget = system.onInterrupt?.(() => {
    interrupted = true;
    void engine.close();
  });
  try {
    const layouts = request.mapped
      ? mappedTables(session, plan, system)
      : await layoutsOf(engine, sources, told);
    refuseTimes(layouts, options);
    const asked = {
      plan,
      checks,
      layouts,
      dialect: engine.dialect,
      since: number(options['since']),
      until: number(options['until']),
      now: system.now(),
      profile: text(options['writeProfile']) === null ? null : { key: await sketchKey(options, system) },
    };
    const rows = await rowsOf(engine, writeSql(asked).statements);
    return concluded(rows, asked, name, session, findings);
  } catch (error) {
    if (interrupted) throw new UsageError(`${name} was interrupted: there is no result.`);
    throw error;
  } finally {
    forget?.();
    await engine.close();
  }
}

/** The way back from rows to the result that this process would have given. */
export function concluded(
  rows: readonly ResultRow[],
  asked: WriteOptions,
  where: string,
  { rules, settings }: Session,
  findings: readonly Finding[],
): ValidateResult {
  const { plan, checks, layouts } = asked;
  const read = readResults(rows, asked, where);
  // What writing and reading both know of is said once.
  const unasked = [...writeSql(asked).notChecked, ...read.notChecked];
  const counted = {
    ...read,
    notChecked: unasked.filter(
      ({ what, why }, at) => unasked.findIndex((each) => each.what === what && each.why === why) === at,
    ),
  };
  const result = concludeCounts(
    plan,
    checks,
    { ...counted, systems: systemsOf(layouts) },
    { rules, settings },
  );
  return { ...result, findings: [...findings, ...result.findings] };
}

async function rowsOf(engine: Engine, statements: readonly Statement[]): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for await (const row of engine.rows(statements)) rows.push(resultRow(row, engine.name));
  return rows;
}

async function layoutsOf(engine: Engine, sources: readonly Source[], told: Told): Promise<Layout[]> {
  const layouts: Layout[] = [];
  for (const [i, source] of sources.entries()) {
    const columns = (await engine.columns?.(source.relation)) ?? null;
    const base = (told.system ?? 'events').replace(/[^A-Za-z0-9]+/g, '_');
    layouts.push(guessLayout(source, columns, told, i === 0 ? base : `${base}_${i + 1}`));
  }
  return layouts;
}

function toldOf(plan: Plan, options: Options): Told {
  const system = text(options['system']);
  if (system !== null && !plan.systems.has(system)) {
    throw new UsageError(`The plan has no system "${system}".${didYouMean(system, plan.systems.keys())}`);
  }
  return {
    system,
    format: text(options['eventFormat']),
    map: options['map'] instanceof Map ? new Map<string, string>(options['map']) : new Map(),
    column: text(options['column']),
    idTypes: [...plan.identity.types.keys()],
  };
}

/** What the engine is to open: files by their absolute paths, addresses that Spark reads as they stand. */
async function requestOf(
  name: EngineName,
  given: readonly string[],
  { options, config }: Session,
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
    mapped: config.tables.length > 0 && options['table'] === undefined && files.every(isDatabase),
  };
}

/** A table is narrowed by its partition; one without would be read whole all the same. */
function refuseTimes(layouts: readonly Layout[], options: Options): void {
  if (options['since'] === undefined && options['until'] === undefined) return;
  if (layouts.every(({ partition }) => partition !== null)) return;
  throw new UsageError(
    '--since and --until narrow a table by its partition: name the column under "tables:" in dataplan.config.yaml, or leave them out.',
  );
}

/** `s3a://bucket/events`, `hdfs://…`: Spark's own addresses. */
function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
