import type { JsonObject } from '../text/json.ts';
import { isObject } from '../text/json.ts';
import type { Loader } from './load.ts';
import type { Node, ScalarNode } from './node.ts';
import { parseYaml } from './parse.ts';
import { dirname, joinPath } from './paths.ts';
import { toJson } from './read.ts';
import type { PlanFile } from './types.ts';

/** A `$ref` to another file, resolved. */
export interface SchemaReference {
  /** Identifies the file inside the compiled schemas. */
  readonly id: string;
  /** JSON pointer inside it, with its `#`. */
  readonly fragment: string;
  readonly schema: JsonObject;
}

/** The JSON Schema files that properties name with `$ref`, read beforehand so that resolving is synchronous. */
export class SchemaFiles {
  private readonly byNode = new Map<Node, SchemaReference>();

  static async load(root: Node, loader: Loader): Promise<SchemaFiles> {
    const found = new SchemaFiles();
    if (!loader.files.some(({ text }) => text.includes('$ref'))) return found;
    const read = new Map<string, JsonObject | null>();
    for (const node of references(root)) {
      const [path = '', fragment = ''] = String(node.value).split('#', 2);
      if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
        loader.errors.add({
          code: 'outside-root',
          message: `Nothing is fetched: ${JSON.stringify(path)} must be a file beside the plan.`,
          at: node,
        });
        continue;
      }
      const base = loader.files[node.file]?.path ?? '';
      const full = joinPath(loader.cwd, joinPath(dirname(base), path));
      let schema = read.get(full);
      if (schema === undefined) {
        schema = await readSchema(full, loader, node);
        read.set(full, schema);
      }
      if (schema)
        found.byNode.set(node, {
          id: `file:///${encodeURI(joinPath(dirname(base), path))}`,
          fragment: `#${fragment}`,
          schema,
        });
    }
    return found;
  }

  get(node: Node): SchemaReference | null {
    return this.byNode.get(node) ?? null;
  }
}

async function readSchema(full: string, loader: Loader, at: ScalarNode): Promise<JsonObject | null> {
  const text = await loader.text(full, at);
  if (text === null) return null;
  const index = loader.files.length;
  const file: PlanFile = {
    path: full,
    text,
    role: 'schema',
    root: { kind: 'map', entries: new Map(), file: index, start: 0, end: 0 },
  };
  loader.files.push(file);
  const parsed = await parseYaml(text, index, loader.errors);
  const value = parsed ? toJson(parsed, true) : null;
  if (isObject(value)) return value;
  if (parsed) loader.errors.add({ code: 'wrong-kind', message: 'A JSON Schema file holds a map.', at });
  return null;
}

function* references(node: Node, seen = new Set<Node>()): Generator<ScalarNode> {
  if (node.kind === 'scalar' || seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'list') {
    for (const item of node.items) yield* references(item, seen);
    return;
  }
  for (const [name, { value }] of node.entries) {
    if (
      name === '$ref' &&
      value.kind === 'scalar' &&
      typeof value.value === 'string' &&
      !value.value.startsWith('#')
    )
      yield value;
    else yield* references(value, seen);
  }
}
