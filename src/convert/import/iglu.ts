import { isObject, type JsonObject } from '../../text/json.ts';
import { bodyOf } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';
import { type Draft, newEvent, record } from '../draft.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open, type Reading } from './importer.ts';
import { addEvent, addProperties, eventSubject, fillEvent, hasKeys } from './place.ts';

/**
 * Snowplow: Iglu self-describing schemas (bare, or wrapped as snowplow-cli data structures), data products and
 * source applications. Of several versions of one schema the newest becomes the event.
 */
export const iglu: Importer = {
  id: 'iglu',
  title: 'Snowplow Iglu schemas and data products',
  source: 'https://docs.snowplow.io/docs/fundamentals/schemas/',
  recognise({ value }) {
    if (hasKeys(value, 'apiVersion', 'resourceType', 'data')) return 1;
    if (!hasKeys(value, 'self')) return 0;
    return hasKeys(value['self'] ?? null, 'vendor', 'name', 'version') ? 1 : 0;
  },
  read(documents, draft, reading) {
    const schemas: SelfDescribing[] = [];
    const products: Cursor[] = [];
    const applications = new Map<string, string>();
    for (const document of documents)
      readDocument(document, reading, { schemas, products, applications }, draft);
    const known = new Set<string>();
    for (const each of newestFirst(schemas)) {
      const path = `${each.vendor}/${each.name}`;
      if (known.has(path)) {
        each.at.lose(
          'version',
          `${each.version} of "${path}" gives way to a newer one; a plan keeps what is live`,
        );
        continue;
      }
      known.add(path);
      readSchema(each, draft);
    }
    for (const product of products) readProduct(product, schemas, applications, draft);
  },
};

interface SelfDescribing {
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
  readonly kind: string | null;
  readonly at: Cursor;
}

interface Found {
  readonly schemas: SelfDescribing[];
  readonly products: Cursor[];
  /** File → system. */
  readonly applications: Map<string, string>;
}

