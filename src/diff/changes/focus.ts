import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { collectRefs } from '../schema/refs.ts';
import { own } from '../schema/values.ts';
import { View } from './view.ts';

/** One step from a schema to a subschema: a keyword, and the name under it where it is a map. */
export type Step = readonly [keyword: string, name?: string];

/** The part of a schema that one change is about. */
export interface Focus {
  readonly steps: readonly Step[];
  /** Keywords at that place … */
  readonly keywords: readonly string[];
  /** … or all that is said there about one key of an object. */
  readonly key: string | null;
}

/**
 * The schema with nothing but the part in focus: what it rejects, the whole schema rejects too. So an
 * example against the part is one against the whole, and the part being met says that this change is not to
 * blame.
 */
export function projected(document: Json, focus: Focus): Json {
  const views = [View.of(document)];
  for (const [keyword, name] of focus.steps) {
    const last = views.at(-1);
    if (last !== undefined) views.push(last.child(keyword, name));
  }
  const leaf = views.pop();
  if (leaf === undefined) return true;
  let part: Json = focus.key === null ? withKeywords(leaf, focus.keywords) : withKey(leaf, focus.key);
  for (const [keyword, name] of [...focus.steps].reverse()) {
    const around = views.pop();
    if (around === undefined) break;
    part = wrap(around, keyword, name, part);
  }
  return withDefinitions(document, part);
}

function wrap(around: View, keyword: string, name: string | undefined, part: Json): Json {
  if (name !== undefined) return { [keyword]: { [name]: part } };
  if (keyword === 'additionalProperties') return { ...namesOf(around), additionalProperties: part };
  return { [keyword]: part };
}

/** Keywords that mean something only beside others. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  enum: ['const'],
  const: ['enum'],
  minimum: ['exclusiveMinimum'],
  exclusiveMinimum: ['minimum'],
  maximum: ['exclusiveMaximum'],
  exclusiveMaximum: ['maximum'],
  contains: ['minContains', 'maxContains'],
  minContains: ['contains', 'maxContains'],
  maxContains: ['contains', 'minContains'],
  if: ['then', 'else'],
  items: ['prefixItems', 'additionalItems'],
  prefixItems: ['items'],
  additionalItems: ['items'],
  unevaluatedItems: ['items', 'prefixItems', 'allOf', '$ref'],
  unevaluatedProperties: ['properties', 'patternProperties', 'allOf', '$ref'],
};

function withKeywords(view: View, keywords: readonly string[]): Json {
  if (view.never) return false;
  const out: Record<string, Json> = {};
  for (const keyword of keywords) {
    if (keyword === 'additionalProperties') Object.assign(out, namesOf(view));
    for (const each of [keyword, ...(Object.hasOwn(TOGETHER, keyword) ? (TOGETHER[keyword] ?? []) : [])]) {
      const value = view.get(each);
      if (value !== undefined) out[each] = value;
    }
  }
  return out;
}

/** The names that are declared, without what they hold. */
function namesOf(view: View): JsonObject {
  const empty = (keyword: string): JsonObject =>
    Object.fromEntries(view.names(keyword).map((name) => [name, true as Json]));
  return { properties: empty('properties'), patternProperties: empty('patternProperties') };
}

function withKey(view: View, key: string): Json {
  const declared = { properties: { [key]: view.ofKey(key) } };
  const undeclared = !view.names('properties').includes(key) && view.open;
  return {
    // A key that an open schema does not name must not look as if it did.
    ...(undeclared ? { ...namesOf(view), additionalProperties: view.ofKey(key) } : declared),
    ...(view.requires(key) ? { required: [key] } : {}),
  };
}

function withDefinitions(document: Json, part: Json): Json {
  if (!isObject(document) || !isObject(part)) return part;
  let elsewhere = false;
  let refers = false;
  collectRefs(part, (ref) => {
    refers = true;
    if (!/^#\/(definitions|\$defs)\//.test(ref)) elsewhere = true;
  });
  // A reference to some other place of the document needs all of it.
  if (elsewhere) return document;
  const kept = ['$schema', '$id', 'id', ...(refers ? ['definitions', '$defs'] : [])];
  const around = kept.flatMap((keyword): [string, Json][] => {
    const value = own(document, keyword);
    return value === undefined ? [] : [[keyword, value]];
  });
  return { ...Object.fromEntries(around), ...part };
}
