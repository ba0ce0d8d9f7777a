import { toJson } from '../../plan/read.ts';
import type { Event, Plan, PropertyUse } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { pretty } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import { own } from '../own.ts';
import { type Exporter, namedEvents, SCHEMA_CARRIED, type Writing } from './exporter.ts';
import { eachSchema, objectSchema } from './schema-out.ts';

const DRAFT_7 = { draft: 'draft-07', annotations: 'none' } as const;
/** Words that the platform does not take. */
const UNSUPPORTED = new Set(
  '$ref patternProperties allOf anyOf oneOf if then else not dependencies dependentRequired dependentSchemas propertyNames contains unevaluatedProperties unevaluatedItems'.split(
    ' ',
  ),
);
const EVENT_TYPES = new Set(
  'navigation location search transaction user_content user_preference social other media unknown'.split(' '),
);
const PRODUCT_ACTIONS = new Set(
  'add_to_cart remove_from_cart checkout checkout_option click view_detail purchase refund add_to_wishlist remove_from_wish_list remove_from_wishlist'.split(
    ' ',
  ),
);
/** Fields of an action; what else an event has there is a custom attribute. */
const ACTION_FIELDS = new Set(
  (
    'products transaction_id affiliation total_amount tax_amount shipping_amount coupon_code checkout_step checkout_options product_action_list ' +
    'product_list_source promotions'
  ).split(' '),
);
const LIFECYCLE = new Set(
  'session_start session_end application_state_transition crash_report opt_out first_run push_message push_registration profile breadcrumb uninstall network_performance user_attribute_change user_identity_change media attribution_delivery'.split(
    ' ',
  ),
);
const ENFORCED: readonly (readonly [string, string])[] = [
  ['event', 'unplanned_event'],
  ['event_attribute', 'unplanned_property'],
  ['user_attribute', 'unplanned_trait'],
];

/** An mParticle data plan version, as the web console and the local package read it. */
export const mparticle: Exporter = {
  id: 'mparticle',
  title: 'mParticle data plan version JSON',
  source: 'https://docs.mparticle.com/developers/dataplanning-api/',
  write(plan, writing) {
    writing.sections('description', 'properties', 'events', 'traits', 'identity', 'governance');
    const points = namedEvents(plan, writing).map((event) => pointOf(event, writing));
    const person = plan.traits.get('person');
    if (person)
      points.push(
        point({ type: 'user_attributes', criteria: {} }, null, schemaOf(person.values(), false, writing)),
      );
    for (const kind of plan.traits.keys()) {
      if (kind !== 'person')
        writing.lose(`trait:${kind}`, kind, 'mParticle knows attributes of users alone', null);
    }
    if (plan.identity.types.size > 0) points.push(identities(plan, writing));
    const document = record({
      version: Math.max(1, Number(plan.version.split('.')[0])),
      data_plan_id: plan.name,
      version_description: plan.description,
      version_document: record({ data_points: points, settings: settings(plan) }),
    });
    return [{ path: `${plan.name}.json`, text: `${pretty(document)}\n` }];
  },
};

function point(match: JsonObject, description: string | null, definition: JsonObject): JsonObject {
  return { description: description ?? '', match, validator: { type: 'json_schema', definition } };
}

function pointOf(event: Event, writing: Writing): JsonObject {
  writing.event(event, new Set(['description', 'when']));
  const context = whole(event, writing);
  const [kind, match] = matchOf(event, writing);
  if (kind === 'attributes') {
    const additional = additionalOf(event, writing);
    const attributes = schemaOf(event.properties.values(), additional, writing);
    const needed = Array.isArray(attributes['required']);
    const open = additional && event.properties.size === 0;
    const data = record({
      type: 'object',
      additionalProperties: true,
      properties: open ? {} : { custom_attributes: attributes },
      required: needed ? ['custom_attributes'] : [],
    });
    return point(match, event.description, joined({ properties: { data } }, context));
  }
  return point(
    match,
    event.description,
    joined({ properties: { data: commerceData(kind, event, writing) } }, context),
  );
}

function additionalOf(event: Event, writing: Writing): boolean {
  if (typeof event.additional === 'boolean') return event.additional;
  writing.lose(
    event.subject,
    'additional_properties',
    'attributes are open or closed; what further ones look like is lost',
    event.spot,
  );
  return true;
}

type Kind = 'attributes' | 'product_action' | 'promotion_action' | 'product_impressions';

/** What an event is in mParticle: by the condition that an import gives it, else a custom event of type `other`. */
function matchOf(event: Event, writing: Writing): [Kind, JsonObject] {
  let type = 'other';
  let eventType: string | null = null;
  for (const { path, test } of event.when?.lines ?? []) {
    const value = test.kind === 'any' && test.values.length === 1 ? String(test.values[0]) : null;
    if (path === 'context.custom_event_type' && value !== null && EVENT_TYPES.has(value)) type = value;
    else if (path === 'context.event_type' && value !== null) eventType = value;
    else
      writing.lose(
        event.subject,
        'when',
        `a data point is matched by kind and name, not by "${path}"`,
        event.spot,
      );
  }
  if (event.call !== 'track') {
    if (event.call === 'page')
      writing.lose(event.subject, 'call', 'pages are screen views there', event.spot);
    return ['attributes', { type: 'screen_view', criteria: { screen_name: event.name } }];
  }
  if (eventType === 'commerce_event') {
    if (event.name === 'product_impression')
      return ['product_impressions', { type: 'product_impression', criteria: {} }];
    const promotion = /^promotion_(view|click)$/.exec(event.name)?.[1];
    if (promotion !== undefined)
      return ['promotion_action', { type: 'promotion_action', criteria: { action: promotion } }];
    if (PRODUCT_ACTIONS.has(event.name))
      return ['product_action', { type: 'product_action', criteria: { action: event.name } }];
    writing.lose(
      event.subject,
      'when',
      `"${event.name}" is no action of commerce; it became a custom event`,
      event.spot,
    );
  }
  if (event.when === null && LIFECYCLE.has(event.name))
    return ['attributes', { type: event.name, criteria: {} }];
  return [
    'attributes',
    { type: 'custom_event', criteria: { event_name: event.name, custom_event_type: type } },
  ];
}

