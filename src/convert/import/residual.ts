import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';

/** The schema of an object without the words that ask for nothing. */
export function prune(schema: JsonObject): JsonObject {
  const out = record();
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'description' || key === 'title') continue;
    if (key === 'additionalProperties' && value === true) continue;
    if (key === 'required' && Array.isArray(value) && value.length === 0) continue;
    if (key !== 'properties' || !isObject(value)) {
      out[key] = value;
      continue;
    }
    const members = record();
    for (const [name, member] of Object.entries(value)) {
      const kept = isObject(member) ? prune(member) : member;
      // A closed object needs to know its members, those that may hold anything too.
      if (schema['additionalProperties'] === false || asks(kept))
        members[name] = isObject(kept) && !asks(kept) ? true : kept;
    }
    if (Object.keys(members).length > 0) out['properties'] = members;
  }
  return out;
}

/** True when every event of the API fulfils it: it is an object, with an object under `data`. */
export function isTrivial(schema: JsonObject): boolean {
  const data = isObject(schema['properties']) ? schema['properties']['data'] : undefined;
  const bare = (value: Json | undefined) => {
    const { type, ...rest } = isObject(value) ? prune(value) : {};
    return (type === undefined || type === 'object') && !asks(rest);
  };
  const { properties, required, ...rest } = prune(schema);
  const others = Object.keys(isObject(properties) ? properties : {}).filter((name) => name !== 'data');
  const needed = Array.isArray(required)
    ? required.filter((name) => name !== 'data' && name !== 'event_type')
    : [];
  return others.length === 0 && needed.length === 0 && bare(rest) && bare(data);
}

function asks(value: Json | undefined): boolean {
  if (!isObject(value)) return value === false;
  return Object.keys(value).length > 0;
}
