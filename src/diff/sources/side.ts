import { PlanError } from '../../plan/errors.ts';
import { type LoadOptions, loadPlan } from '../../plan/load.ts';
import { joinPath, relativePath } from '../../plan/paths.ts';
import type { Plan } from '../../plan/types.ts';
import { UsageError } from '../../system/errors.ts';
import type { Files } from '../../system/system.ts';
import { readSchemaFile, type SchemaFile } from './schema-file.ts';
import { isTableFile, readTables, type Table } from './tables.ts';

/** One of the two things that are compared. */
export type Side =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'schema'; readonly file: SchemaFile }
  | { readonly kind: 'folder'; readonly files: readonly SchemaFile[] }
  | { readonly kind: 'tables'; readonly tables: readonly Table[]; readonly path: string };

export interface SideOptions {
  readonly files: Files;
  readonly cwd: string;
  readonly roots: readonly string[];
  /** How a message names this state: `at v2.0.0`; empty for what is on disk. */
  readonly when: string;
}

/** Schemas in one folder, at most. */
const MOST_FILES = 20_000;

/** Finds out what a path holds and reads it. Throws UsageError where it holds nothing that can be compared. */
export async function readSide(path: string, options: SideOptions): Promise<Side> {
  const { files, cwd, when } = options;
  const full = joinPath(cwd, path);
  const shown = relativePath(cwd, full);
  const found = await files.stat(full);
  if (found === null) throw new UsageError(`There is no ${shown}${when && ` ${when}`}.`);
  if (found.kind === 'directory') return readFolder(full, shown, options);
  if (isTableFile(shown))
    return { kind: 'tables', tables: await readTables(await files.readText(full), shown), path: shown };
  const text = await files.readText(full);
  if (/^\s*["']?dataplan["']?\s*:/m.test(text) && !/^\s*[{[]/.test(text)) {
    return { kind: 'plan', plan: await readPlan(full, shown, options) };
  }
  if (isTableText(text)) return { kind: 'tables', tables: await readTables(text, shown), path: shown };
  return { kind: 'schema', file: await readSchemaFile(full, shown, files) };
}

/** dbt's own files have the endings of schemas. */
function isTableText(text: string): boolean {
  if (/^\s*\{/.test(text)) return text.includes('schemas.getdbt.com') && text.includes('"nodes"');
  return /^version:\s*2\b/m.test(text) && /^(models|sources|seeds|snapshots):/m.test(text);
}

export async function readPlan(
  full: string,
  shown: string,
  { files, cwd, roots, when }: SideOptions,
): Promise<Plan> {
  const load: LoadOptions = { files, cwd, roots };
  try {
    return await loadPlan(full, load);
  } catch (error) {
    if (!(error instanceof PlanError) || when === '') throw error;
    const [first] = error.errors;
    throw new UsageError(
      `The plan ${shown} did not load ${when}, so nothing can be compared with it: ${first?.message ?? error.message} Compare with a revision that loads.`,
    );
  }
}

async function readFolder(full: string, shown: string, { files, cwd, when }: SideOptions): Promise<Side> {
  const names = await files.glob(['**/*.json', '**/*.yaml', '**/*.yml', '**/*-*-*'], { cwd: full });
  // Registries keep versions as files without an ending: 1-0-0.
  const wanted = [...new Set(names)].filter(
    (name) => /\.(json|ya?ml)$/.test(name) || /(^|\/)\d+-\d+-\d+$/.test(name),
  );
  if (wanted.length === 0)
    throw new UsageError(`${shown} has no schemas${when && ` ${when}`}: no .json, .yaml or 1-0-0.`);
  if (wanted.length > MOST_FILES)
    throw new UsageError(`${shown} has ${wanted.length} files; at most ${MOST_FILES} are compared.`);
  const read: SchemaFile[] = [];
  for (const name of wanted.sort()) {
    // Copies of the newest version under another name would be told as changes of their own.
    if (/(^|\/)(latest|current)(\.(json|ya?ml))?$/.test(name)) continue;
    const path = `${full}/${name}`;
    const file = await readSchemaFile(path, relativePath(cwd, path), files);
    // Named by its place in the folder, so that two folders of one registry match.
    const own =
      file.name === file.path || !file.path.includes(file.name) ? file.name : relativeName(file.name, shown);
    read.push({ ...file, name: own });
  }
  return { kind: 'folder', files: read };
}

function relativeName(name: string, folder: string): string {
  return name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name;
}
