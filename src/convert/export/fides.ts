import { stringify } from 'yaml';
import { deliveries } from '../../plan/deliveries.ts';
import type { Plan, PropertyUse, System } from '../../plan/types.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';
import { own } from '../own.ts';
import { type Exporter, liveEvents, typesOf, type Writing } from './exporter.ts';

const CARRIED = new Set(['description', 'type', 'maxLength', 'privacy']);

const CATEGORY = new Set(['category']);

/** Fides: the events as a dataset with data categories, the systems map with what each uses the data for. */
export const fides: Exporter = {
  id: 'fides',
  title: 'Fides dataset and systems',
  source: 'https://ethyca.github.io/fideslang/',
  write(plan, writing) {
    writing.sections('description', 'events', 'properties', 'systems', 'flows', 'privacy');
    for (const [name, { key }] of plan.privacy.node?.entries ?? []) {
      if (!['subject', 'retention', 'purposes'].includes(name)) {
        writing.lose(
          `plan:${plan.name}`,
          `privacy.${name}`,
          'neither a dataset nor a system has a place for it',
          key,
        );
      }
    }
    const taken = new Set<string>();
    const collections = liveEvents(plan, writing)
      .map((event) => {
        writing.event(event, new Set(['description']));
        for (const use of event.properties.values()) {
          writing.property(use, CARRIED);
          writing.privacy(use, CATEGORY);
        }
        if (taken.has(event.key))
          writing.lose(event.subject, 'name', 'a collection of that name is there already', event.spot);
        taken.add(event.key);
        return record({
          name: event.key,
          description: event.description ?? undefined,
          fields: fieldsOf(event.properties.values(), writing),
        });
      })
      .sort(byName);
    const dataset = record({
      fides_key: keyOf(plan.name),
      organization_fides_key: 'default_organization',
      name: plan.name,
      description: plan.description ?? undefined,
      collections,
    });
    const files = [{ path: 'dataset.yml', text: stringify({ dataset: [dataset] }, { lineWidth: 0 }) }];
    if (plan.systems.size > 0)
      files.push({
        path: 'systems.yml',
        text: stringify({ system: systems(plan, writing) }, { lineWidth: 0 }),
      });
    return files;
  },
};

function keyOf(name: string): string {
  return name.replace(/[^a-zA-Z0-9_.<>-]/g, '_');
}

function byName(a: JsonObject, b: JsonObject): number {
  return String(a['name']) < String(b['name']) ? -1 : 1;
}

function fieldsOf(uses: Iterable<PropertyUse>, writing: Writing): JsonObject[] {
  return [...uses].map((use) => fieldOf(use, writing)).sort(byName);
}

function fieldOf(use: PropertyUse, writing: Writing): JsonObject {
  const { property } = use;
  const element = property.children.get('[]')?.property;
  const inside = [...(element ?? property).children.values()].filter(({ name }) => name !== '[]');
  const { category } = property.privacy;
  const longest = isObject(property.schema) ? property.schema['maxLength'] : undefined;
  const meta = record({
    // Fields inside need a parent of no type, or object.
    data_type: inside.length > 0 ? (element ? 'object[]' : 'object') : dataType(use, writing),
    length: typeof longest === 'number' ? longest : undefined,
  });
  return record({
    name: use.name,
    description: property.description ?? undefined,
    data_categories: category === null || category === 'none' ? undefined : [category],
    fides_meta: Object.keys(meta).length > 0 ? meta : undefined,
    fields: inside.length > 0 ? fieldsOf(inside, writing) : undefined,
  });
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'float',
  boolean: 'boolean',
  object: 'object',
};

function dataType(use: PropertyUse, writing: Writing): string | undefined {
  const types = typesOf(use.property).filter((type) => type !== 'null');
  if (types.length > 1) {
    writing.lose(use.subject, 'type', 'a field has one type; none was written', use.spot);
    return undefined;
  }
  if (types[0] !== 'array') return own(TYPES, types[0] ?? '');
  const element = use.property.children.get('[]');
  const inner = element ? typesOf(element.property).filter((type) => type !== 'null') : [];
  const name = inner.length === 1 ? own(TYPES, inner[0] ?? '') : undefined;
  return name === undefined ? undefined : `${name}[]`;
}

const BASES: Readonly<Record<string, string>> = {
  consent: 'Consent',
  contract: 'Contract',
  'legal-obligation': 'Legal obligations',
  'vital-interest': 'Vital interests',
  'public-interest': 'Public interest',
  'legitimate-interest': 'Legitimate interests',
};
/** Our usual words for purposes in Fides' taxonomy of data uses; others are kept as they are. */
const USES: Readonly<Record<string, string>> = {
  analytics: 'analytics',
  marketing: 'marketing',
  advertising: 'marketing.advertising',
  personalization: 'personalize',
  functional: 'functional',
};

function systems(plan: Plan, writing: Writing): JsonObject[] {
  const arriving = deliveries(plan);
  return [...plan.systems.values()].map((system) => {
    const own = arriving.get(system.key) ?? [];
    const categories = new Set<string>();
    const from = new Set<string>();
    const to = new Set<string>();
    for (const { path, properties } of own) {
      const before = path.at(-2);
      if (before !== undefined) from.add(before);
      for (const { use } of properties) {
        const { category } = use.property.privacy;
        if (category !== null && category !== 'none') categories.add(category);
      }
    }
    for (const { path } of [...arriving.values()].flat()) {
      const next = path[path.indexOf(system.key) + 1];
      if (path.includes(system.key) && next !== undefined) to.add(next);
    }
    return systemOf(
      system,
      { categories: [...categories].sort(), from: [...from].sort(), to: [...to].sort() },
      plan,
      writing,
    );
  });
}

function systemOf(
  system: System,
  seen: { categories: string[]; from: string[]; to: string[] },
  plan: Plan,
  writing: Writing,
): JsonObject {
  for (const [name, { key }] of system.node.entries) {
    if (!['description', 'role', 'purposes', 'retention'].includes(name))
      writing.lose(system.subject, name, 'a Fides system has no place for it', key);
  }
  const links = (names: readonly string[]) =>
    names.length > 0 ? names.map((name) => ({ fides_key: keyOf(name), type: 'system' })) : undefined;
  const subject = plan.privacy.subject ?? 'customer';
  const declarations = system.purposes.flatMap((key) => {
    const purpose = plan.privacy.purposes.get(key);
    if (purpose?.basis === 'opt-out')
      writing.lose(
        purpose.subject,
        'basis',
        'Fides has no basis for what goes on until someone opts out',
        purpose.spot,
      );
    return seen.categories.length === 0
      ? []
      : [
          record({
            name: key,
            data_categories: seen.categories,
            data_use: own(USES, key) ?? key,
            data_subjects: [subject],
            legal_basis_for_processing: own(BASES, purpose?.basis ?? ''),
            retention_period: system.retention ?? plan.privacy.retention ?? undefined,
          }),
        ];
  });
  return record({
    fides_key: keyOf(system.key),
    organization_fides_key: 'default_organization',
    name: system.key,
    description: system.description ?? undefined,
    system_type: system.role ?? 'Service',
    ingress: links(seen.from),
    egress: links(seen.to),
    privacy_declarations: declarations,
  });
}
