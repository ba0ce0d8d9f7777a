import { isObject } from '../../text/json.ts';
import { bodyOf } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, newEvent, record } from '../draft.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject, fillEvent, hasKeys } from './place.ts';

/** Avo's published tracking plan (webhook, API): events with JSON Schema rules and name mappings per destination. */
export const avo: Importer = {
  id: 'avo',
  title: 'Avo tracking plan JSON',
  source: 'https://www.avo.app/docs/implementation/avo-tracking-plan-webhook',
  recognise({ value }) {
    const plan = isObject(value) && isObject(value['trackingPlan']) ? value['trackingPlan'] : value;
    if (!hasKeys(plan, 'events') || !Array.isArray(plan['events'])) return 0;
    return plan['events'].some((event) => hasKeys(event, 'name', 'rules') && isObject(event['rules']))
      ? 0.95
      : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) {
      const root = open(document, reading);
      const plan = root.at('trackingPlan') ?? root;
      const name = plan.text('name');
      if (draft.name === '' && name !== null) draft.name = name;
      plan.ignore('id', 'type', 'createdAt', 'updatedAt');
      for (const event of plan.list('events')) {
        if (isObject(event.value)) readEvent(event, draft);
        else event.entries('event');
      }
      root.reportUnread();
    }
  },
};

function readEvent(at: Cursor, draft: Draft): void {
  const name = at.text('name');
  if (name === null) {
    at.finding('name', 'an event without a name; it was left out');
    return void at.take();
  }
  at.subject = eventSubject(name);
  at.ignore('id');
  const tags = [...at.texts('tags'), ...at.texts('categories')];
  const mapped = record(destinations(at));
  const event = newEvent({
    description: at.text('description') ?? undefined,
    tags: tags.length > 0 ? tags : undefined,
    to: Object.keys(mapped).length > 0 ? mapped : undefined,
  });
  const rules = at.at('rules');
  if (rules) {
    rules.subject = at.subject;
    const names = readMappings(rules, draft);
    const body = bodyOf(schemaOf(rules));
    fillEvent(event, body, rules);
    for (const [property, to] of names) {
      const found = event.properties.get(property);
      if (found) event.properties.set(property, { value: record({ ...found.value, to }) });
    }
  }
  for (const system of Object.keys(mapped))
    if (!draft.systems.has(system)) draft.systems.set(system, record());
  addEvent(draft, name, event, at, 'again');
}

/** `nameMapping`: what a thing is called at each destination. */
function destinations(at: Cursor): Record<string, string> {
  const out: Record<string, string> = Object.create(null);
  for (const mapping of at.list('nameMapping')) {
    const destination = mapping.at('destination');
    const id = mapping.text('destinationId') ?? destination?.text('name') ?? null;
    const name = mapping.text('name');
    destination?.ignore('id');
    if (id !== null && name !== null) out[id] = name;
    else mapping.finding('nameMapping', 'expected a name and a destination');
  }
  return out;
}

function readMappings(rules: Cursor, draft: Draft): Map<string, Record<string, string>> {
  const out = new Map<string, Record<string, string>>();
  const visit = (schema: Cursor) => {
    for (const [name, property] of schema.members('properties')) {
      if (!isObject(property.value)) continue;
      property.ignore('id');
      const to = destinations(property);
      if (Object.keys(to).length > 0) out.set(name, to);
      for (const system of Object.keys(to))
        if (!draft.systems.has(system)) draft.systems.set(system, record());
      if (isObject(property.value['properties'])) visit(property);
    }
  };
  visit(rules);
  return out;
}
