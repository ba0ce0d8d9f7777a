import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Cursor } from '../cursor.ts';
import { type Draft, type DraftEvent, type DraftProperty, newEvent, record, traitsOf } from '../draft.ts';
import { own } from '../own.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, addProperties, eventSubject, hasKeys } from './place.ts';

/**
 * RudderStack's data catalogue as code, both generations: `rudder/0.1` with `#/properties/<group>/<id>` and
 * `propConfig`, `rudder/v1` with `#property:<id>` and `config`. The rules of all tracking plans given are read together.
 */
export const rudderstack: Importer = {
  id: 'rudderstack',
  title: 'RudderStack data catalogue YAML',
  source: 'https://www.rudderstack.com/docs/data-governance/tracking-plans/',
  recognise({ value }) {
    if (!hasKeys(value, 'version', 'kind', 'spec')) return 0;
    return /^rudder\//.test(String(value['version'])) ? 1 : 0;
  },
  read(documents, draft, reading) {
    const catalogue = new Catalogue();
    const roots = documents.map((document) => open(document, reading));
    for (const root of roots) catalogue.add(root);
    for (const root of roots) readPlan(root, catalogue, draft);
    catalogue.eventsWithoutRule(draft);
    for (const root of roots) root.reportUnread();
  },
};

type Kind = 'property' | 'event' | 'category' | 'custom-type';

/** What the files define, by kind and id. Ids are one space, whichever file has them. */
class Catalogue {
  readonly #found = new Map<string, Cursor>();
  readonly #used = new Set<Cursor>();
  /** Custom types being put in place, so that one that holds itself ends. */
  readonly open: Cursor[] = [];

  add(root: Cursor): void {
    const kind = root.text('kind');
    root.ignore('version', 'metadata');
    const spec = root.at('spec');
    if (!spec) return;
    const [section, of] = own(SECTIONS, kind ?? '') ?? [];
    if (section !== undefined && of !== undefined) {
      for (const item of spec.list(section)) {
        const id = item.text('id');
        if (id === null) {
          item.finding('id', 'an entry without an id; it was left out');
          item.take();
        } else if (this.#found.has(`${of}:${id}`)) {
          const other = root.at('metadata')?.text('name') ?? null;
          const key = other === null ? id : `${other}/${id}`;
          if (this.#found.has(`${of}:${key}`)) {
            item.finding('id', `"${id}" was already defined; the first definition stays`);
            item.take();
          } else this.#found.set(`${of}:${key}`, item);
        } else {
          this.#found.set(`${of}:${id}`, item);
          const group = root.at('metadata')?.text('name') ?? null;
          if (group !== null) this.#found.set(`${of}:${group}/${id}`, item);
        }
      }
    } else if (kind !== 'tp' && kind !== 'tracking-plan') {
      spec.lose('spec', `"${kind}" is no part of a tracking plan`);
    }
  }

  /** `#/properties/<group>/<id>`, `#property:<id>`. */
  get(reference: string, kind: Kind, from: Cursor): Cursor | null {
    const match = /^#\/[a-z-]+\/(.+)$/.exec(reference) ?? /^#[a-z-]+:(.+)$/.exec(reference);
    const id = match?.[1] ?? reference;
    const found =
      this.#found.get(`${kind}:${id}`) ?? this.#found.get(`${kind}:${id.split('/').at(-1)}`) ?? null;
    if (found) this.#used.add(found);
    else from.finding('$ref', `"${reference}" names no ${kind} in the files given`);
    return found;
  }

