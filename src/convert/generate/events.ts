import type { Bound, Call, Condition, Event, IdentityType, Plan, PropertyUse } from '../../plan/types.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';
import { Random } from './random.ts';
import { valueFor } from './value.ts';

/** What is wrong with a violating event. */
export type Violation = 'unplanned_event' | 'unplanned_property' | 'missing_required' | 'invalid_value';

/** One event in Segment's shape, and what is wrong with it: null when it conforms. */
export interface Generated {
  readonly event: JsonObject;
  readonly key: string | null;
  readonly violation: Violation | null;
  readonly property: string | null;
}

export interface GenerateOptions {
  readonly count: number;
  readonly seed: number;
  /** Share of the events that break the plan, 0..1. */
  readonly violating: number;
  /** Keys of the events to make; empty: all that are sent. */
  readonly events: readonly string[];
}

/** Events that no conforming one could be made of, with the reason. */
export interface Impossible {
  readonly key: string;
  readonly why: string;
}

const START = Date.UTC(2026, 0, 1);

/** Makes events by the plan, the same for the same plan and seed. `impossible` learns what could not be made. */
export function* generateEvents(
  plan: Plan,
  options: GenerateOptions,
  impossible: Impossible[] = [],
): Generator<Generated> {
  const random = new Random(options.seed);
  const makers = [...plan.events.values()]
    .filter(
      (event) =>
        event.status !== 'retired' && (options.events.length === 0 || options.events.includes(event.key)),
    )
    .flatMap((event) => {
      const why = reasonAgainst(event, plan, random);
      if (why === null) return [event];
      impossible.push({ key: event.key, why });
      return [];
    });
  let time = START;
  for (let made = 0; made < options.count && makers.length > 0; made++) {
    const event = random.pick(makers);
    if (!event) return;
    time += random.between(1, 60_000);
    const conforming = make(event, plan, random, time);
    if (conforming === null) continue;
    const violating =
      options.violating > 0 && random.chance(options.violating)
        ? spoil(conforming, event, plan, random)
        : null;
    yield violating ?? { event: conforming, key: event.key, violation: null, property: null };
  }
}

/** Null when an event can be made; tried once beforehand, so that the stream itself has no gaps. */
function reasonAgainst(event: Event, plan: Plan, random: Random): string | null {
  for (const use of event.properties.values()) {
    if (use.required && valueFor(use.property.schema, random) === undefined)
      return `no value was found for the required property "${use.name}"`;
  }
  const line = event.when?.lines.find(({ test }) => test.kind === 'range');
  if (line) return `its condition on "${line.path}" is a range`;
  return make(event, plan, random, START) === null ? 'its condition could not be met' : null;
}

function make(event: Event, plan: Plan, random: Random, time: number): Record<string, Json> | null {
  const properties = valuesOf(event.properties.values(), random);
  const context = record();
  for (const use of event.context.values()) {
    if (!use.required && random.chance(0.4)) continue;
    const value = valueFor(use.property.schema, random);
    if (value !== undefined) setPath(context, pathOf(use.name), value);
  }
  const out = record({
    type: event.call,
    messageId: random.uuid(),
    timestamp: new Date(time).toISOString(),
    ...nameOf(event.call, event.name, random),
  });
  for (const [type, identity] of plan.identity.types) addId(out, context, type, identity, event, random);
  if (event.when && !fulfil(event.when, { properties, context })) return null;
  // A variant is another shape: an event that falls into one by chance would not be what was asked for.
  for (const { when } of event.variants) if (when) avoid(when, event, { properties, context });
  out['properties'] = properties;
  if (Object.keys(context).length > 0) out['context'] = context;
  return out;
}

function valuesOf(uses: Iterable<PropertyUse>, random: Random): Record<string, Json> {
  const out = record();
  for (const use of uses) {
    if (!use.required && random.chance(0.3)) continue;
    const value = valueFor(use.property.schema, random);
    if (value !== undefined) out[use.name] = value;
  }
  return out;
}

function nameOf(call: Call, name: string, random: Random): Record<string, Json> {
  const text = name.replaceAll('*', () => String(random.between(1, 9)));
  return call === 'track' ? { event: text } : { name: text };
}

/** Where Segment has an identifier: its own fields for users and devices, else the context's traits. */
function addId(
  out: Record<string, Json>,
  context: Record<string, Json>,
  type: string,
  identity: IdentityType,
  event: Event,
  random: Random,
): void {
  const { identifiedBy } = event;
  const needed = identifiedBy.kind === 'all' && identifiedBy.types.includes(type);
  const helpful = identifiedBy.kind === 'any' && identifiedBy.types.includes(type);
  if (!needed && !helpful) return;
  const value = valueFor(identity.schema, random);
  if (value === undefined) return;
  if (/^user_?id$/i.test(type)) out['userId'] = value;
  else if (/^anonymous_?id$/i.test(type)) out['anonymousId'] = value;
  else if (/^(group|account)_?id$/i.test(type)) setPath(context, ['groupId'], value);
  else setPath(context, ['traits', type], value);
}

interface Parts {
  readonly properties: Record<string, Json>;
  readonly context: Record<string, Json>;
}

