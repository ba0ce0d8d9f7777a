import { isObject, type Json } from '../text/json.ts';
import { destination } from './destinations.ts';
import type { Authority, Fact } from './fact.ts';
import { read } from './standard-events.yaml';

/** What a router does with an event by default; a customer may have changed it, so it is never more than a warning. */
const AUTHORITY: Authority = 'connector';

/** The event of which the sources of money are known. */
export const ROUTED_ORDER = 'order_completed';

/** Routers that map events to what each destination wants. */
export const routers: readonly string[] = ['segment', 'rudderstack'];

interface Conflict {
  readonly event: string;
  readonly destination: string;
  readonly vendor_now: string | null;
  readonly source: string | readonly string[];
  readonly checked: string;
  readonly [router: string]: Json;
}

/** Names of a router's default mapping for one event at one destination, and the vendor's own today. */
export interface RoutedName {
  readonly name: string;
  /** Where the vendor has a newer or other name for the same event. */
  readonly vendorNow: string | null;
}

/** Fields of the routed order that fill the money of a destination, in the order of preference. */
export function routedMoney(router: string, system: string): Fact<readonly string[]> | null {
  const own = money()[router];
  if (!isObject(own) || !Array.isArray(own[system])) return null;
  return {
    value: own[system].map(String),
    source: [String(own.source)],
    checked: String(own.checked),
    authority: AUTHORITY,
    onExceed: null,
  };
}

/** The name that a router gives an event at a destination unless it is told another. */
export function routedName(router: string, system: string, event: string): Fact<RoutedName> | null {
  const conflict = conflicts().find((each) => each.event === event && each.destination === system);
  const told = conflict?.[router];
  if (conflict !== undefined && typeof told === 'string') {
    const { source, checked, vendor_now: vendorNow } = conflict;
    return {
      value: { name: told, vendorNow: vendorNow ?? null },
      source: typeof source === 'string' ? [source] : source,
      checked,
      authority: AUTHORITY,
      onExceed: null,
    };
  }
  const standard = destination(router)?.standard_events;
  const maps = isObject(standard) ? standard.destination_event_map : undefined;
  const entry = isObject(maps) ? maps[system] : undefined;
  // What a router does only when somebody switched it on is not its default.
  if (!isObject(entry) || !isObject(entry.map) || entry.condition !== undefined) return null;
  const name = Object.hasOwn(entry.map, event) ? entry.map[event] : undefined;
  if (typeof name !== 'string' || !isObject(standard)) return null;
  return {
    value: { name, vendorNow: null },
    source: [String(entry.source)],
    checked: typeof standard.checked === 'string' ? standard.checked : null,
    authority: AUTHORITY,
    onExceed: null,
  };
}

interface RouterData {
  readonly router_value_sources: Readonly<Record<string, Json>>;
  readonly router_name_conflicts: readonly Conflict[];
}

let table: RouterData | null = null;

function data(): RouterData {
  table ??= read() as RouterData;
  return table;
}

function money(): Readonly<Record<string, Json>> {
  return data().router_value_sources;
}

function conflicts(): readonly Conflict[] {
  return data().router_name_conflicts;
}
