import { hasDocBlocks } from '../../convert/import/dbt-docs.ts';
import { type ImportFile, type ImportFinding, importers, importPlan } from '../../convert/import/index.ts';
import { type LossReport, lossDocument, summariseLosses } from '../../convert/losses.ts';
import { writePlan, writePlanFolder } from '../../convert/write.ts';
import type { Finding } from '../../findings/finding.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import { unclearEntry } from '../../rules/import/unclear-entry.ts';
import { unreadableFile } from '../../rules/import/unreadable-file.ts';
import { toFinding } from '../../rules/to-finding.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import type { Invocation, RunCommand } from '../command.ts';
import { openSession, type Session } from '../session.ts';
import { writeFiles } from '../write-files.ts';

export const run: RunCommand = async (invocation, system) => {
  const { options } = invocation;
  if (options['list'] === true) {
    for (const { id, title, source } of importers)
      system.stdout.write(`${id.padEnd(14)}${title}\n  ${source}\n`);
    return 0;
  }
  const { format, paths } = argumentsOf(invocation);
  const files = await readAll(paths, system);
  const imported = await importPlan(files, {
    format,
    name: typeof options['name'] === 'string' ? options['name'] : nameOf(paths[0] ?? ''),
    columns: columnsOf(options['map']),
  });
  const folder = typeof options['output'] === 'string' && options['output'].endsWith('/');
  const plan = folder
    ? writePlanFolder(imported.draft)
    : [{ path: 'plan.yaml', text: writePlan(imported.draft) }];
  await writeFiles(plan, options, system);
  await writeLosses(imported.report, options, system);
  // The plan has stdout unless it went to a file; findings then go beside it.
  const quiet = typeof options['output'] === 'string' ? system : { ...system, stdout: system.stderr };
  const { output: _, force: __, ...rest } = options;
  const session = await openSession({ ...invocation, options: rest }, quiet);
  const report = await session.conclude({
    command: 'import',
    plan: null,
    findings: imported.findings.flatMap((found) => findingOf(found, session)),
    extra: {
      formats: imported.formats,
      counts: { ...imported.report.counts },
      lost: imported.report.losses.length,
    },
    complete: new Set(),
  });
  return session.write(report, []);
};

/** The first word is a format when it is one; else all are files. */
function argumentsOf(invocation: Invocation): { format: string | null; paths: string[] } {
  const [first, rest] = invocation.arguments;
  const more = Array.isArray(rest) ? rest.map(String) : [];
  if (typeof first !== 'string') {
    throw new UsageError(
      'Nothing to import. Give files: dataplan import tracking-plan.json (--list names the formats).',
    );
  }
  if (importers.some(({ id }) => id === first)) {
    if (more.length === 0)
      throw new UsageError(`No files are named. Give them after the format: dataplan import ${first} FILE…`);
    return { format: first, paths: more };
  }
  // A word that is neither format nor path is most likely a mistyped format.
  return { format: null, paths: [first, ...more] };
}

async function readAll(paths: readonly string[], system: System): Promise<ImportFile[]> {
  const found: string[] = [];
  const walked = new Set<string>();
  for (const path of paths) {
    const stat = await system.files.stat(path);
    if (stat?.kind === 'directory') for (const file of await filesIn(path, system)) walked.add(file);
    else if (stat === null && /[*?[{]/.test(path)) found.push(...(await system.files.glob([path])));
    else if (stat === null) {
      throw new UsageError(
        `${path} is neither a file nor a format. Formats: ${importers.map(({ id }) => id).join(', ')}.`,
      );
    } else found.push(path);
  }
  for (const path of found) walked.delete(path);
  const read: ImportFile[] = [];
  for (const path of [...new Set([...found, ...walked])].sort()) {
    const shown = relativePath(system.cwd, joinPath(system.cwd, path));
    const text = await system.files.readText(path);
    // Notes beside a plan are no part of it, unless its descriptions are taken from them.
    if (walked.has(path) && path.endsWith('.md') && !hasDocBlocks(text)) continue;
    read.push({ path: shown, text, walked: walked.has(path) });
  }
  if (read.length === 0) throw new UsageError(`No file matches ${paths.join(', ')}.`);
  return read;
}

/** What a folder may hold of plans: notes and pictures beside them are no plans. */
async function filesIn(folder: string, system: System): Promise<string[]> {
  const all = await system.files.glob(['**/*'], { cwd: folder });
  return all
    .map((path) => joinPath(folder, path))
    .filter((path) => !/(^|\/)(node_modules|\.git)\//.test(path))
    .filter((path) => /(\.(json|ya?ml|csv|tsv|md|[cm]?tsx?)|\/\d+-\d+-\d+)$/.test(path));
}

function nameOf(path: string): string {
  return path
    .replace(/\/+$/, '')
    .replace(/^.*\//, '')
    .replace(/\.[a-z]+$/i, '');
}

function columnsOf(given: unknown): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const each of Array.isArray(given) ? given.map(String) : []) {
    const at = each.indexOf('=');
    if (at <= 0) throw new UsageError(`Expected --map column=header, got "${each}".`);
    out.set(each.slice(0, at), each.slice(at + 1));
  }
  return out;
}

function findingOf(found: ImportFinding, { settings }: Session): Finding[] {
  const rule = found.field === 'file' || found.field === 'syntax' ? unreadableFile : unclearEntry;
  const place = { line: found.line, column: found.column };
  const finding = toFinding(
    rule,
    {
      message: rule === unreadableFile ? 'unreadable' : 'unclear',
      data: { reason: found.message },
      subject: found.subject,
      at: { file: found.file, start: place, end: { ...place, column: place.column + 1 }, pointer: null },
      discriminator: `${found.file} ${found.message}`,
    },
    settings,
    [],
    null,
  );
  return finding ? [finding] : [];
}

const SHOWN = 8;
const ONE: Readonly<Record<string, string>> = {
  events: 'event',
  properties: 'property',
  traits: 'trait',
  needs: 'need',
};

/** `--loss FILE`, and for people the commonest losses on stderr. */
export async function writeLosses(
  report: LossReport,
  options: Invocation['options'],
  system: System,
): Promise<void> {
  const target = options['loss'];
  if (typeof target === 'string')
    await system.files.write(target, `${JSON.stringify(lossDocument(report), null, 2)}\n`);
  const counted = Object.entries(report.counts).filter(([, count]) => count > 0);
  const said =
    counted.map(([what, count]) => `${count} ${count === 1 ? (ONE[what] ?? what) : what}`).join(', ') ||
    'nothing';
  system.stderr.write(`${report.format} ${report.command === 'import' ? 'gave' : 'got'} ${said}.\n`);
  if (report.losses.length === 0) return;
  const groups = summariseLosses(report.losses);
  system.stderr.write(
    `${report.losses.length} ${report.losses.length === 1 ? 'thing' : 'things'} could not be carried${typeof target === 'string' ? ` (${target} lists each)` : ' (--loss FILE lists each)'}:\n`,
  );
  for (const { field, why, count, first } of groups.slice(0, SHOWN)) {
    const place = first.line === null ? first.file : `${first.file}:${first.line}`;
    system.stderr.write(`  ${String(count).padStart(5)}  ${field}: ${why}; first at ${place}\n`);
  }
  if (groups.length > SHOWN) system.stderr.write(`         and ${groups.length - SHOWN} more kinds\n`);
}