/** Sets what a condition asks for; false where it asks for what an event in Segment's shape cannot show. */
function fulfil(condition: Condition, { properties, context }: Parts): boolean {
  for (const { root, steps, test } of condition.lines) {
    if (test.kind !== 'any' || steps.includes('[]')) return false;
    const value = test.values.find((each) => each !== null);
    if (root === 'context' && value !== undefined) setPath(context, steps, value);
    else if (root === 'properties' && value !== undefined) setPath(properties, steps, value);
    else if (root === 'version' && value !== undefined)
      setPath(context, ['protocols', 'event_version'], value);
    else if (root === 'properties' && steps[0] !== undefined && value === undefined)
      delete properties[steps[0]];
    else if (root !== 'system' && value !== undefined) return false;
  }
  return true;
}

/** Versions of which at least one lies outside any range. */
const FAR = ['999.0.0', '0.0.0'];

/** Makes sure that a condition does not hold, where one of its lines can be broken without breaking the event. */
function avoid(condition: Condition, event: Event, { properties, context }: Parts): void {
  for (const { root, steps, test } of condition.lines) {
    const [name] = steps;
    if (root === 'properties' && name !== undefined && !event.properties.get(name)?.required) {
      delete properties[name];
      return;
    }
    if (root === 'context' && test.kind === 'range') {
      const outside = FAR.find(
        (version) => !test.bounds.every(({ op, value }) => within(version, op, value)),
      );
      if (outside !== undefined) setPath(context, steps, outside);
      return;
    }
  }
}

function within(version: string, op: Bound['op'], value: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  const difference =
    [0, 1, 2].map((at) => (parts[at] ?? 0) - (value[at] ?? 0)).find((each) => each !== 0) ?? 0;
  if (op === '=') return difference === 0;
  return op === '<'
    ? difference < 0
    : op === '<='
      ? difference <= 0
      : op === '>'
        ? difference > 0
        : difference >= 0;
}

function pathOf(name: string): string[] {
  return name.split('.');
}

function setPath(target: Record<string, Json>, steps: readonly string[], value: Json): void {
  const [first, ...rest] = steps;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next: Record<string, Json> =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? record(inner as JsonObject)
      : record();
  target[first] = next;
  setPath(next, rest, value);
}

/** One thing wrong, and only one; null where the event has nothing that could be broken that way. */
function spoil(
  conforming: Readonly<Record<string, Json>>,
  event: Event,
  plan: Plan,
  random: Random,
): Generated | null {
  const kinds: Violation[] = ['missing_required', 'invalid_value', 'unplanned_property', 'unplanned_event'];
  const first = random.between(0, kinds.length - 1);
  for (let offset = 0; offset < kinds.length; offset++) {
    const kind = kinds[(first + offset) % kinds.length];
    const spoilt = kind === undefined ? null : spoilBy(kind, conforming, event, plan, random);
    if (spoilt) return spoilt;
  }
  return null;
}

function spoilBy(
  kind: Violation,
  conforming: Readonly<Record<string, Json>>,
  event: Event,
  plan: Plan,
  random: Random,
): Generated | null {
  const properties = record(conforming['properties'] as JsonObject);
  const made = (property: string | null, changes: Record<string, Json> = {}): Generated => ({
    event: record({ ...conforming, properties, ...changes }),
    key: kind === 'unplanned_event' ? null : event.key,
    violation: kind,
    property,
  });
  const conditional = new Set(
    [event, ...event.variants].flatMap(({ when }) => when?.lines.map(({ steps }) => steps[0]) ?? []),
  );
  switch (kind) {
    case 'missing_required': {
      const use = random.pick(
        [...event.properties.values()].filter(({ required, name }) => required && !conditional.has(name)),
      );
      if (!use) return null;
      delete properties[use.name];
      return made(use.name);
    }
    case 'invalid_value': {
      const use = random.pick(
        [...event.properties.values()].filter(
          ({ name }) => Object.hasOwn(properties, name) && !conditional.has(name),
        ),
      );
      const wrong = use ? wrongValue(use, random) : undefined;
      if (!use || wrong === undefined) return null;
      properties[use.name] = wrong;
      return made(use.name);
    }
    case 'unplanned_property': {
      if (event.additional !== false) return null;
      const name = `unplanned_${random.between(1, 9)}`;
      if (event.properties.has(name)) return null;
      properties[name] = 'nobody planned this';
      return made(name);
    }
    case 'unplanned_event': {
      const name = `Unplanned Thing ${random.between(1, 9)}`;
      const caught = (other: Event) => other.call === event.call && (other.glob || other.name === name);
      if ([...plan.events.values()].some(caught)) return null;
      return made(null, conforming['type'] === 'track' ? { event: name } : { name });
    }
  }
}

/** A value of a type that the property does not have. */
function wrongValue({ property: { schema } }: PropertyUse, random: Random): Json | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { type, enum: values } = schema;
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : [];
  if (Array.isArray(values) && random.chance(0.5)) return 'outside the list';
  if (types.length === 0) return Array.isArray(values) ? 'outside the list' : undefined;
  const candidates: [string, Json][] = [
    ['string', 'not what was planned'],
    ['number', 12.5],
    ['boolean', true],
    ['object', { wrong: true }],
    ['array', ['wrong']],
  ];
  return random.pick(
    candidates.filter(([name]) => !types.includes(name) && !(name === 'number' && types.includes('integer'))),
  )?.[1];
}
