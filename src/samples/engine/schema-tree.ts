import type { Check } from '../../evidence/check.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/**
 * Checks that JSON Schema can say, folded into one schema: the fast verdict of a clean sample. What it
 * refuses is then explained check by check.
 */
export class SchemaTree {
  readonly #root = new Branch();
  /** In a context the whole way to a required value must be there, elsewhere only what is below its parent. */
  readonly #chain: boolean;

  constructor(chain: boolean) {
    this.#chain = chain;
  }

  /** False when the check is none that a schema can say beside others. */
  add({ path, operation }: Check, system: string | null): boolean {
    switch (operation.op) {
      case 'schema':
        if (refersToRoot(operation.schema)) return false;
        this.#at(path).schemas.push(operation.schema);
        return true;
      case 'required': {
        const parents = path.slice(0, -1);
        const name = path.at(-1);
        if (name === undefined || name === '[]') return false;
        if (this.#chain) parents.forEach((step, i) => void this.#at(parents.slice(0, i)).required.add(step));
        this.#at(parents).required.add(name);
        return true;
      }
      case 'absent':
        this.#at(path).schemas.push(false);
        return true;
      case 'unplanned': {
        const { only = {} } = operation;
        const elsewhere = (name: string) => system !== null && only[name]?.includes(system) === false;
        this.#at(path).known = operation.known.filter(
          (name) => !Object.hasOwn(only, name) || !elsewhere(name),
        );
        return true;
      }
      default:
        return false;
    }
  }

  /** Null when nothing was added. */
  schema(): JsonObject | boolean | null {
    const schema = this.#root.schema(this.#chain);
    return schema === true ? null : schema;
  }

  #at(path: readonly string[]): Branch {
    let branch = this.#root;
    for (const step of path) {
      const next = branch.children.get(step) ?? new Branch();
      branch.children.set(step, next);
      branch = next;
    }
    return branch;
  }
}

class Branch {
  readonly children = new Map<string, Branch>();
  readonly schemas: (JsonObject | boolean)[] = [];
  readonly required = new Set<string>();
  known: readonly string[] | null = null;

  /** `implied` are the schemas that already hold for this value: what they say is not said again. */
  schema(chain: boolean, implied: readonly (JsonObject | boolean)[] = []): JsonObject | boolean {
    const all = [...implied, ...this.schemas];
    const own = Object.create(null) as Record<string, Json>;
    const properties = Object.create(null) as Record<string, Json>;
    for (const [name, child] of this.children) {
      const inner = child.schema(
        chain,
        name === '[]' ? inside(all, 'items') : inside(all, 'properties', name),
      );
      if (name === '[]') own['items'] = inner;
      else if (inner !== true || this.known) properties[name] = inner;
    }
    if (own['items'] === true) delete own['items'];
    const required = [...this.required].filter((name) => !all.some((each) => requires(each, name)));
    if (required.length > 0) own['required'] = required;
    if (required.length > 0 && chain) own['type'] = 'object';
    if (this.known && !all.some(isClosed)) {
      for (const name of this.known) properties[name] ??= true;
      own['additionalProperties'] = false;
    }
    if (Object.keys(properties).length > 0) own['properties'] = properties;
    const parts = [
      ...this.schemas.filter((each) => each !== true),
      ...(Object.keys(own).length > 0 ? [own] : []),
    ];
    if (parts.length === 0) return true;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { allOf: parts };
  }
}

function inside(
  schemas: readonly (JsonObject | boolean)[],
  keyword: 'items' | 'properties',
  name?: string,
): JsonObject[] {
  return schemas.flatMap((schema) => {
    const below = isObject(schema) ? schema[keyword] : undefined;
    const found =
      name === undefined ? below : isObject(below) && Object.hasOwn(below, name) ? below[name] : undefined;
    return isObject(found) ? [found] : [];
  });
}

function requires(schema: JsonObject | boolean, name: string): boolean {
  const list = isObject(schema) ? schema['required'] : undefined;
  return Array.isArray(list) && list.includes(name);
}

function isClosed(schema: JsonObject | boolean): boolean {
  return isObject(schema) && schema['additionalProperties'] === false;
}

const rootKeywords = new Set(['$ref', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$schema']);

/** A schema with references of its own means them from its own root, and may not be put inside another. */
function refersToRoot(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(refersToRoot);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(([name, value]) => rootKeywords.has(name) || refersToRoot(value));
}
