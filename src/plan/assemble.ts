import type { LoadErrors } from './errors.ts';
import { merge } from './merge.ts';
import type { Entry, ListNode, MapNode, Node } from './node.ts';
import { asMap, child } from './read.ts';

/** What a plan keeps to itself: a plan that extends it does not get these. */
const OWN = new Set([
  'dataplan',
  'name',
  'version',
  'description',
  'product',
  'defaults',
  'extends',
  'include',
]);

/** Lists to which a product adds, and of which it can undo nothing. */
const APPENDED: readonly (readonly string[])[] = [
  ['privacy', 'policy'],
  ['flows'],
  ['governance', 'approvals'],
];

/** Lays a file's `defaults` under its own events. */
export function applyDefaults(root: MapNode): MapNode {
  const defaults = child(root, 'defaults');
  const events = child(root, 'events');
  if (defaults?.kind !== 'map' || events?.kind !== 'map') return root;
  const changed = new Map<string, Entry>();
  for (const [name, { key, value }] of events.entries) {
    // An event that is only named takes all of them; its own place stays its own.
    const merged =
      value.kind === 'map'
        ? { ...asMap(merge(defaults, value)), file: value.file, start: value.start, end: value.end }
        : value;
    changed.set(name, { key, value: merged });
  }
  return replace(root, 'events', { ...events, entries: changed });
}

/** Joins a plan with the files that it includes: sections side by side, nothing said twice. */
export function joinSections(parts: readonly MapNode[], errors: LoadErrors): MapNode {
  const [main, ...included] = parts;
  if (!main) throw new Error('a plan has at least its own file');
  return included.reduce((joined, part) => joinMaps(joined, part, errors, 0), main);
}

/** Below this depth a map is one entry (an event, a team): two files may not both write it. */
const SECTION_DEPTH: Readonly<Record<string, number>> = {
  standards: 3,
  identity: 2,
  privacy: 2,
  traits: 2,
  governance: 2,
};

function joinMaps(lower: MapNode, upper: MapNode, errors: LoadErrors, depth: number, most = 1): MapNode {
  const entries = new Map(lower.entries);
  for (const [name, entry] of upper.entries) {
    if (depth === 0 && OWN.has(name)) continue;
    const before = entries.get(name);
    if (!before) {
      entries.set(name, entry);
      continue;
    }
    const limit = depth === 0 ? (SECTION_DEPTH[name] ?? 1) : most;
    if (before.value.kind === 'map' && entry.value.kind === 'map' && depth < limit) {
      entries.set(name, {
        key: before.key,
        value: joinMaps(before.value, entry.value, errors, depth + 1, limit),
      });
    } else if (before.value.kind === 'list' && entry.value.kind === 'list' && isAppended(name)) {
      entries.set(name, { key: before.key, value: concat(before.value, entry.value) });
    } else {
      errors.add({
        code: 'double-entry',
        message: `${JSON.stringify(name)} is written in two files of one plan. Keep one of them.`,
        at: entry.key,
        related: [{ spot: before.key, note: 'first here' }],
      });
    }
  }
  return { ...lower, entries };
}

/** Lays a plan over its parent. */
export function layOver(parent: MapNode, plan: MapNode): MapNode {
  const inherited: MapNode = {
    ...parent,
    entries: new Map([...parent.entries].filter(([name]) => !OWN.has(name))),
  };
  let root = asMap(merge(inherited, plan));
  for (const path of APPENDED) {
    const [below, above] = [listAt(inherited, path), listAt(plan, path)];
    if (below && above) root = replaceAt(root, path, concat(below, above));
  }
  return { ...root, file: plan.file, start: plan.start, end: plan.end };
}

/** Two ways to one parent bring its lines once. */
function concat(first: ListNode, second: ListNode): ListNode {
  const seen = new Set<Node>(first.items);
  return { ...second, items: [...first.items, ...second.items.filter((item) => !seen.has(item))] };
}

function isAppended(name: string): boolean {
  return APPENDED.some((path) => path.at(-1) === name);
}

function listAt(node: MapNode, path: readonly string[]): ListNode | null {
  let at: Node | null = node;
  for (const step of path) at = child(at, step);
  return at?.kind === 'list' ? at : null;
}

function replaceAt(node: MapNode, [step, ...rest]: readonly string[], value: Node): MapNode {
  if (step === undefined) return node;
  if (rest.length === 0) return replace(node, step, value);
  return replace(node, step, replaceAt(asMap(child(node, step) ?? node), rest, value));
}

function replace(node: MapNode, name: string, value: Node): MapNode {
  const entries = new Map(node.entries);
  const entry = entries.get(name);
  if (entry) entries.set(name, { key: entry.key, value });
  return { ...node, entries };
}
