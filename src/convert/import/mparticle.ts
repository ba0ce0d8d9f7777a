import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { type Body, bodyOf } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';
import { type Draft, type DraftProperty, newEvent, record, traitsOf } from '../draft.ts';
import { own } from '../own.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open, type Reading } from './importer.ts';
import {
  attributesOf,
  hasMember,
  listOf,
  memberOf,
  place,
  requires,
  schemaIn,
  withData,
  withoutAttributes,
  withoutEmptyText,
} from './mparticle-schema.ts';
import { addEvent, addProperties, eventSubject, hasKeys, reportRest } from './place.ts';
import { isTrivial, prune } from './residual.ts';

/**
 * mParticle data plans: a version, a plan with versions, or a version document. A data point's schema is about the
 * whole event of the Events API; what it says of attributes becomes properties, and what remains (rules about
 * `data` and its containers) is kept word for word under `context: { event: … }`, where samples of mParticle
 * show the event as it came.
 */
export const mparticle: Importer = {
  id: 'mparticle',
  title: 'mParticle data plan JSON',
  source: 'https://docs.mparticle.com/developers/dataplanning-api/',
  recognise({ value }) {
    return findVersions(value).length > 0 ? 1 : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) readDocument(document, draft, reading);
  },
};

/** Steps to every version in the file: bare, in a plan, or in what the web SDK is configured with. */
function findVersions(value: Json, steps: string[] = []): string[][] {
  if (steps.length > 4) return [];
  if (hasKeys(value, 'version_document')) return [steps];
  if (hasKeys(value, 'data_points') && Array.isArray(value['data_points'])) return [steps];
  if (Array.isArray(value))
    return value.slice(0, 100).flatMap((each: Json, index) => findVersions(each, [...steps, String(index)]));
  if (!isObject(value)) return [];
  return ['data_plan_versions', 'dtpn', 'vers', 'data_plan', 'dataPlan'].flatMap((key) =>
    value[key] === undefined ? [] : findVersions(value[key] ?? null, [...steps, key]),
  );
}

function readDocument(document: Document, draft: Draft, reading: Reading): void {
  const root = open(document, reading);
  root.ignore('data_plan_id', 'data_plan_name', 'data_plan_description', ...BOOKKEEPING);
  const versions = findVersions(document.value).map((steps) => follow(root, steps));
  const newest = versions.reduce(
    (best, each) => (versionOf(each) > versionOf(best) ? each : best),
    versions[0] ?? root,
  );
  for (const each of versions) {
    if (each !== newest)
      each.lose('version', `version ${versionOf(each)} gives way to version ${versionOf(newest)}`);
  }
  const id = newest.text('data_plan_id') ?? newest.text('data_plan_name');
  if (draft.name === '' && id !== null) draft.name = id;
  draft.description ??= root.text('data_plan_description') ?? newest.text('version_description');
  if (versionOf(newest) > 0) draft.version = `${versionOf(newest)}.0.0`;
  newest.ignore('version', 'data_plan_name', ...BOOKKEEPING);
  const content = newest.at('version_document') ?? newest;
  const points = content.list('data_points');
  const last = lastOfEachMatch(points);
  // Identities last: their names must differ from those of all properties.
  const isIdentities = ({ value }: Cursor) =>
    isObject(value) && isObject(value['match']) && value['match']['type'] === 'user_identities';
  const ordered = [...points.filter((point) => !isIdentities(point)), ...points.filter(isIdentities)];
  for (const point of ordered) {
    if (last.has(point)) readPoint(point, draft);
    else {
      point.finding(
        'match',
        'a later data point has the same match, and the last one counts; this one was left out',
      );
      point.take();
    }
  }
  const actions = content.at('settings')?.at('validation_actions');
  if (actions) readActions(actions, draft);
  content.ignore('active_transformation_ids');
  root.reportUnread();
}

const BOOKKEEPING = [
  'created_on',
  'created_by',
  'last_modified_on',
  'last_modified_by',
  'activated',
  'activated_on',
  'activated_environment',
  'quarantine_feed_id',
];

function follow(root: Cursor, steps: readonly string[]): Cursor {
  let at = root;
  for (const step of steps) {
    const next = Array.isArray(at.value) ? at.items()[Number(step)] : at.at(step);
    if (!next) return at;
    at = next;
  }
  return at;
}

function versionOf(at: Cursor): number {
  const version = isObject(at.value) ? at.value['version'] : undefined;
  return typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : 0;
}

/** Of data points with the same match the last one counts. */
function lastOfEachMatch(points: readonly Cursor[]): Set<Cursor> {
  const last = new Map<string, Cursor>();
  for (const point of points)
    last.set(
      isObject(point.value) ? JSON.stringify(point.value['match'] ?? null) : JSON.stringify(point.steps),
      point,
    );
  return new Set(last.values());
}

