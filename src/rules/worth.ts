import { type Fact, ROUTED_ORDER, routedMoney, standardProperties } from '../catalogue/index.ts';
import type { Plan, PropertyUse, System } from '../plan/types.ts';
import { factOf, textOf } from './facts.ts';
import { type RoutedEvent, routedEvents } from './routing.ts';

/** What fills the money of an event in one system. */
export interface Worth extends RoutedEvent {
  /** The system's own field for it. */
  readonly field: string;
  /** The property that fills the field; null: none of those that could is in the event. */
  readonly from: { readonly path: string; readonly use: PropertyUse } | null;
  /** `plan`: a route names the field; `router`: its default mapping; `name`: the property has the field's name. */
  readonly by: 'plan' | 'router' | 'name';
  /** What the router looks at, in the order of preference; null unless `by` is router. */
  readonly sources: Fact<readonly string[]> | null;
}

const kept = new WeakMap<Plan, readonly Worth[]>();

/** Money in every system that has a field for it, as far as plan and routers say. */
export function worths(plan: Plan): readonly Worth[] {
  const known = kept.get(plan);
  if (known) return known;
  const found = routedEvents(plan).flatMap((each) => worthOf(each) ?? []);
  kept.set(plan, found);
  return found;
}

/** Null: the system has no field for money, or nothing that is known fills it and nobody looks for it. */
function worthOf(each: RoutedEvent): Worth | null {
  const field = valueField(each.system);
  if (field === null) return null;
  const { properties } = each.delivery;
  const named = properties.find(({ name, path, use }) => name === field && path === use.name);
  const told = named !== undefined && named.name !== named.path;
  const sources = told ? null : routedSources(each);
  if (sources !== null) {
    const own = (path: string) => properties.find((one) => one.path === path && path === one.use.name);
    const from = sources.value.map(own).find((one) => one !== undefined) ?? null;
    return { ...each, field, from, by: 'router', sources };
  }
  return named === undefined
    ? null
    : { ...each, field, from: named, by: told ? 'plan' : 'name', sources: null };
}

function routedSources({ router, system, business }: RoutedEvent): Fact<readonly string[]> | null {
  if (router === null || system.vendor === null || business?.canonical !== ROUTED_ORDER) return null;
  return routedMoney(router, system.vendor);
}

const fields = new WeakMap<System, { readonly is: string | null }>();

/** The field of a system that holds what an event is worth. */
export function valueField(system: System): string | null {
  const known = fields.get(system) ?? { is: findField(system) };
  fields.set(system, known);
  return known.is;
}

function findField(system: System): string | null {
  const own = textOf(system, 'commerce', 'value_field');
  if (own !== null) return own.value;
  const name = orderValue()?.names[system.vendor ?? ''] ?? null;
  // A sentence, such as "sum of products price", is no field.
  return name === null || name.includes(' ') ? null : name;
}

/** What a property of the common spec means in money, in words: `with tax and shipping`. */
export function specMeaning(path: string): string | null {
  return orderValue()?.meaning_by_system?.[`segment.${path}`] ?? null;
}

function orderValue() {
  return standardProperties().find(({ canonical }) => canonical === 'order_value');
}

export type TaxBasis = 'with tax' | 'without tax';

const TAX = '[^.;]{0,30}\\b(?:tax(?:es)?|vat|gst)\\b';
const GROSS = new RegExp(`\\b(?:with|plus|after|incl(?:udes|uding|usive)?)\\b\\.?(?! no\\b)${TAX}`, 'i');
const NET = new RegExp(`\\b(?:without|before|net of|no|less|excl(?:udes|uding|usive)?)\\b\\.?${TAX}`, 'i');

/** Whether words say that an amount holds the tax; null where they say neither. */
export function basisOf(words: string | null): TaxBasis | null {
  if (words === null) return null;
  if (NET.test(words)) return 'without tax';
  return GROSS.test(words) ? 'with tax' : null;
}

/** What the system itself says its field means. */
export function fieldMeaning(system: System): Fact<string> | null {
  const own = textOf(system, 'commerce', 'value_meaning');
  if (own !== null) return own;
  const commerce = factOf(system, 'commerce');
  const known = orderValue()?.meaning_by_system?.[`${system.vendor ?? ''}.${valueField(system) ?? ''}`];
  return commerce === null || known === undefined ? null : { ...commerce, value: known };
}
