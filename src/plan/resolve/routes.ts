import type { MapNode, Node } from '../node.ts';
import { child, choiceAt, mapAt, numberAt, text, textAt } from '../read.ts';
import type { Handling, Route } from '../types.ts';
import { condition } from './condition.ts';

export const HANDLINGS: readonly Handling[] = [
  'raw',
  'hashed',
  'tokenized',
  'truncated',
  'masked',
  'encrypted',
];
const NONE: ReadonlyMap<string, Route | false> = new Map();

/** A `to`, by system. */
export function routes(to: MapNode | null): ReadonlyMap<string, Route | false> {
  if (!to) return NONE;
  return new Map([...to.entries].map(([system, { value }]) => [system, route(value)]));
}

function route(node: Node): Route | false {
  if (node.kind !== 'map') return false;
  return {
    name: textAt(node, 'name'),
    handling: choiceAt(node, 'handling', HANDLINGS),
    when: condition(child(node, 'when')),
    sampling: numberAt(node, 'sampling'),
    as: textAt(node, 'as'),
    per: textAt(node, 'per'),
    properties: names(mapAt(node, 'properties')),
    node,
  };
}

function names(node: MapNode | null): ReadonlyMap<string, string | false> {
  if (!node) return new Map();
  return new Map(
    [...node.entries].map(([path, { value }]) => [
      path,
      text(value) === 'false' ? false : (text(value) ?? false),
    ]),
  );
}
