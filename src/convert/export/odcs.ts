import { stringify } from 'yaml';
import { categorySensitivity } from '../../catalogue/categories.ts';
import type { Event, Plan, PropertyUse, System } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';
import { own } from '../own.ts';
import { type Exporter, liveEvents, typesOf, type Writing } from './exporter.ts';
import { freeName } from './json-schema.ts';

const CARRIED = new Set(
  (
    'description title type format enum pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minItems maxItems uniqueItems minProperties maxProperties examples privacy tags unit owner'
  ).split(' '),
);

const PRIVACY = new Set(['category', 'sensitivity', 'handling', 'retention', 'purposes']);

/** Open Data Contract Standard: one contract, an object an event. */
export const odcs: Exporter = {
  id: 'odcs',
  title: 'Open Data Contract Standard (ODCS)',
  source: 'https://bitol-io.github.io/open-data-contract-standard/',
  write(plan, writing) {
    writing.sections('description', 'events', 'properties', 'systems', 'teams', 'privacy');
    const version = writing.options.odcsVersion;
    const taken = new Set<string>();
    const events = liveEvents(plan, writing);
    const retention = days(plan.privacy.retention);
    if (plan.privacy.node) {
      for (const [name, { key }] of plan.privacy.node.entries) {
        if (name !== 'retention')
          writing.lose(`plan:${plan.name}`, `privacy.${name}`, 'a contract has no place for it', key);
      }
    }
    const contract = record({
      apiVersion: `v${version}`,
      kind: 'DataContract',
      id: plan.name,
      name: plan.name,
      version: plan.version,
      status: 'active',
      description: plan.description === null ? undefined : { purpose: plan.description },
      servers: servers(plan, writing),
      schema: events.map((event) => objectOf(event, freeName(event.key, taken), writing)),
      team: team(plan),
      slaProperties:
        retention === null ? undefined : [{ property: 'retention', value: retention, unit: 'd' }],
    });
    return [{ path: `${plan.name}.odcs.yaml`, text: stringify(contract, { lineWidth: 0 }) }];
  },
};

/** An ISO duration in days: the standard counts in days and years. */
function days(duration: string | null): number | null {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration ?? '');
  if (!match) return null;
  const [years = 0, months = 0, weeks = 0, own = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.round(years * 365 + months * 30.4375 + weeks * 7 + own);
}

/** Types of server that the standard names and our vendors go by. */
const SERVERS = new Set('bigquery databricks kafka postgres postgresql redshift s3 snowflake'.split(' '));

function servers(plan: Plan, writing: Writing): JsonObject[] | undefined {
  const out = [...plan.systems.values()].map((system): JsonObject => {
    for (const [name, { key }] of system.node.entries) {
      if (!['vendor', 'description', 'role'].includes(name))
        writing.lose(system.subject, name, 'a server has no place for it', key);
    }
    return serverOf(system);
  });
  return out.length > 0 ? out : undefined;
}

/** Only `custom` asks for nothing that a plan does not know: addresses and accounts. */
function serverOf({ key, vendor, role, description }: System): JsonObject {
  const kind = vendor !== null && SERVERS.has(vendor) ? vendor : null;
  return record({
    server: key,
    type: 'custom',
    description: description ?? undefined,
    customProperties: [
      ...(kind === null ? [] : [{ property: 'vendor', value: kind }]),
      ...(role === null ? [] : [{ property: 'role', value: role }]),
    ],
  });
}

function team(plan: Plan): JsonObject | undefined {
  const members = [...plan.teams.values()].map(({ key, contact, function: work }) =>
    record({ username: contact ?? key, name: key, role: work ?? undefined }),
  );
  return members.length > 0 ? { name: plan.name, members } : undefined;
}

