import type { Plan } from '../../plan/types.ts';

/**
 * A plan as data that can be sent to a thread. Some of its parts are made when first asked for, by getters, which a
 * structured clone would lose; the text of its files is of no use there.
 */
export function plainPlan(plan: Plan): Plan {
  const made = new Map<object, object>();
  return { ...copy(plan, made), files: [] };
}

function copy<T>(value: T, made: Map<object, object>): T;
function copy(value: unknown, made: Map<object, object>): unknown {
  if (typeof value !== 'object' || value === null || isNode(value)) return value;
  const known = made.get(value);
  if (known) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    made.set(value, list);
    for (const each of value) list.push(copy(each, made));
    return list;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    made.set(value, map);
    for (const [key, each] of value) map.set(key, copy(each, made));
    return map;
  }
  if (value instanceof Set) return value;
  const object: Record<string, unknown> = Object.create(null);
  made.set(value, object);
  for (const name of namesOf(value)) object[name] = copy(Reflect.get(value, name), made);
  return object;
}

/** Trees of the plan's text are plain already. */
function isNode(value: object): boolean {
  return 'kind' in value && 'start' in value && 'file' in value;
}

/** Own names, and getters that a class gives. */
function namesOf(value: object): string[] {
  const names = Object.keys(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return names;
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    if (get) names.push(name);
  return names;
}
