import { isObject, type Json } from '../../text/json.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, type DraftEvent, newEvent, record, traitsOf } from '../draft.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject, firstText } from './place.ts';

/**
 * GA4 plans: a library of events with parameters (a list), or a measurement plan document with data layer,
 * journeys and evidence. Item parameters become the shape of `items`.
 */
export const ga4: Importer = {
  id: 'ga4',
  title: 'GA4 event library or tracking plan',
  source: 'https://developers.google.com/analytics/devguides/collection/ga4/reference/events',
  recognise({ value }) {
    const events = Array.isArray(value) ? value : isObject(value) ? value['events'] : undefined;
    if (!Array.isArray(events) || events.length === 0) return 0;
    const fits = (event: Json) =>
      isObject(event) &&
      Array.isArray(event['parameters']) &&
      (typeof event['event'] === 'string' || typeof event['event_name'] === 'string');
    return events.some(fits) ? 0.9 : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) {
      const root = open(document, reading);
      const about = root.at('document');
      if (about) {
        const title = about.text('title');
        if (draft.name === '' && title !== null) draft.name = title;
        draft.description ??= about.text('scope');
        about.ignore('version', 'date', 'language');
      }
      root.ignore('schema_version');
      const events = Array.isArray(root.value) ? root.items('events') : root.list('events');
      for (const event of events)
        if (isObject(event.value)) readEvent(event, draft);
        else event.entries('event');
      root.reportUnread();
    }
  },
};

function readEvent(at: Cursor, draft: Draft): void {
  const name = firstText(at, 'event_name', 'event', 'name');
  if (name === null) {
    at.finding('event', 'an event without a name; it was left out');
    at.take();
    return;
  }
  at.subject = eventSubject(name);
  const group = at.text('group') ?? at.text('classification');
  const tags = [...(group === null ? [] : [group]), ...at.texts('journey_ids').map((id) => `journey:${id}`)];
  const event = newEvent({
    description: firstText(at, 'definition', 'description') ?? undefined,
    trigger: at.text('trigger') ?? undefined,
    tags: tags.length > 0 ? tags : undefined,
  });
  if (event.properties.size === 0) event.fields['additional_properties'] = true;
  const item = record();
  for (const parameter of at.list('parameters')) readParameter(parameter, event, item, draft);
  if (Object.keys(item).length > 0) placeItems(event, item);
  delete event.fields['additional_properties'];
  addEvent(draft, name, event, at, 'again');
}

function readParameter(at: Cursor, event: DraftEvent, item: Record<string, Json>, draft: Draft): void {
  const name = at.text('name');
  if (name === null) {
    at.finding('name', 'a parameter without a name; it was left out');
    at.take();
    return;
  }
  const parentPath = at.text('parent_parameter');
  const type = at.text('type');
  const allowed = at.at('allowed_values')?.take();
  const example = at.at('example')?.take();
  const requirement = at.text('requirement') ?? at.text('required');
  const required = requirement === 'required' || requirement === 'Yes';
  if (requirement !== null && /conditional|\*$/.test(requirement)) {
    (at.at('requirement') ?? at.at('required'))?.lose(
      'requirement',
      `required only sometimes ("${requirement}"): left optional`,
    );
  }
  const value = record({
    description: firstText(at, 'definition', 'description') ?? undefined,
    ...typeOf(type, at),
    enum: Array.isArray(allowed) && allowed.length > 0 ? allowed : undefined,
    required: required || undefined,
    examples: example === undefined || example === '' ? undefined : [typed(example, type)],
  });
  const scope = at.text('scope');
  const path = at.text('data_layer_path');
  if (scope === 'item' || parentPath === 'items' || path?.startsWith('ecommerce.items[')) item[name] = value;
  else if (scope === 'user') traitsOf(draft, 'person').set(name, { value });
  else if (scope === 'event' || scope === null) event.properties.set(name, { value });
  else {
    event.properties.set(name, { value });
    at.at('scope')?.lose(
      'scope',
      `the scope "${scope}" is none that a plan knows; kept as a property of the event`,
    );
  }
}

function typeOf(type: string | null, at: Cursor): { type?: string; items?: Json } {
  switch (type?.toLowerCase().replace(/ \(.*\)$/, '')) {
    case 'string':
      return { type: 'string' };
    case 'number':
    case 'float':
    case 'double':
      return { type: 'number' };
    case 'integer':
    case 'int':
      return { type: 'integer' };
    case 'boolean':
      return { type: 'boolean' };
    case 'array':
    case 'array<item>':
      return { type: 'array' };
    case 'object':
      return { type: 'object' };
    case undefined:
      return {};
    default:
      at.at('type')?.lose('type', `"${type}" is no type of JSON; any value is allowed`);
      return {};
  }
}

/** Examples in tables are texts, whatever the type. */
function typed(example: Json, type: string | null): Json {
  if (
    type === 'number' &&
    typeof example === 'string' &&
    example.trim() !== '' &&
    Number.isFinite(Number(example))
  ) {
    return Number(example);
  }
  if (type === 'boolean' && (example === 'true' || example === 'false')) return example === 'true';
  return example;
}

function placeItems(event: DraftEvent, item: Record<string, Json>): void {
  const known = event.properties.get('items');
  event.properties.set('items', {
    value: record({
      ...(known ? known.value : { type: 'array' }),
      items: { type: 'object', properties: item },
    }),
  });
}