function readDocument(document: Document, reading: Reading, found: Found, draft: Draft): void {
  const root = open(document, reading);
  const type = hasKeys(root.value, 'resourceType') ? root.text('resourceType') : null;
  root.ignore('apiVersion', 'resourceName');
  const data = type === null ? root : root.at('data');
  if (!data) {
    root.finding('data', 'a resource without `data`; it was left out');
    return;
  }
  if (type === 'data-product') found.products.push(data);
  else if (type === 'source-application') {
    const name = data.text('name');
    if (name === null) {
      data.finding('name', 'a source application without a name; it was left out');
      return;
    }
    data.subject = `system:${name}`;
    const ids = data.texts('appIds');
    draft.systems.set(
      name,
      record({
        role: 'source',
        sdk: 'snowplow',
        ...described(data, draft),
        ...(ids.length > 0 ? { 'x-app-ids': ids } : {}),
      }),
    );
    found.applications.set(document.path.replace(/^.*\//, ''), name);
    root.reportUnread();
  } else {
    const meta = root.at('meta');
    meta?.ignore('hidden');
    const self = data.at('self');
    const vendor = self?.text('vendor') ?? null;
    const name = self?.text('name') ?? null;
    const version = self?.text('version') ?? null;
    if (vendor === null || name === null || version === null) {
      data.finding('self', 'a schema that does not say its vendor, name and version; it was left out');
      return;
    }
    self?.ignore('format');
    if (!hasKeys(data.value, 'properties') && !hasKeys(data.value, 'type'))
      data.finding('schema', 'a schema that describes nothing');
    found.schemas.push({ vendor, name, version, kind: meta?.text('schemaType') ?? null, at: data });
  }
}

/** MODEL-REVISION-ADDITION, newest first; vendor and name in the order of the files. */
function newestFirst(schemas: readonly SelfDescribing[]): SelfDescribing[] {
  const parts = (version: string) => version.split('-').map(Number);
  return [...schemas].sort((a, b) => {
    const [left, right] = [parts(a.version), parts(b.version)];
    for (let index = 0; index < 3; index++) {
      const difference = (right[index] ?? 0) - (left[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function readSchema({ vendor, name, version, kind, at }: SelfDescribing, draft: Draft): void {
  at.subject = eventSubject(name);
  const body = bodyOf(schemaOf(at));
  if (kind === 'entity') {
    // An entity travels beside events: what calls carry, under its own name.
    const inside = record();
    for (const [key, property] of body.properties) inside[key] = property.value;
    addProperties(
      draft.context,
      new Map([
        [
          name,
          {
            value: record({
              description: body.description ?? undefined,
              type: 'object',
              additionalProperties: body.additional,
              properties: inside,
            }),
          },
        ],
      ]),
      at,
    );
    at.reportUnread();
    return;
  }
  const event = newEvent({ version, tags: [vendor] });
  fillEvent(event, body, at);
  const same = [...draft.events].find(([key, other]) => String(other.fields['name'] ?? key) === name);
  if (same) {
    // One name under two vendors: two events, told apart by the vendor.
    const [, other] = same;
    const [otherVendor] = Array.isArray(other.fields['tags']) ? other.fields['tags'] : [];
    other.fields['when'] ??= { 'context.vendor': otherVendor ?? null };
    event.fields['when'] = { 'context.vendor': vendor };
  }
  addEvent(draft, name, event, at, vendor);
  at.reportUnread();
}

function described(at: Cursor, draft: Draft): JsonObject {
  const owner = at.text('owner');
  const domain = at.text('domain');
  if (owner !== null && !draft.teams.has(owner)) draft.teams.set(owner, record({ contact: owner }));
  return record({
    description: at.text('description') ?? undefined,
    owner: owner ?? undefined,
    tags: domain === null ? undefined : [domain],
  });
}

function readProduct(
  at: Cursor,
  schemas: readonly SelfDescribing[],
  applications: ReadonlyMap<string, string>,
  draft: Draft,
): void {
  const product = at.text('name');
  const common = described(at, draft);
  const from = references(at, 'sourceApplications', applications);
  for (const specification of at.list('eventSpecifications')) {
    if (!isObject(specification.value)) {
      specification.entries('event specification');
      continue;
    }
    readSpecification(specification, { product, common, from }, schemas, applications, draft);
  }
  at.reportUnread();
}

function references(at: Cursor, key: string, applications: ReadonlyMap<string, string>): string[] {
  return at.list(key).flatMap((each) => {
    const path = each.text('$ref');
    const system = path === null ? undefined : applications.get(path.replace(/^.*\//, ''));
    if (system === undefined)
      each.finding('$ref', `"${path ?? ''}" names no source application in the files given`);
    return system === undefined ? [] : [system];
  });
}

/** An event specification narrows a schema: an event of its own, whose `when` is what the narrowing fixes. */
function readSpecification(
  at: Cursor,
  product: { product: string | null; common: JsonObject; from: readonly string[] },
  schemas: readonly SelfDescribing[],
  applications: ReadonlyMap<string, string>,
  draft: Draft,
): void {
  at.ignore('resourceName', 'id');
  const name = at.text('name');
  const call = at.at('event');
  const source = call?.text('source') ?? null;
  if (name === null) {
    at.finding('name', 'an event specification without a name; it was left out');
    return void at.take();
  }
  at.subject = eventSubject(name);
  const [, schemaName] = /^iglu:[^/]+\/([^/]+)\/[^/]+\/(.+)$/.exec(source ?? '') ?? [];
  if (source !== null && !schemas.some((schema) => schema.name === schemaName)) {
    call
      ?.at('source')
      ?.lose('source', `"${source}" is not among the files given: only what the specification adds was read`);
  }
  const narrowed = call?.at('schema');
  const body = narrowed ? bodyOf(schemaOf(narrowed)) : null;
  const excluded = new Set(references(at, 'excludedSourceApplications', applications));
  const from = product.from.filter((system) => !excluded.has(system));
  const when = record();
  for (const [key, { value }] of body?.properties ?? []) {
    const values = value['enum'];
    const fixed = Array.isArray(values) && values.length === 1 ? values[0] : value['const'];
    if (fixed !== undefined) when[key] = fixed;
  }
  const triggers = at.list('triggers').map((trigger) => {
    trigger.ignore('id');
    return trigger.text('description') ?? '';
  });
  const event = newEvent({
    name: schemaName !== undefined && schemaName !== name ? schemaName : undefined,
    description: at.text('description') ?? undefined,
    trigger: triggers.filter((text) => text !== '').join(' / ') || undefined,
    owner: product.common['owner'],
    tags: product.product === null ? undefined : [product.product],
    from: from.length > 0 ? from : undefined,
    when: Object.keys(when).length > 0 ? when : undefined,
  });
  if (body && narrowed) fillEvent(event, body, narrowed);
  else event.fields['additional_properties'] = true;
  addEvent(draft, name, event, at, product.product ?? 'specification');
}
