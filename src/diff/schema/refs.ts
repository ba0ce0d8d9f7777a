import { isObject, type Json } from '../../text/json.ts';
import { unescapeStep } from '../../text/json-pointer.ts';

/** What was given is no schema that can be read: the verdict is `unknown`, with this reason. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  /** JSON pointer of the place. */
  readonly at: string;

  constructor(message: string, at: string) {
    super(`${message} (${at || '/'})`);
    this.at = at;
  }
}

/**
 * What a reference inside a document means. Only the document itself is looked at: nothing is opened,
 * nothing fetched.
 */
export function lookUp(document: Json, ref: string): Json {
  if (ref === '#' || ref === '') return document;
  const base = isObject(document) ? (document['$id'] ?? document['id']) : undefined;
  const local = typeof base === 'string' && base !== '' && ref.startsWith(`${base.replace(/#$/, '')}#`);
  const fragment = local ? ref.slice(ref.indexOf('#')) : ref;
  if (fragment.startsWith('#/')) return follow(document, fragment);
  if (fragment === '#') return document;
  const named = findNamed(document, fragment, 0);
  if (named !== undefined) return named;
  if (fragment.startsWith('#')) throw new SchemaError(`$ref ${JSON.stringify(ref)} leads nowhere`, '');
  throw new SchemaError(`$ref ${JSON.stringify(ref)} leads out of the schema, and is never followed`, '');
}

function follow(document: Json, pointer: string): Json {
  let place: Json | undefined = document;
  for (const step of pointer.slice(2).split('/')) {
    const name = unescapeStep(decode(step));
    if (Array.isArray(place)) place = /^\d+$/.test(name) ? place[Number(name)] : undefined;
    else if (isObject(place)) place = Object.hasOwn(place, name) ? place[name] : undefined;
    else place = undefined;
    if (place === undefined) {
      throw new SchemaError(`$ref ${JSON.stringify(pointer)} leads nowhere`, '');
    }
  }
  return place;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** A subschema that names itself: by `$anchor`, or by an `$id` equal to the reference. */
function findNamed(schema: Json, ref: string, depth: number): Json | undefined {
  if (depth > 50) return undefined;
  if (Array.isArray(schema)) {
    for (const item of schema) {
      const found = findNamed(item, ref, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(schema)) return undefined;
  if (`#${String(schema['$anchor'])}` === ref || (depth > 0 && schema['$id'] === ref)) return schema;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'enum' || key === 'const' || key === 'examples' || key === 'default') continue;
    const found = findNamed(value, ref, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Up to draft-07 a `$ref` replaces what stands beside it. */
export function refsOverride(document: Json): boolean {
  return draftOf(document) === 'old';
}

/** `old` is draft-07 and before. Without a `$schema` the newest is meant. */
export function draftOf(document: Json): 'old' | '2019-09' | '2020-12' {
  const uri = isObject(document) && Object.hasOwn(document, '$schema') ? document['$schema'] : undefined;
  if (typeof uri !== 'string') return '2020-12';
  if (/draft-0?[3-7]\b/.test(uri) || uri.includes('iglu')) return 'old';
  return uri.includes('2019-09') ? '2019-09' : '2020-12';
}

/** Tells of every reference in a schema. */
export function collectRefs(schema: Json, found: (ref: string) => void): void {
  if (Array.isArray(schema)) for (const item of schema) collectRefs(item, found);
  else if (isObject(schema)) {
    for (const [key, value] of Object.entries(schema)) {
      if ((key === '$ref' || key === '$recursiveRef') && typeof value === 'string') found(value);
      else collectRefs(value, found);
    }
  }
}
