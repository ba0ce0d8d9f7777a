import { toCase } from '../text/case.ts';
import type { Event, Plan, Property, PropertyUse, Route, System } from './types.ts';

export interface DeliveredProperty {
  /** Path in the event: `products[].sku`. */
  readonly path: string;
  /** Name there. */
  readonly name: string;
  readonly handling: string;
  readonly use: PropertyUse;
}

/** What decides how properties arrive: the plan, the way, and the event unless they are traits. */
export interface ArrivalPlace {
  readonly plan: Plan;
  /** Source first, the receiver last. */
  readonly path: readonly string[];
  readonly event: Event | null;
}

/** Nothing that people plan stands deeper. */
const DEEPEST = 32;

/** All properties of some shapes as they arrive; a variant's own only where it is another property. */
export function deliveredProperties(
  shapes: ReadonlyArray<ReadonlyMap<string, PropertyUse>>,
  arrival: ArrivalPlace,
  naming: 'properties' | 'traits' | null,
  renames: ReadonlyMap<string, string | false>,
): DeliveredProperty[] {
  const system = arrival.plan.systems.get(arrival.path.at(-1) ?? '');
  const style = (naming && system?.naming[naming]?.case) ?? null;
  const found: DeliveredProperty[] = [];
  const add = (use: PropertyUse, path: string, prefix: string, taken: boolean, above: Property[]): void => {
    if (use.from !== null && !use.from.includes(arrival.path[0] ?? '')) return;
    const route = routeOf(use, system);
    const rename = renames.get(path);
    const lost = arrival.path.slice(1, -1).some((step) => leavesOut(arrival, step, path, use));
    const gone = lost || rename === false || (rename === undefined && (taken || route === false));
    const own = rename || (route ? route.name : null) || (style ? toCase(use.name, style) : use.name);
    // A name given for a nested property is the whole of it there: `products[].sku` → `content_ids`.
    const name = rename ? rename : `${prefix}${own}`;
    if (!gone) {
      const handling = handlingOf(arrival, use);
      found.push({ path, name, handling, use });
    }
    if (isInsideItself(use.property, above)) return;
    const here = [...above, use.property];
    for (const [step, child] of inside(use, here)) {
      add(child, `${path}${step}`, `${name}${childPrefix(step)}`, gone, here);
    }
  };
  const met = new Map<string, Set<Property>>();
  for (const shape of shapes) {
    for (const use of shape.values()) {
      const same = met.get(use.name) ?? new Set();
      if (same.has(use.property)) continue;
      met.set(use.name, same.add(use.property));
      add(use, use.name, '', false, []);
    }
  }
  return found;
}

/** What a system on the way does not get, it cannot hand on. */
function leavesOut({ event }: ArrivalPlace, step: string, path: string, { property }: PropertyUse): boolean {
  const route = event?.to.get(step);
  return property.to.get(step) === false || (route ? route.properties.get(path) === false : false);
}

/** Hashed for one system on the way, a value stays so; the last word is the receiver's. */
function handlingOf({ path }: ArrivalPlace, { property }: PropertyUse): string {
  for (const step of path.slice(1).reverse()) {
    const route = property.to.get(step);
    if (route && route.handling !== null) return route.handling;
  }
  return property.privacy.handling;
}

/** A property may hold itself by `is`, without end: one round says all there is to say. */
function isInsideItself({ is }: Property, above: readonly Property[]): boolean {
  return above.length >= DEEPEST || (is !== null && above.some((each) => each.is === is));
}

function routeOf(use: PropertyUse, system: System | undefined): Route | false | null {
  return (system && use.property.to.get(system.key)) ?? null;
}

/** Named properties below, a list's elements looked through: `[].sku`, `.street`; plain elements are `[]`. */
function inside(use: PropertyUse, above: readonly Property[]): Array<[step: string, child: PropertyUse]> {
  const found: Array<[string, PropertyUse]> = [];
  for (const [name, child] of use.property.children) {
    if (name !== '[]') found.push([`.${name}`, child]);
    else if (child.property.children.size === 0) found.push(['[]', child]);
    else if (!isInsideItself(child.property, above)) {
      const deeper = inside(child, [...above, child.property]);
      for (const [step, grandchild] of deeper) found.push([`[]${step}`, grandchild]);
    }
  }
  return found;
}

/** `[].sku` → `[].`: what stands between a parent's name and a child's. */
function childPrefix(step: string): string {
  return step.slice(0, step.lastIndexOf('.') + 1);
}
