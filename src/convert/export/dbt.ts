import { stringify } from 'yaml';
import type { Plan } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';
import { own } from '../own.ts';
import { type Column, tables } from './columns.ts';
import type { Exporter, ExportOptions, Writing } from './exporter.ts';

const CARRIED = new Set([
  'description',
  'type',
  'format',
  'enum',
  'const',
  'privacy',
  'tags',
  'owner',
  'unit',
]);
const CATEGORY = new Set(['category']);
const TYPES = {
  text: 'string',
  integer: 'bigint',
  number: 'double',
  boolean: 'boolean',
  timestamp: 'timestamp',
  date: 'date',
  time: 'time',
  json: 'variant',
} as const;

/** dbt sources: a table an event, with `not_null` and `accepted_values` tests; needs become exposures. */
export const dbt: Exporter = {
  id: 'dbt',
  title: 'dbt sources with tests',
  source: 'https://docs.getdbt.com/reference/source-properties',
  write(plan, writing) {
    writing.sections('description', 'events', 'properties', 'needs', 'teams');
    const { options } = writing;
    const name = toCase(plan.name, 'snake');
    const made = tables(plan, writing);
    const keys = new Map(made.map(({ event, name: table }) => [event.key, table]));
    const source = record({
      name,
      description: plan.description ?? undefined,
      tables: made.map(({ event, name: table, columns }) => {
        writing.event(event, new Set(['description', 'tags', 'owner']));
        for (const { use } of columns) {
          writing.property(use, CARRIED);
          writing.privacy(use, CATEGORY);
        }
        if (typeof event.additional !== 'boolean') {
          writing.lose(
            event.subject,
            'additional_properties',
            'further columns have no shape of their own',
            event.spot,
          );
        }
        if (event.node.entries.has('context'))
          writing.lose(event.subject, 'context', 'columns of the context are the loader\u2019s', event.spot);
        return record({
          name: table,
          description: event.description ?? undefined,
          ...config(
            {
              event: event.name,
              owner: event.owner ?? undefined,
              closed: event.additional === false || undefined,
            },
            event.tags,
            options,
          ),
          columns: columns.length > 0 ? columns.map((column) => columnOf(column, options)) : undefined,
        });
      }),
    });
    const exposures = exposuresOf(plan, name, keys, writing);
    const document = record({
      version: 2,
      sources: [source],
      exposures: exposures.length > 0 ? exposures : undefined,
    });
    return [{ path: 'sources.yml', text: stringify(document, { lineWidth: 0 }) }];
  },
};

/** `meta` and `tags`, under `config` since dbt 1.10. */
function config(
  meta: Readonly<Record<string, Json | undefined>>,
  tags: readonly string[],
  { dbtLegacy }: ExportOptions,
): JsonObject {
  const about = record(meta);
  const out = record({
    meta: Object.keys(about).length > 0 ? about : undefined,
    tags: tags.length > 0 ? tags : undefined,
  });
  if (dbtLegacy || Object.keys(out).length === 0) return out;
  return { config: out };
}

function columnOf({ name, path, use, kind, required }: Column, options: ExportOptions): JsonObject {
  const { property } = use;
  const schema = isObject(property.schema) ? property.schema : {};
  const constant = schema['const'];
  const values = Array.isArray(schema['enum']) ? schema['enum'] : constant === undefined ? [] : [constant];
  const accepted = values.filter((value) => value !== null && typeof value !== 'object').map(String);
  const quote = values.every((value) => typeof value === 'string' || value === null) ? {} : { quote: false };
  const inner = { values: accepted, ...quote };
  const tests: Json[] = [
    ...(required ? ['not_null'] : []),
    ...(accepted.length > 0 ? [{ accepted_values: options.dbtLegacy ? inner : { arguments: inner } }] : []),
  ];
  const { category } = property.privacy;
  return record({
    name,
    description: property.description ?? undefined,
    data_type: TYPES[kind],
    [options.dbtLegacy ? 'tests' : 'data_tests']: tests.length > 0 ? tests : undefined,
    ...config(
      {
        path: path === name ? undefined : path,
        privacy: category ?? undefined,
        unit: property.unit ?? undefined,
        owner: property.owner ?? undefined,
      },
      property.tags,
      options,
    ),
  });
}

const EXPOSURE_TYPES: Readonly<Record<string, string>> = {
  report: 'dashboard',
  metric: 'dashboard',
  model: 'ml',
  personalization: 'application',
  audience: 'application',
  campaign: 'application',
  experiment: 'analysis',
};

function exposuresOf(
  plan: Plan,
  source: string,
  tableOf: ReadonlyMap<string, string>,
  writing: Writing,
): JsonObject[] {
  return [...plan.needs.values()].map((need) => {
    const used = new Set(
      need.uses.flatMap(({ event }) => (event === null ? [] : (tableOf.get(event) ?? []))),
    );
    for (const { text, trait, property } of need.uses) {
      if (trait !== null)
        writing.lose(
          need.subject,
          'uses',
          `"${text}" is a trait, and the source has events alone`,
          need.spot,
        );
      else if (property !== null)
        writing.lose(need.subject, 'uses', `"${text}": an exposure depends on the whole table`, need.spot);
    }
    for (const field of ['phase', 'stage', 'system'] as const) {
      if (need[field] !== null)
        writing.lose(need.subject, field, 'an exposure has no place for it', need.spot);
    }
    const contact = need.owner === null ? null : (plan.teams.get(need.owner)?.contact ?? null);
    return record({
      name: toCase(need.key, 'snake'),
      label: need.key,
      type: own(EXPOSURE_TYPES, need.kind ?? '') ?? 'dashboard',
      description: need.description ?? undefined,
      url: need.links['exposure'],
      owner: record({ name: need.owner ?? undefined, email: contact?.includes('@') ? contact : undefined }),
      depends_on: [...used].map((table) => `source('${source}', '${table}')`),
      ...(need.tags.length > 0 ? { tags: need.tags } : {}),
    });
  });
}
