import { type Subject, type SubjectKind, within } from '../../findings/subject.ts';
import { isFalse, merge } from '../merge.ts';
import type { Entry, KeyPlace, MapNode } from '../node.ts';
import { asMap, child, text, textAt } from '../read.ts';
import type { Layer, PrivacyTag, Property, PropertyUse } from '../types.ts';
import { describe, isRequired, make } from './property.ts';
import type { Scope } from './scope.ts';

const NOT_REVIEWED: PrivacyTag = {
  category: null,
  sensitivity: null,
  handling: 'raw',
  subject: null,
  retention: null,
  purposes: null,
  node: null,
};
/** What a handling other than raw makes meaningless. */
const OF_RAW_VALUES = ['format', 'pattern', 'enum', 'const', 'minLength', 'maxLength', 'examples'];
/** MD5, SHA-1, SHA-256 or SHA-512 in hex, or SHA-256 in base64. */
const HASH_PATTERN =
  '^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}|[A-Za-z0-9+/]{43}=)$';

/** A property of the dictionary, or an identity type: the layer below every use of its name. */
export function dictionaryProperty(
  scope: Scope,
  entry: Entry,
  from: 'dictionary' | 'identity',
  subject: Subject,
): Property {
  const node = from === 'identity' ? asText(asMap(entry.value)) : asMap(entry.value);
  const base = textAt(node, 'is');
  const layers: Layer[] = [{ from, name: entry.key.name, node }];
  return make(scope, entry.key, subject, scope.followIs(node), layers, base ?? entry.key.name, NOT_REVIEWED);
}

/** Identifiers are strings, unless said. */
function asText(node: MapNode): MapNode {
  if (['type', 'enum', 'const', 'is', '$ref', 'anyOf', 'oneOf'].some((key) => node.entries.has(key)))
    return node;
  const place = { file: node.file, start: node.start, end: node.start };
  const type: Entry = {
    key: { name: 'type', ...place },
    value: { kind: 'scalar', value: 'string', ...place },
  };
  return { ...node, entries: new Map([['type', type], ...node.entries]) };
}

/**
 * A property where it is used. `layers` are what lies over the dictionary, lowest first. Null when the top
 * one takes it away.
 */
export function useProperty(
  scope: Scope,
  name: string,
  layers: readonly Layered[],
  parent: Subject,
  kind: SubjectKind,
): PropertyUse | null {
  const top = layers.at(-1);
  if (!top || isFalse(top.entry.value)) return null;
  const live: Layer[] = [];
  for (const { from, name: source, entry } of layers) {
    // What a lower layer took away, an upper one brings back without it.
    if (isFalse(entry.value)) live.length = 0;
    else live.push({ from, name: source, node: asMap(entry.value) });
  }
  const subject = within(parent, kind, name);
  const says = saidBy(live);
  // The dictionary's own object, where no layer says anything of the property.
  const shared = says === 'nothing' ? entryOf(scope, name) : null;
  const property = shared ?? layered(scope, name, top.entry.key, subject, live, says);
  return {
    name,
    subject,
    spot: top.entry.key,
    required: isRequired(live),
    from: sendersOf(live),
    property,
  };
}

/** One layer's word on one property. */
export interface Layered {
  readonly from: Layer['from'];
  readonly name: string;
  readonly entry: Entry;
}

/** The dictionary entry or identity type of that name. */
function entryOf(scope: Scope, name: string): Property | null {
  return scope.properties.get(name) ?? scope.identityTypes.get(name) ?? null;
}

/** What layers add to a property beyond its being there: nothing, words about it, or more. */
function saidBy(layers: readonly Layer[]): 'nothing' | 'words' | 'more' {
  let says: 'nothing' | 'words' = 'nothing';
  for (const { node } of layers) {
    for (const [key, { value }] of node.entries) {
      if (key === 'from' || (key === 'required' && value.kind === 'scalar')) continue;
      if (key !== 'description') return 'more';
      says = 'words';
    }
  }
  return says;
}

function layered(
  scope: Scope,
  name: string,
  key: KeyPlace,
  subject: Subject,
  layers: readonly Layer[],
  says: ReturnType<typeof saidBy>,
): Property {
  const is = layers.map(({ node }) => textAt(node, 'is')).findLast((target) => target !== null) ?? null;
  const target = is ?? name;
  const base = entryOf(scope, target);
  if (base && says === 'words' && !base.node.entries.has('is'))
    return describe(scope, key, subject, base, target, layers);
  if (is !== null && !base) reportUnknown(scope, is, subject, layers);
  if (!base && is === null && scope.entries.size > 0 && layers.every(({ node }) => saysNothing(node))) {
    scope.dangling({ what: 'property', name, known: [...scope.entries.keys()], subject, at: key });
  }
  let node: MapNode = base ? base.node : { ...(layers[0]?.node ?? EMPTY), entries: new Map() };
  for (const layer of layers) node = layOver(node, layer.node);
  const made = make(
    scope,
    key,
    subject,
    scope.followIs(withoutIs(node)),
    [...(base?.layers ?? []), ...layers],
    base ? target : null,
    base?.privacy ?? NOT_REVIEWED,
  );
  return made;
}

const EMPTY: MapNode = { kind: 'map', entries: new Map(), file: 0, start: 0, end: 0 };

function reportUnknown(scope: Scope, name: string, subject: Subject, layers: readonly Layer[]): void {
  const at = layers.map(({ node }) => child(node, 'is')).findLast((found) => found !== null);
  if (at) scope.dangling({ what: 'property', name, known: [...scope.entries.keys()], subject, at });
}

/** Joins one more layer; a handling it introduces frees the value from the form that raw values have. */
function layOver(lower: MapNode, upper: MapNode): MapNode {
  const handling = textAt(child(upper, 'privacy'), 'handling');
  if (handling === null || handling === 'raw') return asMap(merge(lower, upper));
  const entries = new Map([...lower.entries].filter(([key]) => !OF_RAW_VALUES.includes(key)));
  const freed = asMap(merge({ ...lower, entries }, upper));
  if (handling !== 'hashed' || freed.entries.has('pattern')) return freed;
  const at = child(upper, 'privacy') ?? upper;
  const place = { file: at.file, start: at.start, end: at.end };
  const pattern: Entry = {
    key: { name: 'pattern', ...place },
    value: { kind: 'scalar', value: HASH_PATTERN, ...place },
  };
  return { ...freed, entries: new Map([...freed.entries, ['pattern', pattern]]) };
}

function sendersOf(layers: readonly Layer[]): readonly string[] | null {
  const said = layers.findLast(({ node }) => node.entries.has('from'));
  const list = child(said?.node, 'from');
  return list?.kind === 'list' ? list.items.flatMap((item) => text(item) ?? []) : null;
}

/** True for a layer that names a property and says nothing of what it is. */
function saysNothing(node: MapNode): boolean {
  return [...node.entries.keys()].every((key) => key === 'required' || key === 'from');
}

function withoutIs(node: MapNode): MapNode {
  return node.entries.has('is')
    ? { ...node, entries: new Map([...node.entries].filter(([key]) => key !== 'is')) }
    : node;
}
