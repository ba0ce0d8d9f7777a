import { stringify } from 'yaml';
import type { Event, PropertyUse, Variant } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { stringify as jsonText } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import { sorted } from '../tidy.ts';
import { type Exporter, type ExportFile, liveEvents, typesOf, type Writing } from './exporter.ts';

/** Words about values that a RudderStack property's `config` has, and their names there. */
const CONFIG: Readonly<Record<string, string>> = {
  enum: 'enum',
  format: 'format',
  pattern: 'pattern',
  minLength: 'min_length',
  maxLength: 'max_length',
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'exclusive_minimum',
  exclusiveMaximum: 'exclusive_maximum',
  multipleOf: 'multiple_of',
  minItems: 'min_items',
  maxItems: 'max_items',
  uniqueItems: 'unique_items',
};
const CARRIED = new Set(['description', 'type', 'additionalProperties', ...Object.keys(CONFIG)]);
const FORMATS = new Set('date-time date time email uuid hostname ipv4 ipv6'.split(' '));
/** What is said of a list's elements, or of the properties inside them. */
const OF_ELEMENTS = new Set(['type', 'properties', 'required', 'additionalProperties']);
/** Objects inside objects that the platform takes. */
const DEEPEST = 3;

/** RudderStack's data catalogue as code (`rudder/v1`). */
export const rudderstack: Exporter = {
  id: 'rudderstack',
  title: 'RudderStack data catalogue YAML',
  source: 'https://www.rudderstack.com/docs/data-governance/tracking-plans/',
  write(plan, writing) {
    writing.sections('description', 'properties', 'events', 'traits');
    const catalogue = new Catalogue(writing);
    const events: JsonObject[] = [];
    const rules: JsonObject[] = [];
    for (const event of liveEvents(plan, writing)) {
      writing.event(event, new Set(['description', 'tags', 'variants']));
      if (event.node.entries.has('context'))
        writing.lose(event.subject, 'context', 'a rule describes properties or traits alone', event.spot);
      const id = catalogue.id('event', event.key, event.key);
      if (event.call !== 'track' && event.name !== '*')
        writing.lose(event.subject, 'name', `a "${event.call}" event has no name there`, event.spot);
      const [tag, ...more] = event.tags;
      if (more.length > 0)
        writing.lose(event.subject, 'tags', 'an event has one category; the first was taken', event.spot);
      events.push(
        record({
          id,
          name: event.call === 'track' ? event.name : undefined,
          event_type: event.call,
          description: event.description ?? undefined,
          category: tag === undefined ? undefined : `#category:${catalogue.category(tag)}`,
        }),
      );
      rules.push(
        record({
          type: 'event_rule',
          id: `${id}_rule`,
          event: `#event:${id}`,
          additional_properties: open(event, writing),
          properties: catalogue.uses(event.properties.values(), 1),
          variants: variants(event, catalogue, writing),
        }),
      );
    }
    for (const [kind, uses] of plan.traits) {
      const call = kind === 'person' ? 'identify' : kind === 'account' ? 'group' : null;
      if (call === null) {
        writing.lose(`trait:${kind}`, kind, 'RudderStack knows traits of users and groups alone', null);
        continue;
      }
      const id = catalogue.id('event', call, call);
      events.push({ id, event_type: call });
      rules.push(
        record({
          type: 'event_rule',
          id: `${id}_rule`,
          event: `#event:${id}`,
          identity_section: 'traits',
          additional_properties: false,
          properties: catalogue.uses(uses.values(), 1),
        }),
      );
    }
    return [
      file('events', plan.name, { events }),
      file('properties', plan.name, { properties: catalogue.properties }),
      ...(catalogue.categories.length > 0
        ? [file('categories', plan.name, { categories: catalogue.categories })]
        : []),
      file(
        'tracking-plan',
        plan.name,
        record({
          id: slug(plan.name),
          display_name: plan.name,
          description: plan.description ?? undefined,
          rules,
        }),
      ),
    ];
  },
};

function file(kind: string, name: string, spec: JsonObject): ExportFile {
  return {
    path: `${kind}.yaml`,
    text: stringify({ version: 'rudder/v1', kind, metadata: { name: slug(name) }, spec }, { lineWidth: 0 }),
  };
}

function slug(text: string): string {
  return toCase(text, 'snake').replace(/[^a-z0-9_]/g, '') || 'plan';
}

function open(event: Event, writing: Writing): boolean {
  if (typeof event.additional === 'boolean') return event.additional;
  writing.lose(
    event.subject,
    'additional_properties',
    'a rule allows further properties or does not; what they look like is lost',
    event.spot,
  );
  return true;
}

/** Properties are entries of their own there: two that differ in anything have two ids. */
class Catalogue {
  readonly properties: JsonObject[] = [];
  readonly categories: JsonObject[] = [];
  readonly #ids = new Set<string>();
  readonly #byShape = new Map<string, string>();

  constructor(readonly writing: Writing) {}

