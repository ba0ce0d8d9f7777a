import { Inference, type Inferred, type KnownIds } from '../../convert/infer/infer.ts';
import { type MergeMode, mergeInto } from '../../convert/infer/into.ts';
import { writePlan, writePlanFolder } from '../../convert/write.ts';
import type { CallSite } from '../../evidence/call-site.ts';
import { loadDetector } from '../../evidence/detect/detector.ts';
import { loadPlan } from '../../plan/load.ts';
import { parsePlan } from '../../plan/parse-plan.ts';
import { dirname, joinPath, relativePath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { applyEdits } from '../../rules/fix.ts';
import { eachEvent } from '../../samples/each-event.ts';
import { formats } from '../../samples/formats/index.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Invocation, RunCommand } from '../command.ts';
import { openSession } from '../session.ts';
import { writeFiles } from '../write-files.ts';

export const run: RunCommand = async (invocation, system) => {
  const {
    arguments: [given],
    options,
  } = invocation;
  const patterns = Array.isArray(given) ? given.map(String) : [];
  const code = Array.isArray(options['code']) ? options['code'].map(String) : [];
  if (patterns.length === 0 && code.length === 0) {
    throw new UsageError(
      'Nothing to infer from. Give samples: dataplan infer events.ndjson (a file, a folder, - for stdin).',
    );
  }
  const into = typeof options['into'] === 'string' ? await planOf(options['into'], invocation, system) : null;
  const inference = new Inference(
    { name: nameOf(patterns, options), knownIds: knownIds() },
    await loadDetector(),
  );
  const plan = into ?? (await parsePlan('dataplan: 1\nname: none\nversion: 0.0.0\n'));
  let bad = 0;
  if (patterns.length > 0) {
    const reading = {
      plan,
      eventFormat: formatOf(options),
      map: mapOf(options['map']),
      limit: (options['limit'] as number | undefined) ?? null,
    };
    bad = (await eachEvent(system, patterns, reading, (event) => inference.add(event))).bad;
  }
  for (const path of code) for (const site of await sitesIn(path, system)) inference.addCall(site);
  const inferred = inference.result(into === null);
  if (inferred.draft.events.size === 0 && inferred.events === 0) {
    throw new UsageError(
      `No events were found in ${[...patterns, ...code].join(', ')}${bad > 0 ? `; ${bad} records are none` : ''}.`,
    );
  }
  if (into) await merge(into, inferred, invocation, system);
  else {
    const folder = typeof options['output'] === 'string' && options['output'].endsWith('/');
    const files = folder
      ? writePlanFolder(inferred.draft)
      : [{ path: 'plan.yaml', text: writePlan(inferred.draft) }];
    await writeFiles(files, options, system);
  }
  say(inferred, bad, system);
  return 0;
};

async function planOf(path: string, invocation: Invocation, system: System): Promise<Plan> {
  const { output: _, ...rest } = invocation.options;
  return (await openSession({ ...invocation, options: rest }, system)).loadPlan(joinPath(system.cwd, path));
}

/** Changes the files of the plan in place, when the result is a plan that loads. */
async function merge(
  plan: Plan,
  { draft }: Inferred,
  { options }: Invocation,
  system: System,
): Promise<void> {
  const done = mergeInto(plan, draft, (options['mode'] as MergeMode | undefined) ?? 'add');
  const changed = new Map<string, string>();
  for (const { path, text } of plan.files) {
    const own = done.edits.filter(({ file }) => file === path);
    if (own.length > 0) changed.set(joinPath(system.cwd, path), applyEdits(text, own));
  }
  const readText = async (path: string) =>
    changed.get(joinPath(system.cwd, path)) ?? system.files.readText(path);
  await loadPlan(joinPath(system.cwd, plan.files[0]?.path ?? ''), {
    files: { ...system.files, readText },
    cwd: system.cwd,
  });
  for (const [path, text] of changed) await system.files.write(path, text);
  const counts = `${done.events} new events, ${done.properties} properties, ${done.widened} widened`;
  system.stderr.write(`${counts}, in ${changed.size} ${changed.size === 1 ? 'file' : 'files'}.\n`);
  if (done.left.length > 0) system.stderr.write(`Could not be edited in place: ${done.left.join(', ')}.\n`);
}

/** Every call site below a path. */
async function sitesIn(path: string, system: System): Promise<readonly CallSite[]> {
  const [{ scan }, { findRoot }] = await Promise.all([
    import('../../code/scan.ts'),
    import('../../code/root.ts'),
  ]);
  const start = joinPath(system.cwd, path);
  const stat = await system.files.stat(start);
  if (stat === null)
    throw new UsageError(
      `There is no code at ${path}. Check the path; it is relative to the working directory.`,
    );
  const root = await findRoot(stat.kind === 'directory' ? start : dirname(start), system.files);
  const shown = relativePath(system.cwd, root);
  const within = (file: string) => {
    const full = joinPath(root, file);
    return full === start || full.startsWith(`${start}/`);
  };
  const options = { root, shown: shown === '' || shown === '.' ? '' : `${shown}/`, within, configured: [] };
  return (await scan(options, system)).sites;
}

/** What the formats' own fields for identifiers are, by the names the plan will have for them. */
function knownIds(): KnownIds {
  return new Map(formats.flatMap(({ ids }) => ids.map(({ kind, of, known }) => [kind, { of, known }])));
}

function nameOf(patterns: readonly string[], options: Invocation['options']): string {
  if (typeof options['name'] === 'string') return options['name'];
  const base = (patterns[0] ?? 'inferred').replace(/\/+$/, '').replace(/^.*\//, '').replace(/\..*$/, '');
  return (
    base
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'inferred'
  );
}

function formatOf(options: Invocation['options']): string | null {
  const given = options['eventFormat'];
  if (typeof given !== 'string') return null;
  const ids = formats.map(({ id }) => id);
  if (!ids.includes(given)) {
    throw new UsageError(
      `There is no event format "${given}".${didYouMean(given, ids)} Known: ${ids.join(', ')}.`,
    );
  }
  return given;
}

/** `event=name,user=uid` */
function mapOf(given: unknown): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const pair of typeof given === 'string' ? given.split(',') : []) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(`Expected --map event=name,user=uid, got "${pair}".`);
    out.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return out;
}

const SHOWN = 10;

function say({ draft, events, dropped, nearDuplicates }: Inferred, bad: number, system: System): void {
  system.stderr.write(
    `${events} events gave ${draft.events.size} ${draft.events.size === 1 ? 'entry' : 'entries'}${bad > 0 ? `; ${bad} records were no events` : ''}.\n`,
  );
  if (dropped > 0)
    system.stderr.write(`${dropped} events of further names were left out: there is data in the names.\n`);
  for (const { what, names, counts } of nearDuplicates.slice(0, SHOWN)) {
    system.stderr.write(
      `  near-duplicate ${what}: ${names.map((name, index) => `"${name}" (${counts[index]})`).join(', ')}\n`,
    );
  }
  if (nearDuplicates.length > SHOWN)
    system.stderr.write(`  and ${nearDuplicates.length - SHOWN} more near-duplicates\n`);
}