  /** Events that no rule mentions are still events: open, since nothing says what they carry. */
  eventsWithoutRule(draft: Draft): void {
    for (const [key, item] of this.#found) {
      if (!key.startsWith('event:') || key.includes('/') || this.#used.has(item)) continue;
      const call = item.text('event_type') ?? 'track';
      if (call === 'track' || call === 'page' || call === 'screen') {
        this.#used.add(item);
        const event = eventOf(item, call, this);
        event.fields['additional_properties'] = true;
        addEvent(draft, item.text('name') ?? '*', event, item, call);
      } else item.lose('event', `a "${call}" event without a rule says nothing about its traits`);
    }
    for (const [key, item] of this.#found) {
      if (!key.startsWith('property:') || key.includes('/') || this.#used.has(item)) continue;
      const name = item.text('name') ?? key.slice('property:'.length);
      if (!draft.properties.has(name)) draft.properties.set(name, { value: propertyOf(item, this) });
    }
    for (const [key, item] of this.#found) {
      if (!this.#used.has(item) && /^(custom-type|category):[^/]*$/.test(key))
        item.lose(
          'id',
          `no property and no event given here is of this ${key.startsWith('category') ? 'category' : 'type'}`,
        );
      item.ignore('id');
    }
  }
}

const SECTIONS: Readonly<Record<string, readonly [string, Kind]>> = {
  properties: ['properties', 'property'],
  events: ['events', 'event'],
  categories: ['categories', 'category'],
  'custom-types': ['types', 'custom-type'],
};

function readPlan(root: Cursor, catalogue: Catalogue, draft: Draft): void {
  const spec = root.at('spec');
  const kind = root.text('kind');
  if (!spec || (kind !== 'tp' && kind !== 'tracking-plan')) return;
  spec.ignore('id');
  const title = spec.text('display_name');
  if (draft.name === '' && title !== null) draft.name = title;
  draft.description ??= spec.text('description');
  for (const rule of spec.list('rules')) readRule(rule, catalogue, draft);
}

function readRule(rule: Cursor, catalogue: Catalogue, draft: Draft): void {
  rule.ignore('type', 'id');
  const at = rule.at('event');
  const reference = typeof at?.value === 'string' ? (at.take() as string) : (at?.text('$ref') ?? null);
  const item = reference === null || !at ? null : catalogue.get(reference, 'event', at);
  if (!item) {
    if (reference === null) rule.finding('event', 'a rule without an event; it was left out');
    rule.take();
    return;
  }
  const call = item.text('event_type') ?? 'track';
  const name = item.text('name') ?? '*';
  rule.subject =
    call === 'track' || call === 'page' || call === 'screen' ? eventSubject(name) : `trait:${call}`;
  const open = rule.flag('additional_properties') ?? at?.flag('allow_unplanned') ?? false;
  const section = rule.text('identity_section') ?? at?.text('identity_section') ?? null;
  const properties = propertiesOf(rule, catalogue);
  if (call === 'identify' || call === 'group') {
    item.ignore('name', 'description', 'category');
    if (open) rule.at('additional_properties')?.lose('additional_properties', 'traits are closed in a plan');
    rule.at('variants')?.lose('variants', 'traits have one shape in a plan');
    addProperties(traitsOf(draft, call === 'identify' ? 'person' : 'account'), properties, rule);
    return;
  }
  if (section !== null && section !== 'properties') {
    rule
      .at('identity_section')
      ?.lose('identity_section', `"${section}": a plan's events describe their properties alone`);
  }
  const event = eventOf(item, call, catalogue);
  if (open) event.fields['additional_properties'] = true;
  for (const [key, property] of properties) event.properties.set(key, property);
  const variants = rule.list('variants').flatMap((variant) => variantsOf(variant, catalogue));
  if (variants.length > 0) event.fields['variants'] = variants;
  addEvent(draft, name, event, rule, call);
}

function eventOf(item: Cursor, call: string, catalogue: Catalogue): DraftEvent {
  const category = item.at('category');
  const named =
    category && typeof category.value === 'string'
      ? catalogue.get(category.take() as string, 'category', category)
      : null;
  const tag = named?.text('name') ?? null;
  return newEvent({
    call: call === 'track' ? undefined : call,
    description: item.text('description') ?? undefined,
    tags: tag === null ? undefined : [tag],
  });
}

function propertiesOf(at: Cursor, catalogue: Catalogue): Map<string, DraftProperty> {
  const out = new Map<string, DraftProperty>();
  for (const use of at.list('properties')) {
    const made = useOf(use, catalogue);
    if (!made) continue;
    if (out.has(made.name))
      use.finding('property', `"${made.name}" stands twice in one place; the first stays`);
    else out.set(made.name, { value: made.value });
  }
  return out;
}

function useOf(use: Cursor, catalogue: Catalogue): { name: string; value: JsonObject } | null {
  const reference =
    typeof use.value === 'string' ? (use.take() as string) : (use.text('$ref') ?? use.text('property'));
  const item = reference === null ? null : catalogue.get(reference, 'property', use);
  if (!item) {
    use.take();
    return null;
  }
  const name = item.text('name') ?? item.text('id') ?? '';
  const value = record(propertyOf(item, catalogue));
  const children = propertiesOf(use, catalogue);
  const open = use.flag('additional_properties');
  if (children.size > 0 || open !== null) {
    const inside = record();
    for (const [key, child] of children) inside[key] = child.value;
    // A list with children describes its elements.
    const shape = record({
      type: 'object',
      additionalProperties: open === true ? undefined : false,
      properties: inside,
    });
    if (value['type'] === 'array') value['items'] = shape;
    else Object.assign(value, shape, { type: value['type'] ?? 'object' });
  }
  if (use.flag('required') === true) value['required'] = true;
  return { name, value };
}

/** What a catalogue property is, without being required. */
function propertyOf(item: Cursor, catalogue: Catalogue): JsonObject {
  item.ignore('id', 'name');
  const out = record({ description: item.text('description') ?? undefined });
  const single = item.text('type');
  const types = [
    ...(single === null || single === '' ? [] : single.split(',').map((type) => type.trim())),
    ...item.texts('types'),
  ];
  Object.assign(out, typesOf(types, item, catalogue));
  const elements = [...item.texts('item_type'), ...item.texts('item_types')];
  const config = item.at('config') ?? item.at('propConfig');
  if (config && isObject(config.value)) {
    elements.push(...config.texts('itemTypes'), ...config.texts('item_types'), ...config.texts('item_type'));
    Object.assign(out, configOf(config));
  }
  if (elements.length > 0) out['items'] = typesOf(elements, item, catalogue);
  return out;
}

/** The limits of a property: JSON Schema's keywords, in snake case since `rudder/v1`. */
function configOf(config: Cursor): JsonObject {
  const renamed = record();
  for (const [key, member] of config.entries('config')) {
    if (/^item_?types?$/i.test(key)) continue;
    renamed[own(KEYWORDS, key) ?? key] = member.take();
  }
  const at = new Cursor(renamed, config.source, config.notices, config.steps, config.subject);
  const schema = schemaOf(at);
  at.reportUnread();
  return isObject(schema) ? schema : {};
}

const KEYWORDS: Readonly<Record<string, string>> = {
  min_length: 'minLength',
  max_length: 'maxLength',
  multiple_of: 'multipleOf',
  exclusive_minimum: 'exclusiveMinimum',
  exclusive_maximum: 'exclusiveMaximum',
  min_items: 'minItems',
  max_items: 'maxItems',
  unique_items: 'uniqueItems',
};

const TYPES = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']);

function typesOf(types: readonly string[], item: Cursor, catalogue: Catalogue): JsonObject {
  const plain = types.filter((type) => TYPES.has(type));
  const out = record({ type: plain.length === 0 ? undefined : plain.length === 1 ? plain[0] : plain });
  for (const type of types) {
    if (plain.includes(type)) continue;
    if (type.startsWith('#')) {
      const custom = catalogue.get(type, 'custom-type', item);
      if (custom) Object.assign(out, customType(custom, catalogue));
    } else item.finding('type', `"${type}" is no type; any value is allowed`);
  }
  return out;
}

/** A custom type is put in place of its name: a plan's dictionary names properties, not types. */
function customType(custom: Cursor, catalogue: Catalogue): JsonObject {
  if (catalogue.open.includes(custom)) {
    custom.lose('type', 'a type that holds itself; a plan\u2019s shapes do not recur');
    return {};
  }
  catalogue.open.push(custom);
  const own = record(propertyOf(custom, catalogue));
  delete own['description'];
  custom.ignore('description');
  const children = propertiesOf(custom, catalogue);
  if (children.size > 0) {
    const inside = record();
    for (const [key, child] of children) inside[key] = child.value;
    own['properties'] = inside;
    own['additionalProperties'] = false;
  }
  const cases = custom.list('variants').flatMap((variant) => variantsOf(variant, catalogue));
  if (cases.length > 0) conditions(own, cases);
  catalogue.open.pop();
  return own;
}

/** Variants inside a type have no place of their own: each becomes an `if`/`then` of JSON Schema. */
function conditions(own: Record<string, Json>, cases: readonly JsonObject[]): void {
  const known = isObject(own['properties']) ? own['properties'] : {};
  const added = record();
  own['allOf'] = cases.flatMap((each) => {
    const properties = isObject(each['properties']) ? each['properties'] : {};
    const needed = Object.entries(properties).filter(
      ([, value]) => isObject(value) && value['required'] === true,
    );
    for (const [name, value] of Object.entries(properties)) {
      if (!Object.hasOwn(known, name) && isObject(value)) {
        const { required: _, ...rest } = value;
        added[name] = rest;
      }
    }
    const when = isObject(each['when']) ? Object.entries(each['when']) : [];
    if (when.length === 0 || needed.length === 0) return [];
    const test = record();
    for (const [name, value] of when) test[name] = Array.isArray(value) ? { enum: value } : { const: value };
    return [
      {
        if: { properties: test, required: Object.keys(test) },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited
        then: { required: needed.map(([name]) => name) },
      },
    ];
  });
  if (Array.isArray(own['allOf']) && own['allOf'].length === 0) delete own['allOf'];
  own['properties'] = record({ ...known, ...added });
}

/** The cases of a discriminator, and what holds when none of them does. */
function variantsOf(variant: Cursor, catalogue: Catalogue): JsonObject[] {
  variant.ignore('type');
  const reference = variant.text('discriminator');
  const item = reference === null ? null : catalogue.get(reference, 'property', variant);
  const name = item?.text('name') ?? reference;
  const out: JsonObject[] = [];
  for (const each of variant.list('cases')) {
    each.ignore('display_name');
    const match = each.list('match').map((value) => value.take());
    const properties = record();
    for (const [key, property] of propertiesOf(each, catalogue)) properties[key] = property.value;
    if (name === null || match.length === 0) continue;
    out.push(record({ when: { [name]: match.length === 1 ? (match[0] ?? null) : match }, properties }));
  }
  const rest = record();
  const fallback = variant.at('default');
  if (fallback) {
    const uses = Array.isArray(fallback.value) ? fallback.items('default') : fallback.list('properties');
    for (const use of uses) {
      const made = useOf(use, catalogue);
      if (made) rest[made.name] = made.value;
    }
  }
  if (Object.keys(rest).length > 0) out.push(record({ properties: rest }));
  return out;
}