/** What an import keeps of the whole event word for word; other context has no place. */
function whole(event: Event, writing: Writing): JsonObject {
  const own = event.node.entries.get('context');
  if (own?.value.kind !== 'map') return {};
  let out: JsonObject = {};
  for (const [name, { key, value }] of own.value.entries) {
    if (name !== 'event')
      writing.lose(event.subject, `context.${name}`, 'data points say nothing of the context', key);
    else out = (toJson(value) ?? {}) as JsonObject;
  }
  return isObject(out) ? out : {};
}

function commerceData(kind: Exclude<Kind, 'attributes'>, event: Event, writing: Writing): JsonObject {
  const uses = [...event.properties.values()];
  if (kind === 'product_impressions') {
    return schemaOf(uses, true, writing);
  }
  const fields = uses.filter(({ name }) => ACTION_FIELDS.has(name));
  const attributes = uses.filter(({ name }) => !ACTION_FIELDS.has(name));
  const inner = schemaOf(fields, true, writing);
  return record({
    type: 'object',
    additionalProperties: true,
    properties: record({
      [kind]: inner,
      custom_attributes: attributes.length > 0 ? schemaOf(attributes, true, writing) : undefined,
    }),
    required: [kind],
  });
}

function schemaOf(uses: Iterable<PropertyUse>, additional: boolean, writing: Writing): JsonObject {
  const list = [...uses];
  for (const use of list) writing.property(use, SCHEMA_CARRIED);
  const schema = objectSchema(list, new Set(), additional, DRAFT_7);
  for (const use of list) {
    eachSchema(use.property.schema, (each) => {
      for (const word of Object.keys(each)) {
        if (UNSUPPORTED.has(word))
          writing.lose(use.subject, word, 'the platform does not take the word', use.spot);
      }
    });
  }
  return record({ required: [], ...without(schema) });
}

function without(schema: JsonObject): JsonObject {
  const out = record();
  for (const [key, value] of Object.entries(schema)) {
    if (UNSUPPORTED.has(key)) continue;
    if (key === 'properties' && isObject(value)) {
      const members = record();
      for (const [name, member] of Object.entries(value))
        members[name] = isObject(member) ? without(member) : member;
      out[key] = members;
    } else out[key] = key === 'items' && isObject(value) ? without(value) : value;
  }
  return out;
}

/** Both schemas in one: what became properties, and what was kept of the event as a whole. */
function joined(a: JsonObject, b: JsonObject): JsonObject {
  const out = record(a);
  for (const [key, value] of Object.entries(b)) {
    const own = out[key];
    if (key === 'required') out[key] = [...new Set([...listOf(own), ...listOf(value)])];
    else if (key === 'additionalProperties' && value === false) out[key] = false;
    // `true` only says that the name is known.
    else if (isObject(own) && value === true) continue;
    else out[key] = isObject(own) && isObject(value) ? joined(own, value) : value;
  }
  return out;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function identities(plan: Plan, writing: Writing): JsonObject {
  const properties = record();
  for (const { key, schema, node, subject } of plan.identity.types.values()) {
    properties[key] = isObject(schema) ? without(schema) : {};
    for (const [name, { key: at }] of node.entries) {
      if (!SCHEMA_CARRIED.has(name) && name !== 'of' && name !== 'known')
        writing.lose(subject, name, 'the identity settings are not in the plan there', at);
    }
  }
  if (plan.identity.priority.length > 0)
    writing.lose(
      `plan:${plan.name}`,
      'identity.priority',
      'the identity settings are not in the plan there',
      plan.identity.node,
    );
  return point({ type: 'user_identities', criteria: {} }, null, {
    type: 'object',
    additionalProperties: true,
    properties,
    required: [],
  });
}

const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  event: { allow: 'allow', drop: 'drop_event', quarantine: 'drop_event' },
  event_attribute: { allow: 'allow', drop: 'drop_attribute' },
  user_attribute: { allow: 'allow', drop: 'drop_attribute' },
};

/** Only what the plan says itself: the platform has settings of its own. */
function settings(plan: Plan): JsonObject | undefined {
  const said = plan.governance.node?.entries.get('enforcement')?.value;
  if (said?.kind !== 'map') return undefined;
  const actions = record();
  for (const [theirs, ours] of ENFORCED) {
    const entry = said.entries.get(ours)?.value;
    const action = entry?.kind === 'scalar' ? own(ACTIONS, theirs)?.[String(entry.value)] : undefined;
    if (action !== undefined) actions[theirs] = action;
  }
  return Object.keys(actions).length > 0 ? { validation_actions: actions } : undefined;
}