  id(kind: string, name: string, fallback: string): string {
    const base = slug(name) || fallback;
    for (let count = 1; ; count++) {
      const id = count === 1 ? base : `${base}_${count}`;
      if (this.#ids.has(`${kind}:${id}`)) continue;
      this.#ids.add(`${kind}:${id}`);
      return id;
    }
  }

  category(name: string): string {
    const known = this.categories.find((category) => category['name'] === name);
    if (known) return String(known['id']);
    const id = this.id('category', name, 'category');
    this.categories.push({ id, name });
    return id;
  }

  uses(uses: Iterable<PropertyUse>, depth: number): JsonObject[] {
    return [...uses].map((use) => this.use(use, depth));
  }

  use(use: PropertyUse, depth: number): JsonObject {
    const { property } = use;
    if (depth === 1) this.writing.property(use, CARRIED);
    const element = property.children.get('[]')?.property;
    const inside = element?.children.size ? element : property;
    const children = [...inside.children.values()].filter(({ name }) => name !== '[]');
    if (children.length > 0 && depth >= DEEPEST) {
      this.writing.lose(use.subject, 'properties', `objects nest ${DEEPEST} deep at most`, use.spot);
    }
    const schema = isObject(inside.schema) ? inside.schema : {};
    const closed = schema['additionalProperties'];
    if (isObject(closed))
      this.writing.lose(
        use.subject,
        'additionalProperties',
        'an object allows further properties or does not',
        use.spot,
      );
    const nested = children.length > 0 && depth < DEEPEST;
    return record({
      property: `#property:${this.#entry(use)}`,
      required: use.required,
      additional_properties: nested || typeof closed === 'boolean' ? closed !== false : undefined,
      properties: nested ? this.uses(children, depth + 1) : undefined,
    });
  }

  #entry(use: PropertyUse): string {
    const { property } = use;
    const schema = isObject(property.schema) ? property.schema : {};
    const types = typesOf(property);
    const config = record();
    for (const [word, name] of Object.entries(CONFIG)) {
      const value = schema[word];
      if (value === undefined) continue;
      if (word === 'format' && !FORMATS.has(String(value)))
        this.writing.lose(use.subject, 'format', `"${String(value)}" is no format there`, use.spot);
      else config[name] = value;
    }
    const element = property.children.get('[]')?.property;
    const elements = element
      ? typesOf(element)
      : isObject(schema['items'])
        ? typesOf({ ...property, schema: schema['items'] } as typeof property)
        : [];
    const inner = isObject(schema['items']) ? schema['items'] : {};
    const beyond = Object.keys(inner).filter((word) => !OF_ELEMENTS.has(word));
    if (beyond.length > 0) {
      this.writing.lose(
        use.subject,
        'items',
        `elements have types alone there; ${beyond.join(', ')} is left out`,
        use.spot,
      );
    }
    if (elements.some((type) => type === 'array'))
      this.writing.lose(use.subject, 'items', 'a list of lists has no elements there', use.spot);
    const shape = record({
      name: use.name,
      description: property.description ?? undefined,
      type: types.length === 1 ? types[0] : undefined,
      types: types.length > 1 ? types : undefined,
      item_types: elements.length > 0 ? elements : undefined,
      config: Object.keys(config).length > 0 ? config : undefined,
    });
    const text = JSON.stringify(sorted(shape as Json));
    const known = this.#byShape.get(text);
    if (known !== undefined) return known;
    const id = this.id('property', use.name, 'property');
    this.#byShape.set(text, id);
    this.properties.push({ id, ...shape });
    return id;
  }
}

/** Variants told apart by one property with given values; others have no place there. */
function variants(event: Event, catalogue: Catalogue, writing: Writing): JsonObject[] | undefined {
  if (event.variants.length === 0) return undefined;
  const discriminators = new Set(
    event.variants.flatMap((variant) => (variant.when ? [discriminator(variant)] : [])),
  );
  const [name] = discriminators;
  const use = name === null || name === undefined ? undefined : event.properties.get(name);
  if (discriminators.size !== 1 || !use) {
    writing.lose(
      event.subject,
      'variants',
      'variants are told apart by the values of one property there',
      event.spot,
    );
    return undefined;
  }
  const cases: JsonObject[] = [];
  let rest: JsonObject[] = [];
  for (const variant of event.variants) {
    const own = [...variant.properties.values()].filter(
      (each) =>
        event.properties.get(each.name) === undefined || differs(each, event.properties.get(each.name)),
    );
    if (variant.absent.size > event.absent.size)
      writing.lose(
        variant.subject,
        'properties',
        'a case adds properties and cannot take one away',
        variant.node,
      );
    const uses = catalogue.uses(own, 1);
    const [line] = variant.when?.lines ?? [];
    if (line?.test.kind === 'any')
      cases.push({
        display_name: line.test.values.join(', '),
        match: [...line.test.values],
        properties: uses,
      });
    else rest = uses;
  }
  return [
    record({
      type: 'discriminator',
      discriminator: catalogue.use(use, 2)['property'],
      cases,
      default: rest.length > 0 ? rest : undefined,
    }),
  ];
}

function discriminator({ when }: Variant): string | null {
  const [line, ...more] = when?.lines ?? [];
  if (
    !line ||
    more.length > 0 ||
    line.root !== 'properties' ||
    line.steps.length !== 1 ||
    line.test.kind !== 'any'
  )
    return null;
  return line.steps[0] ?? null;
}

function differs(a: PropertyUse, b: PropertyUse | undefined): boolean {
  return (
    b === undefined ||
    a.required !== b.required ||
    jsonText(a.property.schema) !== jsonText(b.property.schema)
  );
}
