import type { Edit } from '../../findings/finding.ts';
import { insertAfter, isFlow, replaceText, sourceOf } from '../../plan/edit.ts';
import type { Entry, MapNode, Node } from '../../plan/node.ts';
import type { Event, Plan, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import type { Draft, DraftEvent, DraftProperty } from '../draft.ts';
import { eventLines, propertyLines } from '../write.ts';

/** `add`: what is new. `update`: also what the samples show to be wider. `replace`: the properties of every event seen. */
export type MergeMode = 'add' | 'update' | 'replace';

export interface Merge {
  /** Against the text that was loaded: all else stays as it is, comments too. */
  readonly edits: readonly Edit[];
  readonly events: number;
  readonly properties: number;
  readonly widened: number;
  /** Events whose place could not be edited, by key. */
  readonly left: readonly string[];
}

/** Lays what was inferred into a plan that is there. */
export function mergeInto(plan: Plan, draft: Draft, mode: MergeMode): Merge {
  const merge = { edits: [] as Edit[], events: 0, properties: 0, widened: 0, left: [] as string[] };
  const fresh: [string, DraftEvent][] = [];
  for (const [key, seen] of draft.events) {
    const event = eventLike(plan, String(seen.fields['name'] ?? key), String(seen.fields['call'] ?? 'track'));
    if (!event) fresh.push([key, seen]);
    else if (mode === 'replace') replaceProperties(plan, event, seen, merge);
    else extend(plan, event, seen, mode, merge);
  }
  if (fresh.length > 0) merge.edits.push(addEvents(plan, fresh));
  merge.events = fresh.length;
  return { ...merge, edits: distinct(merge.edits) };
}

type Building = { -readonly [K in keyof Merge]: Merge[K] } & { edits: Edit[]; left: string[] };

function eventLike(plan: Plan, name: string, call: string): Event | null {
  const alike = [...plan.events.values()].filter((event) => event.name === name && event.call === call);
  // Several forms of one name are told apart by conditions: which one a sample was, inference does not know.
  return alike[0] ?? null;
}

/** The event as its file has it, before anything was joined or expanded. */
function written(plan: Plan, event: Event): Entry | null {
  const root = plan.files[event.spot.file]?.root;
  const events = root?.kind === 'map' ? root.entries.get('events')?.value : undefined;
  return (events?.kind === 'map' ? events.entries.get(event.key) : undefined) ?? null;
}

function extend(plan: Plan, event: Event, seen: DraftEvent, mode: MergeMode, merge: Building): void {
  const open = event.additional !== false;
  const fresh = [...seen.properties].filter(
    ([name]) => !event.properties.has(name) && !(open && mode === 'add'),
  );
  if (fresh.length > 0) {
    const edit = addProperties(plan, event, new Map(fresh));
    if (edit) {
      merge.edits.push(edit);
      merge.properties += fresh.length;
    } else merge.left.push(event.key);
  }
  if (mode !== 'update') return;
  for (const [name, property] of seen.properties) {
    const use = event.properties.get(name);
    if (!use || property === false) continue;
    const edits = widen(plan, use, property);
    merge.edits.push(...edits);
    if (edits.length > 0) merge.widened++;
  }
}

function addProperties(
  plan: Plan,
  event: Event,
  properties: ReadonlyMap<string, DraftProperty | false>,
): Edit | null {
  const entry = written(plan, event);
  if (!entry) return null;
  const { value } = entry;
  const at = columnOf(plan, entry.key) + 2;
  if (value.kind === 'scalar') {
    // `Order Placed:` with nothing behind it.
    if (value.value !== null) return null;
    return after(
      plan,
      entry,
      `${indented(['properties:', ...indentedLines(propertyLines(properties))], at)}`,
    );
  }
  if (value.kind !== 'map') return null;
  const own = value.entries.get('properties');
  if (!own) {
    if (isFlow(plan, value)) return insertFlow(plan, value, 'properties', flow(plan, null, properties));
    return after(
      plan,
      last(value) ?? entry,
      indented(['properties:', ...indentedLines(propertyLines(properties))], at),
    );
  }
  if (own.value.kind === 'list' || isFlow(plan, own.value) || own.value.kind === 'scalar') {
    return replaceText(plan, own.value, flow(plan, own.value, properties));
  }
  const lastProperty = last(own.value);
  if (!lastProperty) return null;
  return after(plan, lastProperty, indented(propertyLines(properties), columnOf(plan, lastProperty.key)));
}

function replaceProperties(plan: Plan, event: Event, seen: DraftEvent, merge: Building): void {
  const entry = written(plan, event);
  const own = entry?.value.kind === 'map' ? entry.value.entries.get('properties') : undefined;
  if (!entry || !own) {
    extend(plan, event, seen, 'add', merge);
    return;
  }
  // A block's range begins at its first key: only the lines behind it need their indent.
  const block = indented(propertyLines(seen.properties), columnOf(plan, own.key) + 2).trimStart();
  const inFlow = isFlow(plan, entry.value) || own.value.kind !== 'map' || isFlow(plan, own.value);
  merge.edits.push(
    replaceText(plan, trimmed(plan, own.value), inFlow ? flow(plan, null, seen.properties) : block),
  );
  merge.properties += seen.properties.size;
}

/** Types, values and presence that the samples show and the plan refuses, changed where the plan says them. */
function widen(plan: Plan, { property, required }: PropertyUse, seen: DraftProperty): Edit[] {
  const { schema, node } = property;
  if (!isObject(schema)) return [];
  const edits: Edit[] = [];
  const was = listOf(schema['type']);
  const is = listOf(seen.value['type']).filter(
    (type) => !was.includes(type) && !(type === 'integer' && was.includes('number')),
  );
  const type = node.entries.get('type');
  if (was.length > 0 && is.length > 0 && type) {
    // Integers are numbers.
    const all = [...was, ...is].filter((each, _, every) => each !== 'integer' || !every.includes('number'));
    const text =
      all.length === 1 ? String(all[0]) : `[${all.map((each) => JSON.stringify(each)).join(', ')}]`;
    // `total: integer` is short for a map.
    const short = type.key.start === type.value.start;
    edits.push(replaceText(plan, type.value, short && all.length > 1 ? `{ type: ${text} }` : text));
  }
  const values = listOf(schema['enum']);
  const others = listOf(seen.value['enum']).filter((value) => !values.includes(value));
  const list = node.entries.get('enum');
  if (values.length > 0 && others.length > 0 && list) {
    edits.push(
      replaceText(
        plan,
        list.value,
        `[${[...values, ...others].map((value) => JSON.stringify(value)).join(', ')}]`,
      ),
    );
  }
  // Only what was missing in samples enough to tell is known to be optional.
  const mark = property.layers.at(-1)?.node.entries.get('required');
  if (
    required &&
    seen.comment !== undefined &&
    isMissing(seen.comment) &&
    mark &&
    sourceOf(plan, mark.value) === 'true'
  ) {
    edits.push(replaceText(plan, mark.value, 'false'));
  }
  return edits;
}

function isMissing(comment: string): boolean {
  const [, seen, of] = /^(\d+) of (\d+)/.exec(comment) ?? [];
  return seen !== undefined && Number(seen) < Number(of);
}

function listOf(value: Json | undefined): Json[] {
  return value === undefined ? [] : Array.isArray(value) ? [...value] : [value];
}

/** Behind the last event of the plan's own file, or of the file that has events. */
function addEvents(plan: Plan, events: readonly [string, DraftEvent][]): Edit {
  for (const file of plan.files) {
    if (file.role === 'parent') continue;
    const found = file.root.kind === 'map' ? file.root.entries.get('events')?.value : undefined;
    if (found?.kind !== 'map' || isFlow(plan, found)) continue;
    const end = last(found);
    if (end) return after(plan, end, indented(eventLines(events), columnOf(plan, end.key)));
  }
  const main = plan.files[0];
  const text = main?.text ?? '';
  return {
    file: main?.path ?? '',
    start: text.length,
    end: text.length,
    text: `${text.endsWith('\n') ? '' : '\n'}events:\n${indented(eventLines(events), 2)}\n`,
  };
}

function last(map: MapNode): Entry | null {
  return [...map.entries.values()].at(-1) ?? null;
}

/** Lines behind an entry and all that belongs to it. */
function after(plan: Plan, entry: Entry, lines: string): Edit {
  const map: MapNode = {
    kind: 'map',
    entries: new Map([[entry.key.name, entry]]),
    file: entry.key.file,
    start: entry.key.start,
    end: entry.value.end,
  };
  const edit = insertAfter(plan, map, entry, 'x', '');
  return { ...edit, text: `\n${lines}` };
}

function insertFlow(plan: Plan, map: MapNode, key: string, value: string): Edit | null {
  const end = last(map);
  return end ? insertAfter(plan, map, end, key, value) : null;
}

/** A map on one line: what stood there (a list of names, a flow map), and what comes to it. */
function flow(
  plan: Plan,
  before: Node | null,
  properties: ReadonlyMap<string, DraftProperty | false>,
): string {
  const was =
    before === null || before.kind === 'scalar'
      ? ''
      : sourceOf(plan, trimmed(plan, before)).replace(/^[[{]\s*|\s*[\]}]$/g, '');
  const added = [...properties].map(
    ([name, property]) =>
      `${JSON.stringify(name)}: ${property === false ? 'false' : JSON.stringify(property.value)}`,
  );
  return `{ ${[...(was === '' ? [] : [was]), ...added].join(', ')} }`;
}

/** The node without the white space and line ends that a block's range runs over. */
function trimmed<T extends Node>(plan: Plan, node: T): T {
  const text = sourceOf(plan, node);
  return { ...node, end: node.start + text.trimEnd().length };
}

function columnOf(plan: Plan, { file, start }: { readonly file: number; readonly start: number }): number {
  const text = plan.files[file]?.text ?? '';
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

function indentedLines(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function indented(lines: readonly string[], by: number): string {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`)).join('\n');
}

/** What goes to one place is one edit: several insertions one after the other, a dictionary entry widened once. */
function distinct(edits: readonly Edit[]): Edit[] {
  const seen = new Map<string, Edit>();
  for (const edit of edits) {
    const key = `${edit.file} ${edit.start} ${edit.end}`;
    const before = seen.get(key);
    const text = before && edit.start === edit.end ? before.text + edit.text : edit.text;
    seen.set(key, { ...edit, text });
  }
  return [...seen.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}
