import type { Subject } from '../../findings/subject.ts';
import type { KeyPlace, MapNode, Spot } from '../../plan/node.ts';
import type { Event, IdentifiedBy, Plan, PropertyUse, Shape } from '../../plan/types.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { withDigits } from './digits.ts';

/** One object that calls carry and a plan describes: an event's properties, its context, traits of a kind, ids. */
export interface Unit {
  /** The same in both versions for what is the same unit. */
  readonly id: string;
  readonly part: 'properties' | 'context' | 'traits' | 'ids';
  readonly subject: Subject;
  readonly event: Event | null;
  readonly traits: string | null;
  readonly schema: JsonObject;
  readonly uses: ReadonlyMap<string, PropertyUse>;
  readonly spot: KeyPlace | Spot;
}

/** Every unit of a plan's live events, and what they share. Retired events have none: nothing may be sent. */
export function unitsOf(plan: Plan, subjects: ReadonlyMap<string, Event>): Map<string, Unit> {
  const units = new Map<string, Unit>();
  const add = (unit: Unit): void => void units.set(unit.id, unit);
  for (const [key, event] of subjects) {
    for (const unit of shapeUnits(event, event, key, '', event.subject, event.spot)) add(unit);
    for (const variant of event.variants) {
      // A variant is the same one while it is for the same samples.
      const when = JSON.stringify(variant.when?.lines ?? null, bigAsText);
      for (const unit of shapeUnits(event, variant, key, ` when ${when}`, variant.subject, variant.node))
        add(unit);
    }
  }
  if (plan.context.size > 0) {
    const spot = [...plan.context.values()][0]?.spot ?? plan.root;
    add({
      id: 'context',
      part: 'context',
      subject: 'plan:context',
      event: null,
      traits: null,
      schema: objectSchema(nested(plan.context), true),
      uses: plan.context,
      spot,
    });
  }
  for (const [kind, traits] of plan.traits) {
    const spot = [...traits.values()][0]?.spot ?? plan.root;
    const schema = objectSchema(traits, false);
    add({
      id: `traits ${kind}`,
      part: 'traits',
      subject: `trait:${kind}`,
      event: null,
      traits: kind,
      schema,
      uses: traits,
      spot,
    });
  }
  return units;
}

function bigAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function shapeUnits(
  event: Event,
  shape: Shape,
  key: string,
  suffix: string,
  subject: Subject,
  spot: Unit['spot'],
): Unit[] {
  const common = { subject, event, traits: null, spot };
  const schema = objectSchema(shape.properties, shape.additional, shape.absent);
  const units: Unit[] = [
    { ...common, id: `event ${key}${suffix}`, part: 'properties', schema, uses: shape.properties },
  ];
  const context = objectSchema(nested(shape.context), true);
  units.push({
    ...common,
    id: `event ${key}${suffix} context`,
    part: 'context',
    schema: context,
    uses: shape.context,
  });
  const ids = idsSchema(shape.identifiedBy);
  units.push({ ...common, id: `event ${key}${suffix} ids`, part: 'ids', schema: ids, uses: new Map() });
  return units;
}

interface Use {
  readonly required: boolean;
  readonly property: { readonly schema: JsonObject | boolean; readonly node?: MapNode };
}

function objectSchema(
  uses: ReadonlyMap<string, Use>,
  additional: boolean | JsonObject,
  absent: ReadonlySet<string> = new Set(),
): JsonObject {
  const properties: Record<string, Json> = Object.create(null);
  for (const [name, { property }] of uses) {
    properties[name] =
      property.node === undefined ? property.schema : withDigits(property.schema, property.node);
  }
  for (const name of absent) properties[name] = false;
  const required = [...uses].filter(([, use]) => use.required).map(([name]) => name);
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(additional === true ? {} : { additionalProperties: additional }),
  };
}

/** Context keys are paths: `app.version` stands in `app`. */
function nested(uses: ReadonlyMap<string, PropertyUse>): ReadonlyMap<string, Use> {
  const out = new Map<string, Use>();
  const groups = new Map<string, Map<string, PropertyUse>>();
  for (const [path, use] of uses) {
    const dot = path.indexOf('.');
    if (dot <= 0 || uses.has(path.slice(0, dot))) {
      out.set(path, use);
      continue;
    }
    const head = path.slice(0, dot);
    const group = groups.get(head) ?? new Map<string, PropertyUse>();
    groups.set(head, group.set(path.slice(dot + 1), use));
  }
  for (const [head, group] of groups) {
    const inner = nested(group);
    const required = [...inner.values()].some((use) => use.required);
    out.set(head, { required, property: { schema: objectSchema(inner, true) } });
  }
  return out;
}

function idsSchema(ids: IdentifiedBy): JsonObject {
  if (ids.kind === 'none' || ids.types.length === 0) return { type: 'object' };
  if (ids.kind === 'all') return { type: 'object', required: [...ids.types] };
  return { type: 'object', anyOf: ids.types.map((name) => ({ required: [name] })) };
}

/** The use a change of the unit's schema is about, as deep as there is one. */
export function useAt(unit: Unit, path: readonly string[]): PropertyUse | null {
  let uses = unit.uses;
  let found: PropertyUse | null = null;
  for (let i = 0; i < path.length; ) {
    // Context keys are paths themselves.
    const length = longestKey(uses, path.slice(i));
    if (length === 0) return found;
    found = uses.get(path.slice(i, i + length).join('.')) ?? found;
    uses = found?.property.children ?? new Map();
    i += length;
  }
  return found;
}

function longestKey(uses: ReadonlyMap<string, PropertyUse>, path: readonly string[]): number {
  for (let length = path.length; length > 0; length--)
    if (uses.has(path.slice(0, length).join('.'))) return length;
  return 0;
}

/** `products[].sku` */
export function pathText(path: readonly string[]): string {
  return path.reduce(
    (text, step) => (step === '[]' || text === '' ? `${text}${step}` : `${text}.${step}`),
    '',
  );
}
