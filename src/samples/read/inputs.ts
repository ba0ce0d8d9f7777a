import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';

/** Files of samples, by what their names end in; each may be compressed. */
const endings = 'ndjson,jsonl,json,csv,tsv,parquet';

/**
 * The files that arguments name: paths, globs, folders (what in them looks like samples), `-` for standard input. In
 * the order of the arguments, each file once.
 * @throws UsageError for a path where nothing is and for a pattern that matches nothing.
 */
export async function listInputs(system: System, patterns: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of patterns) found.push(...(await listOne(system, pattern)));
  return [...new Set(found)];
}

async function listOne(system: System, pattern: string): Promise<readonly string[]> {
  if (pattern === '-') return ['-'];
  const stat = await system.files.stat(pattern);
  if (stat?.kind === 'file' || stat?.kind === 'other') return [pattern];
  if (stat?.kind === 'directory') {
    const folder = pattern.replace(/\/+$/, '');
    const inside = await system.files.glob([
      `${escapeGlob(folder)}/**/*.{${endings}}`,
      `${escapeGlob(folder)}/**/*.{${endings}}.{gz,zst,br}`,
    ]);
    if (inside.length > 0) return inside;
    throw new UsageError(
      `The folder ${pattern} holds no samples: no file in it ends with ${endings.replaceAll(',', ', ')}.`,
    );
  }
  if (!/[*?[\]{}!]/.test(pattern)) {
    throw new UsageError(
      `There is no file ${pattern}. Check the path; it is relative to the working directory.`,
    );
  }
  const matches = await system.files.glob([pattern]);
  if (matches.length > 0) return matches;
  throw new UsageError(
    `No file matches ${pattern}. Put the pattern in quotes, so that the shell leaves it alone.`,
  );
}

function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}()!]/g, '\\$&');
}