function readPoint(point: Cursor, draft: Draft): void {
  if (!isObject(point.value)) {
    point.entries('data point');
    return;
  }
  point.ignore('active_transformation_ids');
  const match = point.at('match');
  const type = match?.text('type') ?? null;
  const criteria = match?.at('criteria');
  const validator = point.at('validator');
  validator?.ignore('type');
  const definition = validator?.at('definition') ?? null;
  const description = point.text('description');
  const named = (key: string) => criteria?.text(key) ?? null;
  switch (type) {
    case 'custom_event': {
      const kind = named('custom_event_type');
      attributes(point, definition, draft, named('event_name'), kind ?? 'other', {
        description: description ?? undefined,
        when: kind === null ? undefined : { 'context.custom_event_type': kind },
      });
      return;
    }
    case 'screen_view':
      attributes(point, definition, draft, named('screen_name'), 'screen', {
        description: description ?? undefined,
        call: 'screen',
      });
      return;
    case 'product_action':
      commerce(point, definition, draft, named('action'), 'product_action', description);
      return;
    case 'promotion_action': {
      const action = named('action');
      commerce(
        point,
        definition,
        draft,
        action === null ? null : `promotion_${action}`,
        'promotion_action',
        description,
      );
      return;
    }
    case 'product_impression':
      commerce(point, definition, draft, 'product_impression', null, description);
      return;
    case 'user_attributes':
      readTraits(definition, draft);
      return;
    case 'user_identities':
      readIdentities(definition, draft);
      return;
    case null:
      point.finding('match', 'a data point without a match; it was left out');
      point.take();
      return;
    case 'application_state_transition': {
      const transition = named('application_transition_type');
      attributes(point, definition, draft, type, transition ?? 'lifecycle', {
        description: description ?? undefined,
        when: transition === null ? undefined : { 'context.application_transition_type': transition },
      });
      return;
    }
    default:
      // What the SDK sends by itself is named by its event type.
      attributes(point, definition, draft, type, 'lifecycle', {
        description: description ?? undefined,
      });
      return;
  }
}

/** Custom events and screen views: `data.custom_attributes` are the properties. */
function attributes(
  point: Cursor,
  definition: Cursor | null,
  draft: Draft,
  name: string | null,
  distinction: string,
  fields: Record<string, Json | undefined>,
): void {
  if (name === null) {
    point.finding('criteria', 'a data point that names no event; it was left out');
    point.take();
    return;
  }
  point.subject = eventSubject(name);
  const event = newEvent(fields);
  const schema = schemaIn(definition, event.fields);
  const own = attributesOf(schema);
  const container = own.required;
  const inner = [...(own.body?.properties.values() ?? [])].some(({ value }) => value['required'] === true);
  // Required attributes inside a container that may be absent are asked for only where it is there: no plan says that.
  const plain = own.body !== null && Object.keys(own.body.rest).length === 0 && (container || !inner);
  if (own.body === null) event.fields['additional_properties'] = true;
  else if (plain) place(event, own.body);
  else {
    for (const [key] of own.body.properties) event.properties.set(key, { value: record() });
    event.fields['additional_properties'] = true;
  }
  const rest = withoutAttributes(schema, plain, container && inner);
  if (!isTrivial(rest)) event.context.set('event', { value: prune(rest) });
  addEvent(draft, name, event, point, distinction);
}

/** Commerce events: the fields of the action and the custom attributes, side by side. */
function commerce(
  point: Cursor,
  definition: Cursor | null,
  draft: Draft,
  name: string | null,
  action: 'product_action' | 'promotion_action' | null,
  description: string | null,
): void {
  if (name === null) {
    point.finding('criteria', 'a commerce data point without an action; it was left out');
    point.take();
    return;
  }
  point.subject = eventSubject(name);
  const event = newEvent({
    description: description ?? undefined,
    when: { 'context.event_type': 'commerce_event' },
  });
  const schema = schemaIn(definition, event.fields);
  const data = memberOf(schema, 'data');
  const own = attributesOf(schema);
  const fields = action === null ? impressionsOf(data) : bodyOf(memberOf(data, action));
  fields.properties.delete('action');
  const plainFields = action === null || Object.keys(fields.rest).length === 0;
  const clash = [...(own.body?.properties.keys() ?? [])].some((key) => fields.properties.has(key));
  const plainAttributes = own.body !== null && Object.keys(own.body.rest).length === 0 && !clash;
  for (const [key, property] of fields.properties)
    event.properties.set(key, plainFields ? withoutEmptyText(property) : { value: record() });
  if (own.body && plainAttributes) {
    // Whether they are required hangs on their container, so that stays with it.
    for (const [key, property] of own.body.properties)
      event.properties.set(key, optional(withoutEmptyText(property)));
  }
  event.fields['additional_properties'] = true;
  const rest = withData(schema, (all) => {
    const members = record(isObject(all['properties']) ? all['properties'] : {});
    if (own.body && plainAttributes)
      members['custom_attributes'] = shell(memberOf(all, 'custom_attributes'), true);
    if (action !== null && plainFields && hasMember(all, action))
      members[action] = shell(memberOf(all, action), false);
    if (action === null && hasMember(all, 'product_impressions')) members['product_impressions'] = true;
    const required = listOf(all['required']).filter((each) => each !== action);
    return record({ ...all, properties: members, required });
  });
  if (!isTrivial(rest)) event.context.set('event', { value: prune(rest) });
  addEvent(draft, name, event, point, 'commerce');
}

