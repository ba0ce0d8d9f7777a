import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { type Body, bodyOf } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import type { Document } from '../document.ts';
import { type Draft, type DraftProperty, newEvent, traitsOf } from '../draft.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open, type Reading } from './importer.ts';
import { addEvent, addProperties, eventSubject, fillEvent, hasKeys, reportRest } from './place.ts';

/** Segment Protocols tracking plans: the Public API's flat rules, and the older rules by kind. */
export const segment: Importer = {
  id: 'segment',
  title: 'Segment tracking plan',
  source: 'https://docs.segmentapis.com/tag/Tracking-Plans',
  recognise({ value }) {
    const plan = planOf(value);
    if (plan === null) return 0;
    const rules = plan['rules'];
    if (Array.isArray(rules)) return rules.some((rule) => hasKeys(rule, 'type', 'jsonSchema')) ? 1 : 0;
    return isObject(rules) &&
      ['events', 'global', 'identify', 'group'].some((key) => Object.hasOwn(rules, key))
      ? 0.9
      : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) readPlan(document, draft, reading);
  },
};

/** The plan itself, without the envelope that the API answers in. */
function planOf(value: Json): JsonObject | null {
  if (Array.isArray(value))
    return value.some((rule) => hasKeys(rule, 'type', 'jsonSchema')) ? { rules: value } : null;
  if (!isObject(value)) return null;
  if (Object.hasOwn(value, 'rules')) return value;
  for (const key of ['data', 'trackingPlan', 'tracking_plan']) {
    const inner = value[key];
    if (isObject(inner)) return planOf(inner);
  }
  return null;
}

function readPlan(document: Document, draft: Draft, reading: Reading): void {
  const root = open(document, reading);
  const plan = ['data', 'trackingPlan', 'tracking_plan'].reduce(
    (at, key) => (at.has('rules') ? at : (at.at(key) ?? at)),
    root,
  );
  draft.description ??= plan.text('description');
  const name = plan.text('display_name') ?? plan.text('name');
  if (name !== null && draft.name === '') draft.name = name;
  plan.ignore(
    'id',
    'resourceSchemaId',
    'slug',
    'name',
    'createdAt',
    'updatedAt',
    'create_time',
    'update_time',
    'type',
  );
  const rules = Array.isArray(plan.value) ? plan : plan.at('rules');
  if (rules && Array.isArray(rules.value)) for (const rule of rules.items('rules')) readRule(rule, draft);
  else if (rules) readOldRules(rules, draft);
  root.reportUnread();
}

function readRule(rule: Cursor, draft: Draft): void {
  if (!isObject(rule.value)) {
    rule.entries('rule');
    return;
  }
  const type = rule.text('type')?.toUpperCase() ?? 'TRACK';
  const key = rule.text('key');
  rule.ignore('createdAt', 'updatedAt');
  const schema = rule.at('jsonSchema');
  switch (type) {
    case 'TRACK':
    case 'PAGE':
    case 'SCREEN':
      if (key === null && type === 'TRACK') {
        refuse(rule, 'a track rule without a name');
        return;
      }
      readEvent(rule, schema, key ?? '*', type.toLowerCase(), draft);
      return;
    case 'IDENTIFY':
    case 'GROUP':
      rule.ignore('version', 'deprecatedAt');
      if (schema) readTraits(schema, type === 'IDENTIFY' ? 'person' : 'account', draft);
      return;
    case 'COMMON':
      rule.ignore('version', 'deprecatedAt');
      if (schema) readCommon(schema, draft);
      return;
    default:
      refuse(rule, `"${type}" is no type of rule that is known here`);
  }
}

function refuse(rule: Cursor, why: string): void {
  rule.finding('rule', `${why}; the rule was left out`);
  rule.take();
}

function readEvent(rule: Cursor, schema: Cursor | null, name: string, call: string, draft: Draft): void {
  rule.subject = eventSubject(name);
  if (schema) schema.subject = rule.subject;
  const description = rule.text('description');
  const version = rule.text('version');
  const deprecated = rule.text('deprecatedAt');
  const labels = schema?.at('labels') ?? rule.at('labels');
  const tags =
    labels && isObject(labels.value)
      ? labels.entries('labels').map(([label, at]) => labelTag(label, at))
      : [];
  const event = newEvent({
    call: call === 'track' ? undefined : call,
    description: description ?? undefined,
    version: version === null || version === '1' ? undefined : numeric(version),
    status: isDate(deprecated) ? 'deprecated' : undefined,
    tags: tags.length > 0 ? tags : undefined,
  });
  if (isDate(deprecated))
    rule
      .at('deprecatedAt')
      ?.lose('deprecatedAt', 'the plan keeps the state, and a day only for what is to come');
  if (schema) fillEvent(event, wrapped(schema, 'properties', draft), schema);
  else event.fields['additional_properties'] = true;
  addEvent(draft, name, event, rule, call);
}

