import type { Entry, MapNode, Node, ScalarNode } from './node.ts';

/**
 * Short forms of the plan, written out before layers are joined: one element for a list, a list of names
 * for a map of them, `name: integer` for its type. A node that is in full already is returned as it is.
 */
type Form = (node: Node) => Node;

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const keep: Form = (node) => node;

const list: Form = (node) =>
  node.kind === 'list' || isNull(node) ? node : { kind: 'list', items: [node], ...place(node) };

/** A map, a list of names, one name, or nothing; each value takes `form`. */
const mapOf =
  (form: Form): Form =>
  (node) => {
    if (node.kind === 'map') return changeValues(node, (_, value) => form(value));
    if (node.kind === 'list') return named(node, node.items, form);
    return isNull(node) ? empty(node) : named(node, [node], form);
  };

/** The named keys take their forms. The table is asked for late, so that forms may contain one another. */
const fields = (table: () => Readonly<Record<string, Form>>): Form => {
  let forms: ReadonlyMap<string, Form> | null = null;
  return (node) => {
    if (node.kind !== 'map') return node;
    const known = forms ?? new Map(Object.entries(table()));
    forms = known;
    return changeValues(node, (key, value) => known.get(key)?.(value) ?? value);
  };
};

/** Nothing, or `true`, is the thing without any particulars. */
const orEmpty =
  (form: Form): Form =>
  (node) =>
    isNull(node) || (node.kind === 'scalar' && node.value === true) ? empty(node) : form(node);

/** A string stands for its most telling key. */
const stringAs =
  (key: string, form: Form): Form =>
  (node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? wrap(key, node) : form(node);

const property: Form = orEmpty((node) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return propertyFields(node);
  if (node.value === 'required') return wrap('required', { ...node, value: true });
  return TYPES.has(node.value) ? wrap('type', node) : node;
});
/** Where JSON Schema has a schema, `true` and `false` stay what they are there. */
const subschema: Form = (node) => (node.kind === 'map' || isNull(node) ? property(node) : node);
const subschemas: Form = (node) =>
  node.kind === 'list' ? { ...node, items: node.items.map(subschema) } : changeMap(node, subschema);
const properties = mapOf(property);
const route = orEmpty(stringAs('name', keep));
const schemaFields: Readonly<Record<string, Form>> = {
  properties,
  ...each(
    [
      'items',
      'contains',
      'additionalProperties',
      'unevaluatedProperties',
      'unevaluatedItems',
      'propertyNames',
    ],
    subschema,
  ),
  ...each(['not', 'if', 'then', 'else', 'contentSchema'], subschema),
  ...each(
    ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'patternProperties', 'dependentSchemas', '$defs'],
    subschemas,
  ),
};
const lifeFields = { tags: list, approved: list };
const propertyTable: Readonly<Record<string, Form>> = {
  ...schemaFields,
  ...lifeFields,
  from: list,
  to: mapOf(route),
  normalize: list,
  privacy: stringAs(
    'category',
    fields(() => ({ purposes: list })),
  ),
};
const propertyFields = fields(() => propertyTable);

const shapeFields: Readonly<Record<string, Form>> = {
  properties,
  context: properties,
  use: list,
  identified_by: list,
  additional_properties: subschema,
};
const variant = fields(() => shapeFields);
const variants: Form = (node) => {
  const items = list(node);
  return items.kind === 'list' ? { ...items, items: items.items.map(variant) } : items;
};
const event = orEmpty(
  fields(() => ({ ...shapeFields, ...lifeFields, from: list, to: mapOf(route), variants })),
);
const namedThings = (form: Form): Form => mapOf(orEmpty(form));
const life = fields(() => lifeFields);
const system = fields(() => ({ ...lifeFields, purposes: list }));
const policyLine = fields(() => ({ to: list, handling: list, under: list }));
const flow = fields(() => ({ from: list, to: list, events: list }));
const listOf =
  (form: Form): Form =>
  (node) => {
    const items = list(node);
    return items.kind === 'list' ? { ...items, items: items.items.map(form) } : items;
  };

/** A whole file, or one that is included. */
export const expandPlan: (root: Node) => Node = fields(() => ({
  extends: list,
  include: list,
  defaults: event,
  teams: namedThings(life),
  standards: fields(() => ({
    vocabulary: fields(() => ({ objects: list, actions: list, synonyms: mapOf(list) })),
  })),
  identity: fields(() => ({
    types: mapOf(property),
    priority: list,
    never: list,
    link: fields(() => ({ at: list })),
    limits: list,
  })),
  privacy: fields(() => ({
    regimes: namedThings(keep),
    purposes: namedThings(life),
    policy: listOf(policyLine),
  })),
  systems: namedThings(system),
  flows: listOf(flow),
  properties,
  groups: mapOf(properties),
  context: properties,
  traits: mapOf(properties),
  events: mapOf(event),
  needs: namedThings(fields(() => ({ ...lifeFields, uses: list }))),
  governance: fields(() => ({ approvals: list })),
}));

function each(keys: readonly string[], form: Form): Record<string, Form> {
  // Forms refer to each other: they are looked up when they run.
  return Object.fromEntries(keys.map((key) => [key, (node: Node) => form(node)]));
}

function changeValues(node: MapNode, change: (key: string, value: Node) => Node): MapNode {
  let entries: Map<string, Entry> | null = null;
  for (const [name, entry] of node.entries) {
    const value = change(name, entry.value);
    if (value === entry.value) continue;
    entries ??= new Map(node.entries);
    entries.set(name, { key: entry.key, value });
  }
  return entries ? { ...node, entries } : node;
}

function changeMap(node: Node, form: Form): Node {
  return node.kind === 'map' ? changeValues(node, (_, value) => form(value)) : node;
}

function named(node: Node, items: readonly Node[], form: Form): Node {
  const entries = new Map<string, Entry>();
  for (const item of items) {
    if (item.kind !== 'scalar' || item.value === null) continue;
    const name = String(item.value);
    const nothing: ScalarNode = { kind: 'scalar', value: null, ...place(item), start: item.end };
    entries.set(name, { key: { name, ...place(item) }, value: form(nothing) });
  }
  return { kind: 'map', entries, ...place(node) };
}

function wrap(key: string, node: ScalarNode): MapNode {
  return {
    kind: 'map',
    entries: new Map([[key, { key: { name: key, ...place(node) }, value: node }]]),
    ...place(node),
  };
}

function empty(node: Node): MapNode {
  return { kind: 'map', entries: new Map(), ...place(node) };
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function place(node: Node): { file: number; start: number; end: number } {
  return { file: node.file, start: node.start, end: node.end };
}
