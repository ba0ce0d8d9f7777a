import { findRoot } from '../../code/root.ts';
import { type ScanResult, scan } from '../../code/scan.ts';
import { dirname, joinPath, relativePath } from '../../plan/paths.ts';
import type { System } from '../../system/system.ts';
import { isObject, type JsonObject } from '../../text/json.ts';

/** What a repository has that a data plan is about. Paths are relative to the working directory. */
export interface Found {
  /** Name of the package or of the folder. */
  readonly name: string;
  /** Data plans of ours. */
  readonly plans: readonly string[];
  /** Files that look like tracking plans of other tools. */
  readonly foreign: readonly string[];
  /** Folders with recorded events, each with its pattern. */
  readonly samples: readonly string[];
  readonly scan: ScanResult;
  /** The branch that changes go to; null: not known. */
  readonly base: string | null;
  /** The plan's schema, where the package is installed. */
  readonly schema: string | null;
}

const SKIP = ['!**/node_modules/**', '!**/dist/**', '!**/build/**', '!**/.*/**'];
const SAMPLES = ['**/*.ndjson', '**/*.jsonl', '**/*.ndjson.gz'];
const FOREIGN = ['**/*tracking*plan*.{json,csv,yaml,yml}', '**/*tracking*plan*.{ts}', '**/avo.json'];
const HEAD = 64 * 1024;

/** Reads, and changes nothing. */
export async function look(system: System): Promise<Found> {
  const { files, git, cwd } = system;
  const glob = (patterns: readonly string[]) => files.glob([...patterns, ...SKIP], { cwd, gitignore: true });
  const root = await findRoot(cwd, files);
  const shown = relativePath(cwd, root);
  const within = relativePath(root, cwd);
  const scanned = await scan(
    {
      root,
      shown: shown === '' || shown === '.' ? '' : `${shown}/`,
      within: (path) => within === '.' || within === '' || path.startsWith(`${within}/`),
      configured: [],
    },
    system,
  );
  const base = ['origin/main', 'origin/master', 'origin/develop'];
  const known = await Promise.all(base.map((ref) => git.resolve(ref)));
  const schema = 'node_modules/dataplan/dist/plan.schema.json';
  return {
    name: await projectName(system),
    plans: await ofOurs(await glob(['**/*.plan.yaml', '**/*.plan.yml']), system),
    foreign: await glob(FOREIGN),
    samples: await recorded(await glob(SAMPLES), system),
    scan: scanned,
    base: base.find((_, at) => known[at] !== null) ?? null,
    schema: (await files.stat(joinPath(cwd, schema))) === null ? null : schema,
  };
}

async function projectName({ cwd, files }: System): Promise<string> {
  const text = await files.readText(joinPath(cwd, 'package.json')).catch(() => '{}');
  const named = parse(text)?.['name'];
  const name =
    typeof named === 'string' ? named.slice(named.lastIndexOf('/') + 1) : cwd.slice(cwd.lastIndexOf('/') + 1);
  return name.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '') || 'data-plan';
}

async function ofOurs(paths: readonly string[], { cwd, files }: System): Promise<string[]> {
  const ours: string[] = [];
  for (const path of paths) {
    const text = await files.readText(joinPath(cwd, path)).catch(() => '');
    if (/^dataplan\s*:/m.test(text)) ours.push(path);
  }
  return ours;
}

/** Folders of files whose first line is an event; one pattern a folder. */
async function recorded(paths: readonly string[], system: System): Promise<string[]> {
  const patterns = new Set<string>();
  for (const path of paths) {
    const folder = dirname(path);
    const ending = /\.(ndjson\.gz|ndjson|jsonl)$/.exec(path)?.[0] ?? '';
    const pattern = folder === '.' ? `*${ending}` : `${folder}/*${ending}`;
    if (patterns.has(pattern)) continue;
    if (ending.endsWith('gz') || (await holdsEvents(joinPath(system.cwd, path), system)))
      patterns.add(pattern);
  }
  return [...patterns].sort();
}

async function holdsEvents(path: string, { files }: System): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of files.stream(path, { start: 0, end: HEAD }))
    text += decoder.decode(chunk, { stream: true });
  const first = parse(text.split('\n', 1)[0] ?? '');
  return (
    first !== null &&
    ['event', 'event_name', 'event_type', 'eventName', 'type', 'name'].some(
      (key) => typeof first[key] === 'string',
    )
  );
}

function parse(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
