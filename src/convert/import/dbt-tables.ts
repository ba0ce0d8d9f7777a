import { isObject } from '../../text/json.ts';
import type { Cursor } from '../cursor.ts';

/** The sections whose entries are models, by `ref`. */
export const MODELS = ['models', 'seeds', 'snapshots'];

/** What the tables of a project are called in a plan. */
export interface TableNames {
  nameOf(source: string | null, table: string): string;
  /** The table that `ref('…')` or `source('…', '…')` names, when the files describe it. */
  named(reference: string): string | null;
}

/** A table's own name, and with its source before it where another source or a model has the same. */
export function tableNames(roots: readonly Cursor[]): TableNames {
  const owners = new Map<string, Set<string | null>>();
  const add = (source: string | null, table: unknown) => {
    if (typeof table === 'string') owners.set(table, (owners.get(table) ?? new Set()).add(source));
  };
  for (const { value } of roots) {
    if (!isObject(value)) continue;
    for (const { name, tables } of entriesOf(value['sources'])) {
      if (typeof name === 'string') for (const table of entriesOf(tables)) add(name, table['name']);
    }
    for (const section of MODELS) for (const model of entriesOf(value[section])) add(null, model['name']);
  }
  const nameOf = (source: string | null, table: string) =>
    source !== null && (owners.get(table)?.size ?? 0) > 1 ? `${source}_${table}` : table;
  return {
    nameOf,
    named(reference) {
      const match = /^\s*(ref|source)\((.*)\)\s*$/.exec(reference);
      const [first, second] = (match?.[2]?.split(',') ?? [])
        .map((part) => part.trim().replace(/^['"]|['"]$/g, ''))
        // A model's version (`v=2`) is no part of its name.
        .filter((part) => !part.includes('='));
      if (first === undefined) return null;
      // `ref` may name the package before the model.
      const [source, table] = match?.[1] === 'source' ? [first, second ?? ''] : [null, second ?? first];
      return owners.get(table)?.has(source) === true ? nameOf(source, table) : null;
    },
  };
}

function entriesOf(value: unknown) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