function objectOf(event: Event, id: string, writing: Writing): JsonObject {
  writing.event(event, new Set(['description', 'tags', 'owner', 'trigger', 'status', 'sunset', 'version']));
  if (event.node.entries.has('context'))
    writing.lose(
      event.subject,
      'context',
      'a contract describes the event\u2019s own properties',
      event.spot,
    );
  if (event.additional === false)
    writing.lose(event.subject, 'additional_properties', 'the standard cannot close an object', event.spot);
  for (const use of event.properties.values()) {
    writing.property(use, CARRIED);
    writing.privacy(use, PRIVACY);
  }
  return record({
    id,
    name: event.key,
    physicalName: event.name,
    logicalType: 'object',
    physicalType: event.call === 'track' ? 'topic' : event.call,
    description: event.description ?? undefined,
    tags: event.tags.length > 0 ? event.tags : undefined,
    customProperties: custom({
      trigger: event.trigger,
      owner: event.owner,
      status: event.node.entries.has('status') ? event.status : null,
      sunset: event.sunset,
      version: event.version,
    }),
    properties: [...event.properties.values()].map((use) => propertyOf(use, writing)),
  });
}

function custom(values: Readonly<Record<string, Json>>): JsonObject[] | undefined {
  const out = Object.entries(values).flatMap(([property, value]) =>
    value === null ? [] : [{ property, value }],
  );
  return out.length > 0 ? out : undefined;
}

function propertyOf(use: PropertyUse, writing: Writing): JsonObject {
  const { property } = use;
  const schema = isObject(property.schema) ? property.schema : {};
  const type = logicalType(use, writing);
  const tag = property.privacy;
  const personal = tag.category !== null && tag.category !== 'none';
  const tags = [...property.tags, ...(personal ? ['pii', tag.category ?? ''] : [])];
  const element = property.children.get('[]');
  const inside = [...property.children.values()].filter(({ name }) => name !== '[]');
  const values = Array.isArray(schema['enum']) ? schema['enum'].filter((value) => value !== null) : null;
  const later = writing.options.odcsVersion === '3.2.0';
  return record({
    name: use.name === '[]' ? 'item' : use.name,
    logicalType: type ?? undefined,
    logicalTypeOptions: optionsOf(type, schema, inside, use, writing),
    required: use.required,
    description: property.description ?? undefined,
    classification:
      tag.sensitivity ?? (personal ? (categorySensitivity(tag.category ?? '') ?? undefined) : undefined),
    tags: tags.length > 0 ? tags : undefined,
    examples: property.examples.length > 0 ? property.examples : undefined,
    enum: later && values !== null ? values.map((value) => ({ value })) : undefined,
    quality:
      !later && values !== null
        ? [{ metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 }]
        : undefined,
    customProperties: custom({
      unit: property.unit,
      owner: property.owner,
      dataCategories: personal ? tag.category : null,
      handling: tag.handling === 'raw' ? null : tag.handling,
      retention: tag.node ? tag.retention : null,
      consentPurposes: tag.purposes === null ? null : [...tag.purposes],
    }),
    items: element ? propertyOf(element, writing) : undefined,
    properties: inside.length > 0 ? inside.map((child) => propertyOf(child, writing)) : undefined,
  });
}

function logicalType(use: PropertyUse, writing: Writing): string | null {
  const types = typesOf(use.property).filter((type) => type !== 'null');
  if (types.length > 1) {
    writing.lose(use.subject, 'type', 'the standard has no unions; no type was written', use.spot);
    return null;
  }
  if (typesOf(use.property).includes('null'))
    writing.lose(use.subject, 'type', 'the standard does not tell null from absent', use.spot);
  const [type] = types;
  const format = isObject(use.property.schema) ? use.property.schema['format'] : undefined;
  if (type === 'string' && format === 'date-time') return 'timestamp';
  if (type === 'string' && (format === 'date' || format === 'time')) return format;
  return type ?? null;
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  string: ['format', 'minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
  object: ['minProperties', 'maxProperties'],
};
const FORMATS = new Set('password byte binary email uuid uri hostname ipv4 ipv6'.split(' '));

function optionsOf(
  type: string | null,
  schema: JsonObject,
  inside: readonly PropertyUse[],
  use: PropertyUse,
  writing: Writing,
): JsonObject | undefined {
  const out = record();
  for (const word of own(OPTIONS, type ?? '') ?? []) {
    const value = schema[word];
    if (value === undefined) continue;
    if (word === 'format' && !FORMATS.has(String(value)))
      writing.lose(use.subject, 'format', `"${String(value)}" is no format of the standard`, use.spot);
    else out[word] = value;
  }
  const needed = inside.filter((child) => child.required).map(({ name }) => name);
  if (type === 'object' && needed.length > 0) out['required'] = needed;
  return Object.keys(out).length > 0 ? out : undefined;
}
