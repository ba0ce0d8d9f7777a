import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { destination } from './destinations.ts';
import { read } from './identifiers.yaml';

export interface IdentifierKind {
  readonly id: string;
  readonly class: string;
  readonly meaning?: string;
}

interface IdentifierData {
  readonly kinds: readonly (IdentifierKind & JsonObject)[];
  readonly minor_kinds: readonly IdentifierKind[];
}

let table: IdentifierData | null = null;

function data(): IdentifierData {
  table ??= read() as IdentifierData;
  return table;
}

/** All kinds of identifiers, those with formats and rules first. */
export function identifierKinds(): readonly IdentifierKind[] {
  return [...data().kinds, ...data().minor_kinds];
}

/** One identifier that a system takes. */
export interface SystemIdentifier {
  readonly field: string;
  readonly kind: string;
  readonly hash: 'required' | 'recommended' | 'optional' | 'forbidden' | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly lengthUnit: 'characters' | 'bytes';
  /** Made by the system itself: nobody sends it. */
  readonly assignedByVendor: boolean;
}

/** The identifiers that a system takes; empty where no source was found. */
export function identifiersOf(system: string): readonly SystemIdentifier[] {
  const identity = destination(system)?.identity;
  const list = isObject(identity) ? identity.identifiers : undefined;
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((each) => ({
    field: String(each.field),
    kind: String(each.kind),
    hash: (each.hash as SystemIdentifier['hash']) ?? null,
    minLength: number(each.min_length),
    maxLength: number(each.max_length),
    lengthUnit: each.length_unit === 'bytes' ? 'bytes' : 'characters',
    assignedByVendor: each.assigned_by === 'vendor',
  }));
}

/** Characters that a system refuses in an identifier of this kind. */
export function forbiddenCharacters(kind: string, system: string): readonly string[] {
  const found = data().kinds.find(({ id }) => id === kind)?.forbidden_characters;
  const list = isObject(found) && Object.hasOwn(found, system) ? found[system] : undefined;
  return Array.isArray(list) ? list.map(String) : [];
}

function number(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/**
 * Values that stand for "no identifier" in one receiving system or another. `insensitive` are lower-cased and
 * match in any case; `exact` only as written.
 */
export function placeholders(): {
  readonly insensitive: readonly string[];
  readonly exact: readonly string[];
} {
  const insensitive = new Set<string>(['']);
  const exact = new Set<string>();
  for (const kind of data().kinds) {
    const lists = kind.placeholder_values;
    if (!Array.isArray(lists)) continue;
    for (const list of lists.filter(isObject)) {
      const values = Array.isArray(list.values) ? list.values.map(String) : [];
      for (const value of values) {
        if (list.case === 'sensitive') exact.add(value);
        else insensitive.add(value.toLowerCase());
      }
    }
  }
  for (const value of exact) if (insensitive.has(value.toLowerCase())) exact.delete(value);
  return { insensitive: [...insensitive].sort(), exact: [...exact].sort() };
}
