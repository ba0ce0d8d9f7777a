import { isFlow } from './edit.ts';
import type { Entry, MapNode, Node, Spot } from './node.ts';
import type { Plan } from './types.ts';

/** One place in the plan's text where a property's name stands as such. */
export type Site =
  /** A key with something behind it. */
  | {
      readonly kind: 'entry';
      readonly spot: Spot;
      readonly map: MapNode;
      readonly entry: Entry;
      readonly home: 'dictionary' | 'use' | 'inside';
    }
  /** An item of `[a, b]`, an item on a line of its own, or one name in place of a list. */
  | { readonly kind: 'item' | 'lines' | 'alone'; readonly spot: Spot }
  /** A use of it that defines nothing: `is`, `unit`, `required`, `replaced_by`, a key of an example. */
  | { readonly kind: 'mention'; readonly spot: Spot }
  /** Inside a longer text: `Order Completed.total`, `products[].price`. */
  | { readonly kind: 'path'; readonly spot: Spot; readonly text: string };

const kept = new WeakMap<Plan, ReadonlyMap<string, readonly Site[]>>();

/** Where property names stand in the files of a plan, by name. Traits and context have names of their own. */
export function propertySites(plan: Plan): ReadonlyMap<string, readonly Site[]> {
  const known = kept.get(plan);
  if (known !== undefined) return known;
  const walker = new Walker(plan);
  for (const file of plan.files) if (file.role !== 'schema') walker.file(file.root);
  kept.set(plan, walker.sites);
  return walker.sites;
}

class Walker {
  readonly sites = new Map<string, Site[]>();
  private readonly plan: Plan;
  /** An alias is walked where it is used, but its text is one. */
  private readonly met = new Set<string>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  file(root: Node): void {
    this.names(at(root, 'properties'), 'dictionary');
    for (const group of values(at(root, 'groups'))) this.names(group, 'use');
    for (const event of values(at(root, 'events'))) this.event(event);
    this.event(at(root, 'defaults'));
    for (const type of values(at(at(root, 'identity'), 'types'))) this.schema(type);
    for (const traits of values(at(root, 'traits'))) for (const trait of values(traits)) this.schema(trait);
    for (const need of values(at(root, 'needs'))) for (const use of items(at(need, 'uses'))) this.use(use);
    for (const flow of items(at(root, 'flows'))) this.condition(at(flow, 'when'));
  }

  private event(node: Node | undefined): void {
    this.names(at(node, 'properties'), 'use');
    this.schema(at(node, 'additional_properties'));
    this.condition(at(node, 'when'));
    for (const example of items(at(node, 'examples'))) this.example(example);
    for (const variant of items(at(node, 'variants'))) this.event(variant);
    for (const route of values(at(node, 'to'))) {
      const paths = at(route, 'properties');
      if (paths?.kind === 'map') for (const { key } of paths.entries.values()) this.path(key.name, key);
    }
  }

  private names(node: Node | undefined, home: 'dictionary' | 'use' | 'inside'): void {
    if (node === undefined) return;
    if (node.kind === 'map') {
      for (const entry of node.entries.values()) {
        this.add(entry.key.name, { kind: 'entry', spot: entry.key, map: node, entry, home });
        this.schema(entry.value);
      }
    } else if (node.kind === 'list') {
      const kind = isFlow(this.plan, node) ? 'item' : 'lines';
      for (const item of node.items) if (isText(item)) this.add(item.value, { kind, spot: item });
    } else if (isText(node)) this.add(node.value, { kind: 'alone', spot: node });
  }

  private schema(node: Node | undefined): void {
    if (node?.kind !== 'map') return;
    this.names(at(node, 'properties'), 'inside');
    for (const key of ['is', 'unit', 'replaced_by', 'required']) {
      for (const item of items(at(node, key)))
        if (isText(item)) this.add(item.value, { kind: 'mention', spot: item });
    }
    for (const example of items(at(node, 'examples'))) this.example(example);
    for (const key of ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains'])
      this.schema(at(node, key));
    for (const key of ['allOf', 'anyOf', 'oneOf', 'prefixItems'])
      for (const item of items(at(node, key))) this.schema(item);
    for (const definition of values(at(node, '$defs'))) this.schema(definition);
  }

  /** `context.country` and `ids.user_id` are no properties. */
  private condition(node: Node | undefined): void {
    if (node?.kind !== 'map') return;
    for (const { key } of node.entries.values()) {
      if (!/^(?:context|ids|traits)\.|^(?:version|system)$/.test(key.name)) this.path(key.name, key);
    }
  }

  private example(node: Node): void {
    for (const item of node.kind === 'list' ? node.items : []) this.example(item);
    if (node.kind !== 'map') return;
    for (const { key, value } of node.entries.values()) {
      this.add(key.name, { kind: 'mention', spot: key });
      this.example(value);
    }
  }

  /** `Order Completed.products[].price`: the steps after the event. */
  private use(node: Node): void {
    if (!isText(node)) return;
    const text = node.value;
    const event = [...this.plan.events.keys()]
      .filter((key) => text.startsWith(`${key}.`))
      .toSorted((a, b) => b.length - a.length)[0];
    if (event === undefined) return;
    for (const step of new Set(text.slice(event.length + 1).split(/\.|\[\]/)))
      this.add(step, { kind: 'path', spot: node, text });
  }

  private path(text: string, spot: Spot): void {
    const steps = text.split(/\.|\[\]/).filter((step) => step !== '');
    if (steps.length === 1 && steps[0] === text) this.add(text, { kind: 'mention', spot });
    else for (const step of new Set(steps)) this.add(step, { kind: 'path', spot, text });
  }

  private add(name: string, site: Site): void {
    const key = `${site.spot.file}:${site.spot.start}:${name}`;
    if (this.met.has(key)) return;
    this.met.add(key);
    const known = this.sites.get(name);
    if (known) known.push(site);
    else this.sites.set(name, [site]);
  }
}

function at(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

function values(node: Node | undefined): Node[] {
  return node?.kind === 'map' ? [...node.entries.values()].map((entry) => entry.value) : [];
}

/** The elements of a list, or the one thing in its place. */
function items(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : node.kind === 'list' ? node.items : [node];
}

function isText(node: Node): node is Node & { readonly kind: 'scalar'; readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string';
}
