import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/**
 * Names that a schema's own `properties` and those of its `allOf` evaluate on every instance; null where
 * it depends on the instance which are.
 */
export function staticallyEvaluated(schema: JsonObject): { names: string[]; patterns: string[] } | null {
  const names: string[] = [];
  const patterns: string[] = [];
  const queue: Json[] = [schema];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (!isObject(next)) continue;
    const part: JsonObject = next;
    const conditional = ['$ref', '$dynamicRef', '$recursiveRef', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];
    if (conditional.some((keyword) => Object.hasOwn(part, keyword))) return null;
    if (part !== schema && Object.hasOwn(part, 'additionalProperties')) return null;
    if (part !== schema && Object.hasOwn(part, 'unevaluatedProperties')) return null;
    if (isObject(part['properties'])) names.push(...Object.keys(part['properties']));
    if (isObject(part['patternProperties'])) patterns.push(...Object.keys(part['patternProperties']));
    if (Array.isArray(part['allOf'])) queue.push(...part['allOf']);
  }
  return { names, patterns };
}
