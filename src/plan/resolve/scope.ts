import type { LoadErrors } from '../errors.ts';
import { merge } from '../merge.ts';
import type { Entry, MapNode, Node, Spot } from '../node.ts';
import { asMap, entriesOf, mapAt, textAt } from '../read.ts';
import type { SchemaFiles } from '../schema-files.ts';
import type { Dangling, IdentityType, Property, PropertyUse } from '../types.ts';
import type { SchemaScope } from './schema.ts';

/** What all parts of resolving share: the tree, the dictionary, and what did not resolve. */
export class Scope implements SchemaScope {
  readonly root: MapNode;
  readonly schemaFiles: SchemaFiles;
  readonly errors: LoadErrors;
  readonly danglings: Dangling[] = [];
  /** Entries of the dictionary and of the identity types, by name. */
  readonly entries = new Map<string, { readonly from: 'dictionary' | 'identity'; readonly entry: Entry }>();
  /** Filled first: everything else shares these. */
  readonly properties = new Map<string, Property>();
  readonly identityTypes = new Map<string, IdentityType>();
  context: ReadonlyMap<string, PropertyUse> = new Map();
  private readonly following: string[] = [];
  private readonly followed = new Map<MapNode, MapNode>();

  constructor(root: MapNode, schemaFiles: SchemaFiles, errors: LoadErrors) {
    this.root = root;
    this.schemaFiles = schemaFiles;
    this.errors = errors;
    for (const entry of entriesOf(mapAt(mapAt(root, 'identity'), 'types'))) {
      this.entries.set(entry.key.name, { from: 'identity', entry });
    }
    for (const entry of entriesOf(mapAt(root, 'properties'))) {
      const before = this.entries.get(entry.key.name);
      if (before) {
        errors.add({
          code: 'double-entry',
          message: `${JSON.stringify(entry.key.name)} is an identity type and a property of the dictionary. Keep one: events find both by this name.`,
          at: entry.key,
          related: [{ spot: before.entry.key, note: 'the identity type' }],
        });
      } else this.entries.set(entry.key.name, { from: 'dictionary', entry });
    }
  }

  followIs(node: MapNode): MapNode {
    const name = textAt(node, 'is');
    if (name === null) return node;
    const known = this.followed.get(node);
    if (known) return known;
    const target = this.entries.get(name);
    if (!target) return node;
    const at: Spot = node.entries.get('is')?.value ?? node;
    if (this.following.includes(name)) {
      this.errors.add({
        code: 'cycle',
        message: `"is" leads in a circle: ${[...this.following, name].join(' → ')}.`,
        at,
      });
      return node;
    }
    this.following.push(name);
    const below = this.followIs(withoutRequired(asMap(target.entry.value)));
    const whole = asMap(merge(below, node));
    const made = { ...whole, entries: new Map([...whole.entries].filter(([key]) => key !== 'is')) };
    // What it contains is walked while its name is held, so that a circle further down is seen too.
    this.walk(made);
    this.following.pop();
    this.followed.set(node, made);
    return made;
  }

  /** What an entry contains may lead back to it. Asked at the end, for circles that nothing has met before. */
  findCircles(): void {
    const done = new Set<string>();
    const visit = (name: string, way: readonly string[], at: Spot) => {
      if (way.includes(name)) {
        const circle = [...way.slice(way.indexOf(name)), name].join(' → ');
        this.errors.add({ code: 'cycle', message: `"is" leads in a circle: ${circle}.`, at });
      }
      const entry = this.entries.get(name)?.entry;
      if (!entry || done.has(name)) return;
      done.add(name);
      for (const [target, spot] of targetsIn(entry.value)) visit(target, [...way, name], spot);
    };
    if (this.errors.list.some(({ code }) => code === 'cycle')) return;
    for (const [name, { entry }] of this.entries) visit(name, [], entry.key);
  }

  private walk(node: MapNode): void {
    for (const { value } of node.entries.values()) {
      if (value.kind === 'map') this.walk(this.followIs(value));
      else if (value.kind === 'list')
        for (const item of value.items) if (item.kind === 'map') this.walk(this.followIs(item));
    }
  }

  dangling(dangling: Dangling): void {
    this.danglings.push(dangling);
  }
}

/** Every `is` at or below a node, with its place. */
function targetsIn(node: Node): [string, Spot][] {
  if (node.kind === 'scalar') return [];
  const below = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value);
  const own = node.kind === 'map' ? node.entries.get('is')?.value : undefined;
  const found: [string, Spot][] =
    own?.kind === 'scalar' && typeof own.value === 'string' ? [[own.value, own]] : [];
  return [...found, ...below.flatMap(targetsIn)];
}

/** The dictionary requires nothing: its uses do. */
function withoutRequired(node: MapNode): MapNode {
  const own = node.entries.get('required');
  if (own?.value.kind !== 'scalar') return node;
  return { ...node, entries: new Map([...node.entries].filter(([key]) => key !== 'required')) };
}
