import type { CallProperty, CallSite } from '../../evidence/call-site.ts';
import type { Event, Plan, PropertyUse, Shape } from '../../plan/types.ts';
import { isObject, type Json } from '../../text/json.ts';
import { planned, shapesOf } from './planned.ts';

/** What is wrong with one property of a call, under one shape. */
export type Fault =
  | { readonly kind: 'unplanned'; readonly property: CallProperty; readonly known: readonly string[] }
  | { readonly kind: 'absent'; readonly property: CallProperty }
  | {
      readonly kind: 'missing';
      readonly name: string;
      readonly sometimes: boolean;
      readonly use: PropertyUse;
    }
  | {
      readonly kind: 'type';
      readonly property: CallProperty;
      readonly want: string;
      readonly got: string;
      readonly use: PropertyUse;
    }
  | {
      readonly kind: 'value';
      readonly property: CallProperty;
      readonly value: Json;
      readonly allowed: readonly Json[];
      readonly use: PropertyUse;
    };

/** The faults of a call under the event that it is, by the shape that it fits best. Empty: it fits one. */
export function faults(
  site: CallSite,
  plan: Plan,
): { readonly event: Event; readonly faults: readonly Fault[] }[] {
  return planned(site, plan).flatMap(({ events, pattern }) => {
    const [event] = events;
    // A pattern, or a name under several conditions, fits what any of them allows.
    if (!event || pattern || events.length > 1) return [];
    return [{ event, faults: best(shapesOf(event).map((shape) => shapeFaults(site, shape, plan))) }];
  });
}

function best(options: readonly (readonly Fault[])[]): readonly Fault[] {
  return options.reduce((fewest, one) => (one.length < fewest.length ? one : fewest));
}

function shapeFaults(site: CallSite, shape: Shape, plan: Plan): Fault[] {
  const found: Fault[] = [];
  for (const property of site.properties) {
    const use = shape.properties.get(property.name);
    if (shape.absent.has(property.name)) found.push({ kind: 'absent', property });
    else if (use) found.push(...valueFaults(property, use));
    else if (shape.additional === false && !elsewhere(property.name, shape, plan))
      found.push({ kind: 'unplanned', property, known: [...shape.properties.keys()] });
  }
  if (!site.open) found.push(...missing(site, shape));
  return found;
}

/** Every call may carry what the plan's context and identifiers name. */
function elsewhere(name: string, shape: Shape, plan: Plan): boolean {
  return shape.context.has(name) || plan.context.has(name) || plan.identity.types.has(name);
}

function missing(site: CallSite, shape: Shape): Fault[] {
  const presence = new Map(
    [...site.added, ...site.properties].map((property) => [property.name, property.presence]),
  );
  const found: Fault[] = [];
  for (const [name, use] of shape.properties) {
    if (!use.required || (use.from && site.system !== null && !use.from.includes(site.system))) continue;
    const there = presence.get(name);
    if (there !== 'always') found.push({ kind: 'missing', name, sometimes: there === 'optional', use });
  }
  return found;
}

/** What shows without running anything: types that are visible, and literals. */
function valueFaults(property: CallProperty, use: PropertyUse): Fault[] {
  const { schema } = use.property;
  if (!isObject(schema)) return [];
  const types = typesOf(schema['type']);
  const found: Fault[] = [];
  if (types.length > 0) {
    const wrong = property.types.filter((type) => !types.some((want) => holds(want, type)));
    if (wrong.length > 0 && wrong.length === property.types.length)
      return [{ kind: 'type', property, want: types.join(' or '), got: property.types.join(' or '), use }];
    const float = property.values?.find((value) => typeof value === 'number' && !Number.isInteger(value));
    if (float !== undefined && types.includes('integer') && !types.includes('number'))
      return [
        {
          kind: 'type',
          property,
          want: types.join(' or '),
          got: `${String(float)}, which is no whole number`,
          use,
        },
      ];
  }
  const allowed =
    schema['const'] !== undefined
      ? [schema['const']]
      : Array.isArray(schema['enum'])
        ? (schema['enum'] as readonly Json[])
        : null;
  const outside = allowed ? property.values?.find((value) => !allowed.includes(value)) : undefined;
  if (allowed && outside !== undefined) found.push({ kind: 'value', property, value: outside, allowed, use });
  return found;
}

function typesOf(type: Json | undefined): string[] {
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.filter((one): one is string => typeof one === 'string') : [];
}

function holds(want: string, got: string): boolean {
  return want === got || (want === 'integer' && got === 'number');
}
