import type { SchemaChangeKind } from './schema-change.ts';
import type { View } from './view.ts';

const SCALARS = ['boolean', 'integer', 'number', 'string'];

/** The types a schema names, sorted; none: any. */
export function typesOf(view: View): string[] {
  const type = view.get('type');
  const list = Array.isArray(type) ? type : type === undefined ? [] : [type];
  return list.filter((name): name is string => typeof name === 'string').sort();
}

export function compareTypes(old: View, now: View): SchemaChangeKind[] {
  const [before, after] = [typesOf(old), typesOf(now)];
  if (before.join() === after.join()) return [];
  const kinds: SchemaChangeKind[] = [];
  if (before.length > 0 && after.length > 0) {
    if (after.includes('null') && !before.includes('null')) kinds.push('property.null-added');
    if (before.includes('null') && !after.includes('null')) kinds.push('property.null-removed');
  }
  const main = compareMain(without(before), without(after));
  if (main !== null) kinds.push(main);
  return kinds;
}

function without(types: readonly string[]): string[] {
  return types.filter((type) => type !== 'null');
}

function compareMain(before: readonly string[], after: readonly string[]): SchemaChangeKind | null {
  if (before.join() === after.join()) return null;
  if (before.length === 0) return 'property.type-narrowed';
  if (after.length === 0) return 'property.type-widened';
  const covers = (wide: readonly string[], narrow: readonly string[]): boolean =>
    narrow.every((type) => wide.includes(type) || (type === 'integer' && wide.includes('number')));
  if (covers(after, before)) return 'property.type-widened';
  if (covers(before, after)) return 'property.type-narrowed';
  const scalar = (types: readonly string[]): boolean => types.every((type) => SCALARS.includes(type));
  return scalar(before) === scalar(after) ? 'property.type-replaced' : 'property.shape-changed';
}
