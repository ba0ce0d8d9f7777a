import { Document, isMap, isScalar, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { toCase } from '../text/case.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { Draft, DraftEvent, DraftProperty } from './draft.ts';

/** A file of the plan that is about to be written, its path relative to where the plan goes. */
export interface PlanFile {
  readonly path: string;
  readonly text: string;
}

/** Longest line on which a map or list stays together. */
const WIDTH = 110;

/** The order in which a property's keys are read best; others follow as they came. */
const ORDER =
  'when sunset description is type format enum const pattern minLength maxLength minimum maximum items properties required unit privacy'.split(
    ' ',
  );

/** The order in which an event's own fields are read best. */
const EVENT_ORDER =
  'name call when description trigger version status sunset replaced_by owner from tags links to identified_by additional_properties'.split(
    ' ',
  );

/** Fields of an event that are read after its properties. */
const LAST: ReadonlySet<string> = new Set(['variants', 'examples']);

/** The whole plan in one file. */
export function writePlan(draft: Draft): string {
  return render(planNode(draft, [...draft.events]));
}

/** The plan and one file an event beside it, which it includes. */
export function writePlanFolder(draft: Draft): PlanFile[] {
  const taken = new Set<string>();
  const events = [...draft.events].map(([key, event]): PlanFile => {
    const map = new YAMLMap();
    add(map, 'events', eventsNode([[key, event]]));
    return { path: `events/${fileName(key, taken)}.yaml`, text: render(map) };
  });
  const plan = planNode(draft, [], events.length > 0 ? ['events/*.yaml'] : []);
  return [{ path: `${fileName(draft.name, new Set())}.plan.yaml`, text: render(plan) }, ...events];
}

/** A name that every file system keeps apart from the others, those included that ignore case. */
function fileName(name: string, taken: Set<string>): string {
  const base =
    toCase(name.normalize('NFKD'), 'kebab')
      .replace(/[^a-z0-9-]/g, '')
      .slice(0, 80) || 'event';
  for (let count = 1; ; count++) {
    const found = count === 1 ? base : `${base}-${count}`;
    if (taken.has(found)) continue;
    taken.add(found);
    return found;
  }
}

function planNode(
  draft: Draft,
  events: readonly [string, DraftEvent][],
  include: readonly string[] = [],
): YAMLMap {
  const map = new YAMLMap();
  add(map, 'dataplan', 1);
  add(map, 'name', draft.name);
  add(map, 'version', draft.version);
  if (draft.description !== null) add(map, 'description', draft.description);
  if (include.length > 0) add(map, 'include', valueNode([...include], 9));
  section(map, 'teams', draft.teams);
  if (draft.identities.size > 0) {
    const identity = new YAMLMap();
    section(identity, 'types', draft.identities);
    add(map, 'identity', identity);
  }
  if (draft.purposes.size > 0) {
    const privacy = new YAMLMap();
    section(privacy, 'purposes', draft.purposes);
    add(map, 'privacy', privacy);
  }
  section(map, 'systems', draft.systems);
  if (draft.flows.length > 0) add(map, 'flows', valueNode(draft.flows, WIDTH));
  if (draft.properties.size > 0) add(map, 'properties', propertiesNode(draft.properties, 2));
  if (draft.context.size > 0) add(map, 'context', propertiesNode(draft.context, 2));
  if (draft.traits.size > 0) {
    const traits = new YAMLMap();
    for (const [kind, members] of draft.traits) add(traits, kind, propertiesNode(members, 4));
    add(map, 'traits', traits);
  }
  if (events.length > 0) add(map, 'events', eventsNode(events));
  section(map, 'needs', draft.needs);
  if (draft.enforcement.size > 0) {
    const governance = new YAMLMap();
    add(governance, 'enforcement', valueNode(Object.fromEntries(draft.enforcement), 14));
    add(map, 'governance', governance);
  }
  return map;
}

/** Events as lines of block YAML, to be indented below `events`. */
export function eventLines(events: readonly [string, DraftEvent][]): string[] {
  return render(eventsNode(events)).trimEnd().split('\n');
}

/** Properties as lines of block YAML, to be indented below `properties`. */
export function propertyLines(properties: ReadonlyMap<string, DraftProperty | false>): string[] {
  return render(propertiesNode(properties, 6)).trimEnd().split('\n');
}

function section(map: YAMLMap, name: string, entries: ReadonlyMap<string, JsonObject>): void {
  if (entries.size === 0) return;
  const inner = new YAMLMap();
  for (const [key, value] of entries) add(inner, key, valueNode(value, key.length + 4));
  add(map, name, inner);
}

function eventsNode(events: readonly [string, DraftEvent][]): YAMLMap {
  const map = new YAMLMap();
  for (const [key, event] of events) {
    const inner = new YAMLMap();
    const fields = ordered(event.fields, EVENT_ORDER).map(([field, value]) => ({
      field,
      node: valueNode(value, field.length + 6),
    }));
    for (const { field, node } of fields) if (!LAST.has(field)) add(inner, field, node);
    if (event.context.size > 0) add(inner, 'context', propertiesNode(event.context, 6));
    if (event.properties.size > 0) add(inner, 'properties', propertiesNode(event.properties, 6));
    for (const { field, node } of fields) if (LAST.has(field)) add(inner, field, node);
    add(map, key, inner.items.length > 0 ? inner : empty(), event.comment);
  }
  return map;
}

function propertiesNode(properties: ReadonlyMap<string, DraftProperty | false>, indent: number): YAMLMap {
  const map = new YAMLMap();
  for (const [name, property] of properties) {
    const value = property === false ? false : shortForm(property.value);
    const node = value === null ? empty() : valueNode(value, name.length + indent + 2);
    add(map, name, node, property === false ? undefined : property.comment);
  }
  return map;
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** `name: integer`, `name: required`, `name:` with nothing. */
function shortForm(value: JsonObject): Json {
  const keys = Object.keys(value);
  if (keys.length === 0) return null;
  if (keys.length === 1 && value['required'] === true) return 'required';
  const { type } = value;
  if (keys.length === 1 && typeof type === 'string' && TYPES.has(type)) return type;
  return value;
}

/** A value as a node, on one line where it fits beside what stands before it. */
function valueNode(value: Json, before: number): unknown {
  if (value === null || typeof value !== 'object') return scalar(value);
  const flow = fitsOneLine(value, before);
  const node = Array.isArray(value) ? new YAMLSeq() : new YAMLMap();
  node.flow = flow;
  if (node instanceof YAMLSeq) {
    for (const item of value as readonly Json[]) node.items.push(valueNode(item, before + 4));
  } else {
    for (const [key, member] of ordered(value as JsonObject)) {
      add(node, key, valueNode(member, (flow ? 0 : before % WIDTH) + 2));
    }
  }
  return node;
}

function ordered(value: JsonObject, order: readonly string[] = ORDER): [string, Json][] {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(value)
    .map((entry, index): [[string, Json], number] => [entry, index])
    .sort(([[a], i], [[b], j]) => rank(a) - rank(b) || i - j)
    .map(([entry]) => entry);
}

function fitsOneLine(value: Json, before: number): boolean {
  const text = JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? String(member) : member));
  return before + text.length <= WIDTH && !text.includes('\\n');
}

function scalar(value: string | number | bigint | boolean | null): Scalar {
  return new Scalar(value);
}

/** Nothing after the colon. */
function empty(): Scalar {
  const node = new Scalar(null);
  node.source = '';
  return node;
}

function add(map: YAMLMap, key: string, value: unknown, comment?: string): void {
  const node = value !== null && typeof value === 'object' ? value : new Scalar(value);
  map.items.push(new Pair(new Scalar(key), node));
  if (comment === undefined) return;
  const target = isMap(node) && !node.flow ? (map.items.at(-1)?.key as Scalar) : (node as Scalar | YAMLMap);
  if (isMap(node) && !node.flow) target.commentBefore = ` ${comment}`;
  else if (isScalar(target) || isMap(target)) target.comment = ` ${comment}`;
}

function render(map: YAMLMap): string {
  const document = new Document();
  document.contents = map as typeof document.contents;
  return document.toString({
    lineWidth: 0,
    nullStr: 'null',
    flowCollectionPadding: true,
    blockQuote: 'literal',
  });
}