/** Impressions are a list in `data` itself. */
function impressionsOf(data: JsonObject): Body {
  const properties = new Map<string, DraftProperty>();
  if (hasMember(data, 'product_impressions')) {
    const [only] = bodyOf({
      properties: { product_impressions: memberOf(data, 'product_impressions') },
    }).properties.values();
    if (only) {
      const required = requires(data, 'product_impressions');
      properties.set('product_impressions', {
        value: record({ ...only.value, ...(required ? { required } : {}) }),
      });
    }
  }
  return { properties, additional: true, description: null, examples: [], rest: {} };
}

function optional({ value }: DraftProperty): DraftProperty {
  const { required: _, ...rest } = value;
  return { value: record(rest) };
}

/** A container without its members: which names it knows, and (where it says so itself) which it asks for. */
function shell(schema: JsonObject, asking: boolean): JsonObject {
  const names = record();
  for (const name of Object.keys(isObject(schema['properties']) ? schema['properties'] : {}))
    names[name] = true;
  return record({
    type: schema['type'],
    required: asking ? schema['required'] : undefined,
    ...(schema['additionalProperties'] === false ? { properties: names, additionalProperties: false } : {}),
  });
}

function readTraits(definition: Cursor | null, draft: Draft): void {
  if (!definition) return;
  definition.subject = 'trait:person';
  const body = bodyOf(schemaOf(definition));
  reportRest(body.rest, definition);
  if (body.properties.size === 0 && body.additional !== false) return;
  const properties = new Map(
    [...body.properties].map(([name, property]) => [name, withoutEmptyText(property)]),
  );
  addProperties(traitsOf(draft, 'person'), properties, definition);
  if (body.additional !== false) {
    definition.lose(
      'additionalProperties',
      'a plan closes the traits of each person: those not listed will be unplanned',
    );
  }
}

/** Identities become identity types; a name that a property has too gets `_id` behind it. */
function readIdentities(definition: Cursor | null, draft: Draft): void {
  if (!definition) return;
  definition.subject = 'plan:identity';
  const body = bodyOf(schemaOf(definition));
  reportRest(body.rest, definition);
  const used = new Set([...draft.traits.values()].flatMap((members) => [...members.keys()]));
  for (const event of draft.events.values()) for (const name of event.properties.keys()) used.add(name);
  for (const [name, property] of body.properties) {
    const { required, description, ...rest } = withoutEmptyText(property).value;
    const of = /^(ios|android|fire|roku|amp|microsoft_(ad|pub)|push|das)|^idf/.test(name)
      ? 'device'
      : 'person';
    // Identifiers are strings unless said.
    const { type, ...shape } = rest;
    draft.identities.set(
      used.has(name) ? `${name}_id` : name,
      record({
        of,
        known: of === 'person' || undefined,
        description,
        type: type === 'string' ? undefined : type,
        ...shape,
      }),
    );
    if (required === true) {
      definition.notices.push({
        kind: 'loss',
        source: definition.source,
        steps: [...definition.steps, 'required'],
        subject: `identity:${name}`,
        field: 'required',
        why: 'which ids an event carries is said by `identified_by`',
      });
    }
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  allow: 'allow',
  drop_event: 'drop',
  drop_attribute: 'drop',
  drop_batch: 'quarantine',
};

function readActions(at: Cursor, draft: Draft): void {
  for (const [key, ours] of [
    ['event', 'unplanned_event'],
    ['event_attribute', 'unplanned_property'],
    ['user_attribute', 'unplanned_trait'],
  ] as const) {
    const action = at.text(key);
    if (action === null || action === 'unknown') continue;
    const known = own(ACTIONS, action);
    if (known === undefined) at.at(key)?.finding(key, `"${action}" is no action that is known here`);
    else draft.enforcement.set(ours, known);
  }
}
