import { locate } from '../../plan/locate.ts';
import type { MapNode, Spot } from '../../plan/node.ts';
import type { Event, Plan, Property, PropertyUse } from '../../plan/types.ts';
import type { Loss } from '../losses.ts';

/** Writes one foreign format: one small file each, listed in `index.ts`. */
export interface Exporter {
  /** As `dataplan export <format>` has it. */
  readonly id: string;
  readonly title: string;
  /** The page that documents the format. */
  readonly source: string;
  write(plan: Plan, writing: Writing): readonly ExportFile[];
}

export interface ExportFile {
  /** Relative to where the export goes, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface ExportOptions {
  /** JSON Schema's draft. */
  readonly draft: '2020-12' | 'draft-07';
  /** Where the plan's own words go in a JSON Schema. */
  readonly annotations: 'x-plan' | 'comment' | 'none';
  readonly odcsVersion: '3.1.0' | '3.2.0';
  readonly dialect: Dialect;
  /** Iglu's vendor: a reversed domain. */
  readonly vendor: string;
  /** dbt before 1.10 had no `config` and no `arguments`. */
  readonly dbtLegacy: boolean;
}

export type Dialect = 'snowflake' | 'bigquery' | 'redshift' | 'postgres' | 'databricks';

export const EXPORT_DEFAULTS: ExportOptions = {
  draft: '2020-12',
  annotations: 'x-plan',
  odcsVersion: '3.1.0',
  dialect: 'snowflake',
  vendor: 'com.example',
  dbtLegacy: false,
};

/** What an exporter is told, and where it says what it could not carry. */
export class Writing {
  readonly losses: Loss[] = [];

  constructor(
    readonly plan: Plan,
    readonly options: ExportOptions,
  ) {}

  lose(subject: string, field: string, why: string, at: Spot | null): void {
    const place = at ? locate(this.plan.files, at) : null;
    this.losses.push({
      subject,
      field,
      why,
      file: place?.file ?? this.plan.files[0]?.path ?? '',
      pointer: place?.pointer ?? '',
      line: place?.start.line ?? null,
    });
  }

  /** Every section of the plan but these is left behind. */
  sections(...carried: string[]): void {
    const known = new Set([
      'dataplan',
      'name',
      'version',
      'include',
      'extends',
      'defaults',
      'groups',
      ...carried,
    ]);
    for (const [name, { key }] of this.plan.root.entries) {
      if (!known.has(name)) this.lose(`plan:${this.plan.name}`, name, NO_PLACE, key);
    }
  }

  /** Every field of the event but these is left behind. Those of its variants count as one. */
  event(event: Event, carried: ReadonlySet<string>): void {
    this.fields(event.subject, event.node, carried, EVENT_IS);
  }

  /** Every key of a property but these is left behind, at each depth. */
  property(use: PropertyUse, carried: ReadonlySet<string>, subject = use.subject): void {
    this.fields(subject, use.property.node, carried, PROPERTY_IS);
    if (use.from !== null) this.lose(subject, 'from', NO_PLACE, use.spot);
    for (const [name, child] of use.property.children)
      this.property(child, carried, `${subject}/property:${name}`);
  }

  /** Of a property's privacy every part but these is left behind, at each depth. */
  privacy(use: PropertyUse, carried: ReadonlySet<string>, subject = use.subject): void {
    const tag = use.property.node.entries.get('privacy')?.value;
    if (tag?.kind === 'map') {
      for (const [name, { key }] of tag.entries) {
        if (!carried.has(name)) this.lose(subject, `privacy.${name}`, NO_PLACE, key);
      }
    }
    for (const [name, child] of use.property.children)
      this.privacy(child, carried, `${subject}/property:${name}`);
  }

  private fields(
    subject: string,
    node: MapNode,
    carried: ReadonlySet<string>,
    known: ReadonlySet<string>,
  ): void {
    for (const [name, { key }] of node.entries) {
      if (!carried.has(name) && !known.has(name)) this.lose(subject, name, NO_PLACE, key);
    }
  }
}

const NO_PLACE = 'the format has no place for it';

/** What resolving has already put in its place. */
const EVENT_IS: ReadonlySet<string> = new Set([
  'properties',
  'use',
  'context',
  'call',
  'name',
  'additional_properties',
]);
const PROPERTY_IS: ReadonlySet<string> = new Set(['required', 'properties', 'items', 'is', 'from', '$ref']);

/** JSON Schema's own words about values, at whatever draft. */
export const SCHEMA_WORDS: readonly string[] = (
  'type enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
  'minItems maxItems uniqueItems minProperties maxProperties additionalProperties patternProperties propertyNames ' +
  'contains minContains maxContains prefixItems unevaluatedProperties unevaluatedItems dependentRequired ' +
  'dependentSchemas allOf anyOf oneOf not if then else contentEncoding contentMediaType contentSchema'
).split(' ');

/** Words about values and words for people that every JSON Schema has. */
export const SCHEMA_CARRIED: ReadonlySet<string> = new Set([
  ...SCHEMA_WORDS,
  'description',
  'title',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
]);

/** Events that are sent, by key: what was retired is in no export but as a loss. */
export function liveEvents(plan: Plan, writing: Writing): Event[] {
  return [...plan.events.values()].filter((event) => {
    if (event.status !== 'retired') return true;
    writing.lose(event.subject, 'status', 'a retired event is no longer sent', event.spot);
    return false;
  });
}

/** Events with one name: formats that name events one by one have no place for a glob. */
export function namedEvents(plan: Plan, writing: Writing): Event[] {
  return liveEvents(plan, writing).filter((event) => {
    if (!event.glob) return true;
    writing.lose(
      event.subject,
      'name',
      `"${event.name}" stands for many names; the event was left out`,
      event.spot,
    );
    return false;
  });
}

/** The JSON types a property can have; empty for any. */
export function typesOf({ schema }: Property): string[] {
  if (typeof schema === 'boolean') return [];
  const { type, enum: values } = schema;
  const constant = schema['const'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  const all = Array.isArray(values) ? values : constant === undefined ? [] : [constant];
  return [
    ...new Set(all.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value))),
  ];
}
