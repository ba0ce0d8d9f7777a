import type { Node } from '../../plan/node.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/**
 * A property's schema with the integers that its node has. Schemas in a plan are made for ajv, which knows
 * doubles only: 9223372036854775807 is another number there.
 */
export function withDigits<S extends JsonObject | boolean>(schema: S, node: Node): S {
  return restore(schema, node) as S;
}

function restore(value: Json, node: Node): Json {
  if (node.kind === 'scalar') {
    const digits = node.value;
    return typeof digits === 'bigint' && Number(digits) === value ? digits : value;
  }
  if (node.kind === 'list') {
    if (!Array.isArray(value) || value.length !== node.items.length) return value;
    const items = value.map((item, i) => restore(item, node.items[i] as Node));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!isObject(value)) return value;
  let copy: Record<string, Json> | null = null;
  for (const [key, inner] of Object.entries(value)) {
    const entry = node.entries.get(key);
    if (entry === undefined) continue;
    const restored = restore(inner, entry.value);
    if (restored === inner) continue;
    copy ??= { ...value };
    copy[key] = restored;
  }
  return copy ?? value;
}
