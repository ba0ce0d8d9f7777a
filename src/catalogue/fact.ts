import { isObject, type Json, type JsonObject } from '../text/json.ts';

/** Who says so. A limit of the plan itself, in `systems.*.limits`, counts as much as the vendor's word. */
export type Authority = 'plan' | 'vendor' | 'vendor-source' | 'connector' | 'secondary';

/** One thing the catalogue knows, with who says it. */
export interface Fact<T = Json> {
  readonly value: T;
  /** Addresses; empty for a limit that the plan sets. */
  readonly source: readonly string[];
  /** Which version, date or copy was read. */
  readonly checked: string | null;
  readonly authority: Authority;
  /** What the system does with what does not fit, where it is known: `truncate`, `drop_event`, … */
  readonly onExceed: string | null;
}

/**
 * The fact at a path, `['event_name', 'max_length']`, or null where the catalogue has nothing there. A value
 * of null says that the source states there is no limit. The source nearest to the fact counts: its own
 * (`pattern_source`, or inside `{ value, source }`), else that of the group around it.
 */
export function fact(entry: JsonObject, path: readonly string[]): Fact | null {
  let meta = metaOf(entry, NO_META);
  let holder: Json = entry;
  let value: Json | undefined = entry;
  for (const step of path) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return null;
    holder = value;
    meta = metaOf(holder, meta);
    value = value[step];
    meta = besides(holder as JsonObject, step, meta);
  }
  if (value === undefined) return null;
  let onExceed = isObject(holder) ? effect(holder.on_exceed) : null;
  if (isObject(value)) {
    meta = metaOf(value, meta);
    const inner = value.values ?? value.value;
    if (inner !== undefined) {
      onExceed = effect(value.on_exceed) ?? onExceed;
      value = inner;
    }
  }
  return { value, ...meta, onExceed };
}

type Meta = Pick<Fact, 'source' | 'checked' | 'authority'>;
const NO_META: Meta = { source: [], checked: null, authority: 'secondary' };
const AUTHORITIES: readonly string[] = ['plan', 'vendor', 'vendor-source', 'connector', 'secondary'];

function metaOf(holder: JsonObject, above: Meta): Meta {
  return {
    source: texts(holder.source) ?? above.source,
    checked: typeof holder.checked === 'string' ? holder.checked : above.checked,
    authority: isAuthority(holder.authority) ? holder.authority : above.authority,
  };
}

/** `types_source` and `types_authority` beside `types`. */
function besides(holder: JsonObject, step: string, above: Meta): Meta {
  const authority = holder[`${step}_authority`];
  return {
    source: texts(holder[`${step}_source`]) ?? above.source,
    checked: above.checked,
    authority: isAuthority(authority) ? authority : above.authority,
  };
}

function isAuthority(value: Json | undefined): value is Authority {
  return typeof value === 'string' && AUTHORITIES.includes(value);
}

function texts(value: Json | undefined): string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : null;
}

/** An effect that differs by surface, `{ sdk: drop_event, server: truncate }`, is told with the surfaces. */
function effect(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return null;
  return Object.entries(value)
    .map(([surface, what]) => `${surface}: ${String(what)}`)
    .join(', ');
}
