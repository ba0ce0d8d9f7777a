import { isObject, type JsonObject } from '../../text/json.ts';
import { eachRequired } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, newEvent, record } from '../draft.ts';
import { own } from '../own.ts';
import { schemaOf } from '../schema-in.ts';
import { type Importer, open } from './importer.ts';
import { addEvent, eventSubject } from './place.ts';

/**
 * Mozilla Glean `metrics.yaml`. Metrics of type `event` become events with their extra keys; the others are
 * counted in pings, which a plan keeps as context that calls may carry.
 */
export const glean: Importer = {
  id: 'glean',
  title: 'Glean metrics.yaml',
  source: 'https://mozilla.github.io/glean/book/reference/yaml/metrics.html',
  recognise({ value }) {
    if (!isObject(value)) return 0;
    const schema = value['$schema'];
    if (typeof schema === 'string') return schema.includes('glean/metrics') ? 1 : 0;
    return Object.values(value).some(
      (category) => isObject(category) && Object.values(category).some(isMetric),
    )
      ? 0.8
      : 0;
  },
  read(documents, draft, reading) {
    for (const document of documents) {
      const root = open(document, reading);
      root.ignore('$schema', '$tags', 'no_lint');
      for (const [category, metrics] of root.entries()) {
        if (category.startsWith('$') || category === 'no_lint') continue;
        for (const [metric, at] of metrics.entries(category)) readMetric(`${category}.${metric}`, at, draft);
      }
      root.reportUnread();
    }
  },
};

function isMetric(value: unknown): boolean {
  return (
    isObject(value) && ['type', 'bugs', 'data_reviews', 'expires'].every((key) => Object.hasOwn(value, key))
  );
}

function readMetric(name: string, at: Cursor, draft: Draft): void {
  const type = at.text('type');
  if (type === null) {
    at.finding('type', 'a metric without a `type`; it was left out');
    at.take();
    return;
  }
  at.subject = type === 'event' ? eventSubject(name) : `context:${name}`;
  const named = common(at, draft);
  if (type !== 'event') {
    draft.context.set(name, { value: record({ ...named, ...shapeOf(type, at) }) });
    return;
  }
  const event = newEvent(named);
  for (const [key, extra] of at.members('extra_keys')) {
    const kind = extra.text('type') ?? 'string';
    event.properties.set(key, {
      value: record({
        description: extra.text('description') ?? undefined,
        type: own(TYPES, kind) ?? 'string',
      }),
    });
  }
  addEvent(draft, name, event, at, 'again');
}

const TYPES: Readonly<Record<string, string>> = { string: 'string', boolean: 'boolean', quantity: 'integer' };

/** What may stand on anything named: description, owner, life, tags, links. */
function common(at: Cursor, draft: Draft): JsonObject {
  const emails = at.texts('notification_emails');
  const [owner] = emails;
  if (owner !== undefined && !draft.teams.has(owner)) draft.teams.set(owner, record({ contact: owner }));
  if (emails.length > 1)
    at.at('notification_emails')?.lose('notification_emails', 'a thing has one owner; the first was taken');
  const links = record();
  for (const [key, label] of [
    ['bugs', 'bug'],
    ['data_reviews', 'review'],
  ] as const) {
    at.texts(key).forEach((link, index) => {
      links[index === 0 ? label : `${label}_${index + 1}`] = link;
    });
  }
  const tags = [
    ...at.texts('send_in_pings').map((ping) => `ping:${ping}`),
    ...at.texts('data_sensitivity').map((kind) => `sensitivity:${kind}`),
    ...(at.at('metadata')?.texts('tags') ?? []),
  ];
  const expires = at.text('expires');
  const date = expires !== null && /^\d{4}-\d{2}-\d{2}$/.test(expires) ? expires : null;
  if (expires !== null && date === null && expires !== 'never' && expires !== 'expired') {
    at.at('expires')?.lose('expires', 'ends with a version of the product, and a sunset is a day');
  }
  const disabled = at.flag('disabled') === true;
  const status = disabled || expires === 'expired' ? 'retired' : undefined;
  // The day says when it ends at the latest, and it has ended: a plan would read a promise to keep it until then.
  if (disabled && date !== null) at.at('expires')?.lose('expires', 'the metric is disabled already');
  const version = at.text('version');
  return record({
    description: at.text('description')?.replace(/\s*\n\s*/g, ' ') ?? undefined,
    owner,
    status,
    sunset: disabled ? undefined : (date ?? undefined),
    tags: tags.length > 0 ? tags : undefined,
    links: Object.keys(links).length > 0 ? links : undefined,
    ...(version !== null && version !== '0' && at.text('type') === 'event'
      ? { version: /^\d{1,9}$/.test(version) ? Number(version) : version }
      : {}),
  });
}

/** The JSON type of a metric's value, as far as its name tells. */
function shapeOf(type: string, at: Cursor): JsonObject {
  const free = at.text('unit');
  const known = free !== null && Object.values(UNITS).includes(free) ? free : null;
  if (free !== null && known === null) at.at('unit')?.lose('unit', `"${free}" is no unit that a plan knows`);
  const unit = known ?? own(UNITS, at.text('time_unit') ?? '') ?? own(UNITS, at.text('memory_unit') ?? '');
  const base = type.replace(/^(dual_)?labeled_/, '');
  const structure = base === 'object' ? at.at('structure') : null;
  const value = record({
    ...(structure === null ? own(VALUES, base) : structured(structure)),
    unit: unit ?? undefined,
  });
  if (type.startsWith('dual_')) {
    const labels = at.at('dual_labels');
    return labelled(labels?.at('key') ?? null, labelled(labels?.at('category') ?? null, value));
  }
  return base === type ? value : labelled(at, value);
}

function structured(at: Cursor): JsonObject {
  const schema = schemaOf(at);
  return isObject(schema) ? eachRequired(schema) : {};
}

/** One value for each label, of those that are listed or of any. */
function labelled(at: Cursor | null, value: JsonObject): JsonObject {
  const labels = at?.texts('labels') ?? [];
  return {
    type: 'object',
    ...(labels.length > 0 ? { propertyNames: { enum: labels } } : {}),
    additionalProperties: value,
  };
}

const UNITS: Readonly<Record<string, string>> = {
  nanosecond: 'ns',
  microsecond: 'us',
  millisecond: 'ms',
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
  byte: 'B',
  kilobyte: 'kB',
  megabyte: 'MB',
  gigabyte: 'GB',
};

const COUNT: JsonObject = { type: 'integer', minimum: 0 };
/** How many values fell into each bucket, by its lower end, and what they add up to. */
const DISTRIBUTION: JsonObject = {
  type: 'object',
  properties: { sum: { type: 'integer' }, values: { type: 'object', additionalProperties: COUNT } },
};

const VALUES: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  text: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  uuid: { type: 'string', format: 'uuid' },
  datetime: { type: 'string', format: 'date-time' },
  boolean: { type: 'boolean' },
  counter: COUNT,
  quantity: COUNT,
  timespan: { type: 'number', minimum: 0 },
  string_list: { type: 'array', items: { type: 'string' } },
  rate: { type: 'object', properties: { numerator: COUNT, denominator: COUNT } },
  timing_distribution: DISTRIBUTION,
  memory_distribution: DISTRIBUTION,
  custom_distribution: DISTRIBUTION,
  object: { type: 'object' },
  jwe: { type: 'string' },
};
