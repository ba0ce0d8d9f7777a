import { isObject } from '../../text/json.ts';
import type { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';

/** A file's document, and the cursor at its root. */
export type Root = readonly [Document, Cursor];

/**
 * Of a schema's versions the newest. Repositories keep one version in several files (the source, and with its `$ref`s
 * put in place): the file that is named by its version has them in place.
 */
export function newest(roots: readonly Root[]): Root[] {
  const best = new Map<string, Root>();
  const out: Root[] = [];
  for (const each of roots) {
    const id = versionedId(each[0]);
    const other = id === null ? undefined : best.get(id.path);
    const known = other === undefined ? null : versionedId(other[0]);
    if (id === null || other === undefined || known === null) {
      if (id !== null) best.set(id.path, each);
      out.push(each);
      continue;
    }
    const newer = compareVersions(id.version, known.version) || isNamed(each, id) - isNamed(other, known);
    const [kept, gone, old] = newer > 0 ? ([each, other, known] as const) : ([other, each, id] as const);
    best.set(id.path, kept);
    out[out.indexOf(other)] = kept;
    if (id.version === known.version) gone[1].take();
    else
      gone[1].lose(
        'version',
        `${old.version} of "${old.path}" gives way to a newer one; a plan keeps what is live`,
      );
  }
  return out;
}

interface VersionedId {
  readonly path: string;
  readonly version: string;
}

/** A schema's `$id` that ends with a version. */
export function versionedId({ value }: Document): VersionedId | null {
  const id = isObject(value) ? value['$id'] : undefined;
  const [, path, version] = typeof id === 'string' ? (/^(.*)\/(\d+\.\d+\.\d+)#?$/.exec(id) ?? []) : [];
  return path === undefined || version === undefined ? null : { path, version };
}

function isNamed([{ path }]: Root, { version }: VersionedId): number {
  return Number(path.replace(/^.*\//, '').startsWith(version));
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
