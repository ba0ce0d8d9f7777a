import type { Entry, Node } from '../../plan/node.ts';
import type { Layer, Plan, Property } from '../../plan/types.ts';
import type { Json } from '../../text/json.ts';
import { everyShape } from '../uses.ts';

/** A keyword that an upper layer states again. */
export interface Restated {
  readonly property: Property;
  readonly keyword: string;
  readonly below: { readonly layer: Layer; readonly entry: Entry; readonly value: Json };
  readonly above: { readonly layer: Layer; readonly entry: Entry; readonly value: Json };
}

/**
 * Every keyword that is stated in two layers of a property, with the nearest statement below. What a variant
 * says is left out: a variant exists because that shape differs.
 */
export function restated(plan: Plan, keywords: readonly string[]): Restated[] {
  const found: Restated[] = [];
  for (const property of everyShape(plan)) {
    if (property.layers.length < 2) continue;
    for (const keyword of keywords) {
      let below: Restated['below'] | null = null;
      for (const layer of property.layers) {
        const entry = layer.node.entries.get(keyword);
        if (entry === undefined || layer.from === 'variant') continue;
        const above = { layer, entry, value: plainOf(entry.value) };
        if (below !== null) found.push({ property, keyword, below, above });
        below = above;
      }
    }
  }
  return found;
}

/** `the dictionary`, `group money`, … */
export function layerName(layer: Layer): string {
  switch (layer.from) {
    case 'dictionary':
      return 'the dictionary';
    case 'identity':
      return `identity type "${layer.name}"`;
    case 'group':
      return `group "${layer.name}"`;
    case 'event':
    case 'variant':
      return `event "${layer.name}"`;
    case 'context':
      return 'the context';
    case 'traits':
      return 'the traits';
    case 'nested':
      return `"${layer.name}"`;
  }
}

/** The plain value of a node. */
export function plainOf(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.assign(
        Object.create(null) as Record<string, Json>,
        Object.fromEntries([...node.entries].map(([name, entry]) => [name, plainOf(entry.value)])),
      );
  }
}
