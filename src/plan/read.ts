import { type Json, toNumber } from '../text/json.ts';
import type { Entry, ListNode, MapNode, Node } from './node.ts';

/** Reads values off a node whose shape the plan's schema has already vouched for. */
export function child(node: Node | null | undefined, key: string): Node | null {
  return node?.kind === 'map' ? (node.entries.get(key)?.value ?? null) : null;
}

export function mapAt(node: Node | null | undefined, key: string): MapNode | null {
  const value = child(node, key);
  return value?.kind === 'map' ? value : null;
}

const NO_ITEMS: ListNode['items'] = [];

export function listAt(node: Node | null | undefined, key: string): ListNode['items'] {
  const value = child(node, key);
  return value?.kind === 'list' ? value.items : NO_ITEMS;
}

export function textAt(node: Node | null | undefined, key: string): string | null {
  return text(child(node, key));
}

export function text(node: Node | null): string | null {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;
}

export function numberAt(node: Node | null | undefined, key: string): number | null {
  const value = child(node, key);
  return value?.kind === 'scalar' && (typeof value.value === 'number' || typeof value.value === 'bigint')
    ? Number(value.value)
    : null;
}

export function flagAt(node: Node | null | undefined, key: string): boolean {
  const value = child(node, key);
  return value?.kind === 'scalar' && value.value === true;
}

/** The strings of a list. */
export function textsAt(node: Node | null | undefined, key: string): string[] {
  const items = listAt(node, key);
  return items.length === 0 ? [] : items.flatMap((item) => text(item) ?? []);
}

/** One of a closed list, or null. */
export function choiceAt<T extends string>(
  node: Node | null | undefined,
  key: string,
  choices: readonly T[],
): T | null {
  const value = textAt(node, key);
  return choices.find((choice) => choice === value) ?? null;
}

/** The entries of a section that are not taken away with `false`. */
export function entriesOf(node: Node | null): Entry[] {
  if (node?.kind !== 'map') return [];
  return [...node.entries.values()].filter(
    ({ value }) => !(value.kind === 'scalar' && value.value === false),
  );
}

const EMPTY: MapNode['entries'] = new Map();

/** The value as a map; what is no map has no entries. */
export function asMap(node: Node): MapNode {
  return node.kind === 'map'
    ? node
    : { kind: 'map', entries: EMPTY, file: node.file, start: node.start, end: node.end };
}

/**
 * The plain value. Objects have no prototype, so a key `__proto__` is a key like any other. `bigint`s stay,
 * unless `lossy` asks for what ajv can work with.
 */
export function toJson(node: Node, lossy = false): Json {
  if (node.kind === 'scalar') return lossy ? toNumber(node.value) : node.value;
  if (node.kind === 'list') return node.items.map((item) => toJson(item, lossy));
  const object: Record<string, Json> = Object.create(null);
  for (const [name, { value }] of node.entries) object[name] = toJson(value, lossy);
  return object;
}