/** Versions are numbers there; what is none is kept as it is. */
function numeric(text: string): Json {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Segment writes "not deprecated" as year one. */
function isDate(text: string | null): boolean {
  return text !== null && !text.startsWith('0001-');
}

function labelTag(label: string, at: Cursor): string {
  const value = at.take();
  return typeof value === 'string' && value !== '' ? `${label}:${value}` : label;
}

/**
 * The schema of an event's properties: itself, or what is under `properties` where the schema describes the
 * whole call (`context`, `traits`, `properties`).
 */
function wrapped(schema: Cursor, part: 'properties' | 'traits', draft: Draft): Body {
  const members = schema.at('properties');
  const inner = members?.at(part) ?? null;
  const parts = ['context', 'traits', 'properties'];
  const whole =
    inner !== null &&
    members !== null &&
    isObject(members.value) &&
    Object.keys(members.value).every((key) => parts.includes(key));
  if (!whole) return bodyOf(schemaOf(schema));
  const description = schema.text('description');
  schema.ignore('$schema', '$id', 'id', 'type', 'title', 'required', 'additionalProperties', 'labels');
  for (const other of parts) {
    const at = members.at(other);
    if (at && other === 'context') addContext(at, draft);
    else if (at && other !== part) {
      const { properties, rest } = bodyOf(schemaOf(at));
      reportRest(rest, at);
      if (other === 'traits') addProperties(traitsOf(draft, 'person'), properties, at);
      else if (properties.size > 0)
        at.lose(other, `a ${part === 'traits' ? 'person' : 'call'} has no ${other}`);
    }
  }
  const body = bodyOf(schemaOf(inner));
  reportRest(body.rest, inner);
  return { ...body, rest: {}, description: description ?? body.description };
}

function readTraits(schema: Cursor, kind: string, draft: Draft): void {
  schema.subject = `trait:${kind}`;
  const body = wrapped(schema, 'traits', draft);
  reportRest(body.rest, schema);
  addProperties(traitsOf(draft, kind), body.properties, schema);
  if (body.additional === true) {
    schema.lose(
      'additionalProperties',
      `a plan closes the traits of each ${kind}: those not listed will be unplanned`,
    );
  }
}

/** What holds for every call: its context goes into the plan's, ids belong to `identity`. */
function readCommon(schema: Cursor, draft: Draft): void {
  schema.ignore('$schema', 'type', 'additionalProperties', 'title', 'description');
  for (const [name, at] of schema.members('properties')) {
    if (name === 'context') addContext(at, draft);
    else if (!isObject(at.value) || Object.keys(at.value).length > 0)
      at.lose(name, 'a rule about the call itself; ids belong to `identity`, the rest to no section');
  }
  schema
    .at('required')
    ?.lose('required', 'which ids a call carries is said by `identity` and `identified_by`');
}

function addContext(schema: Cursor, draft: Draft): void {
  const body = bodyOf(schemaOf(schema));
  reportRest(body.rest, schema);
  const paths = new Map<string, DraftProperty>(body.properties);
  addProperties(draft.context, paths, schema);
}

function readOldRules(rules: Cursor, draft: Draft): void {
  for (const rule of rules.list('events')) {
    if (!isObject(rule.value)) {
      rule.entries('event');
      continue;
    }
    const name = rule.text('name');
    if (name === null) refuse(rule, 'an event without a name');
    else readEvent(rule, rule.at('rules'), name, 'track', draft);
  }
  for (const [key, kind] of [
    ['identify', 'person'],
    ['group', 'account'],
  ] as const) {
    const at = rules.at(key);
    if (at && isObject(at.value) && Object.keys(at.value).length > 0) readTraits(at, kind, draft);
  }
  const global = rules.at('global');
  if (global && isObject(global.value)) readCommon(global, draft);
  for (const key of ['identify_traits', 'group_traits']) rules.at(key);
}
