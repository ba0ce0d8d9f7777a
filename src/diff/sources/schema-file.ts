import type { Location } from '../../findings/finding.ts';
import { parseYaml } from '../../plan/parse.ts';
import { UsageError } from '../../system/errors.ts';
import type { Files } from '../../system/system.ts';
import { type JsonPlace, parseExactJson } from '../../text/exact-json.ts';
import { isObject, type Json } from '../../text/json.ts';
import { escapeStep } from '../../text/json-pointer.ts';
import type { Scheme } from '../judge/bump.ts';
import { schemeOf } from '../pairs.ts';

/** A JSON Schema in a file. */
export interface SchemaFile {
  /** As findings name it: relative to the working directory. */
  readonly path: string;
  /** Without its version: what is the same schema in several versions has one name. */
  readonly name: string;
  /** Null where neither the schema nor its path has one. */
  readonly version: string | null;
  readonly scheme: Scheme;
  readonly schema: Json;
  /** The place of a JSON pointer, or of what is nearest above it. */
  at(pointer: string): Location;
}

/** Throws UsageError for what is neither JSON nor YAML. */
export async function readSchemaFile(path: string, shown: string, files: Files): Promise<SchemaFile> {
  return schemaFile(await files.readText(path), shown);
}

export async function schemaFile(text: string, shown: string): Promise<SchemaFile> {
  const places = new Map<string, JsonPlace>();
  let schema: Json;
  try {
    schema = /^\s*[{[]/.test(text)
      ? parseExactJson(text, (pointer, place) => void places.set(pointer, place))
      : await readYaml(text, shown, places);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${shown} is no JSON: ${error.message}.`);
  }
  const scheme = schemeOf(schema) === 'schemaver' || isSchemaVer(shown) ? 'schemaver' : 'semver';
  return {
    path: shown,
    ...identityOf(schema, shown),
    scheme,
    schema,
    at(pointer) {
      let nearest = pointer;
      while (!places.has(nearest) && nearest !== '') nearest = nearest.slice(0, nearest.lastIndexOf('/'));
      const place = places.get(nearest);
      const spot = place?.key ?? { start: place?.start ?? 0, end: (place?.start ?? 0) + 1 };
      return {
        file: shown,
        start: position(text, spot.start),
        end: position(text, spot.end),
        pointer: nearest,
      };
    },
  };
}

function position(text: string, offset: number): Location['start'] {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

async function readYaml(text: string, shown: string, places: Map<string, JsonPlace>): Promise<Json> {
  const { LoadErrors } = await import('../../plan/errors.ts');
  const { toJson } = await import('../../plan/read.ts');
  const errors = new LoadErrors();
  const root = await parseYaml(text, 0, errors);
  const [first] = errors.list;
  if (root === null || first !== undefined)
    throw new UsageError(`${shown} is no YAML: ${first?.message ?? 'it is empty'}`);
  const visit = (node: typeof root, pointer: string, key: JsonPlace['key']): void => {
    places.set(pointer, { start: node.start, end: node.end, key });
    if (node.kind === 'map') {
      for (const [name, entry] of node.entries) {
        visit(entry.value, `${pointer}/${escapeStep(name)}`, entry.key);
      }
    } else if (node.kind === 'list')
      for (const [i, item] of node.items.entries()) visit(item, `${pointer}/${i}`, null);
  };
  visit(root, '', null);
  return toJson(root);
}

/** `vendor/name` and version by `self`, else by a file or folder that is called like a version. */
function identityOf(schema: Json, shown: string): { name: string; version: string | null } {
  const self = isObject(schema) ? schema['self'] : undefined;
  if (isObject(self) && typeof self['name'] === 'string') {
    const vendor = typeof self['vendor'] === 'string' ? `${self['vendor']}/` : '';
    return {
      name: `${vendor}${self['name']}`,
      version: typeof self['version'] === 'string' ? self['version'] : null,
    };
  }
  const match = /^(.*?)[/.]?(\d+[-.]\d+[-.]\d+)(\.(?:json|ya?ml))?$/.exec(shown);
  if (match !== null) return { name: match[1] ?? shown, version: match[2] ?? null };
  return { name: shown.replace(/\.(schema\.)?(json|ya?ml)$/, ''), version: null };
}

function isSchemaVer(shown: string): boolean {
  return /\d+-\d+-\d+(\.\w+)?$/.test(shown);
}
