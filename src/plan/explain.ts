import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject, type JsonObject } from '../text/json.ts';
import { unescapeStep } from '../text/json-pointer.ts';
import { nearest } from '../text/nearest.ts';
import type { LoadError } from './errors.ts';
import type { Node, Spot } from './node.ts';

/** Whoever writes forty mistakes wants to see the first ones. */
const MOST = 50;

const validators = new WeakMap<JsonObject, ValidateFunction>();

function compiled(schema: JsonObject): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const made = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  validators.set(schema, made);
  return made;
}

/** Why a file does not fit the schema of the format, one error a place, in a person's words. */
export function explain(schema: JsonObject, value: unknown, root: Node): LoadError[] {
  const validate = compiled(schema);
  if (validate(value)) return [];
  const byPath = new Map<string, ErrorObject[]>();
  for (const error of validate.errors ?? []) {
    const before = byPath.get(error.instancePath);
    if (before) before.push(error);
    else byPath.set(error.instancePath, [error]);
  }
  const found: LoadError[] = [];
  for (const [path, errors] of byPath) {
    // A union reports every branch that did not fit. Where something inside was wrong, that is the reason.
    const deeper = [...byPath.keys()].some((other) => other.startsWith(`${path}/`));
    found.push(...describe(errors, path, root, deeper));
    if (found.length >= MOST) break;
  }
  return found;
}

function describe(errors: readonly ErrorObject[], path: string, root: Node, deeper: boolean): LoadError[] {
  const { value } = follow(root, path);
  const unknown = unique(errors.filter(({ keyword }) => keyword === 'additionalProperties'));
  if (unknown.length > 0) return unknown.map((error) => unknownKey(error, value));
  const missing = errors.filter(({ keyword }) => keyword === 'required');
  const kinds = errors.filter(({ keyword }) => ['type', 'enum', 'const'].includes(keyword));
  const rest = errors.filter(
    ({ keyword }) => !['type', 'enum', 'const', 'anyOf', 'if', 'required', 'oneOf'].includes(keyword),
  );
  if (rest.length > 0) return rest.slice(0, 1).map((error) => otherwise(error, value));
  if (missing.length > 0 && !deeper) return [missingKeys(missing, value)];
  if (kinds.length > 0 && !deeper) return [wrongKind(kinds, value)];
  return [];
}

function unknownKey(error: ErrorObject, map: Node): LoadError {
  const name = String(error.params['additionalProperty']);
  const known = isObject(error.parentSchema?.['properties'])
    ? Object.keys(error.parentSchema['properties'])
    : [];
  const close = nearest(name, known);
  const at = map.kind === 'map' ? map.entries.get(name)?.key : null;
  const hint = close
    ? ` Did you mean "${close}"?`
    : ` Known here: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}.`;
  return {
    code: 'unknown-key',
    message: `The key ${JSON.stringify(name)} means nothing here.${hint}`,
    at: at ?? map,
    expected: known.join(', '),
    ...(close ? { nearest: close } : {}),
  };
}

function missingKeys(errors: readonly ErrorObject[], node: Node): LoadError {
  const names = [...new Set(errors.map((error) => JSON.stringify(error.params['missingProperty'])))];
  // Two alternatives of one union (allow, deny) both lack theirs.
  const text =
    names.length > 1 && errors.some(({ schemaPath }) => schemaPath.includes('oneOf'))
      ? names.join(' or ')
      : names.join(', ');
  return {
    code: 'wrong-kind',
    message: `Here ${text} is missing.`,
    at: firstCharacter(node),
    expected: text,
  };
}

function wrongKind(errors: readonly ErrorObject[], node: Node): LoadError {
  const kinds = new Set<string>();
  const values = new Set<string>();
  for (const { keyword, schema } of errors) {
    if (keyword === 'type')
      for (const type of [schema].flat()) kinds.add(KINDS[String(type)] ?? String(type));
    else for (const value of [schema].flat()) values.add(String(value));
  }
  const close = node.kind === 'scalar' && typeof node.value === 'string' ? nearest(node.value, values) : null;
  const expected = orList([...kinds, ...values]);
  const hint = close ? ` Did you mean "${close}"?` : '';
  return {
    code: 'wrong-kind',
    message: `Expected ${expected}, found ${whatIs(node)}.${hint || quotesHint(node, kinds)}`,
    at: node,
    expected,
    ...(close ? { nearest: close } : {}),
  };
}

function otherwise(error: ErrorObject, node: Node): LoadError {
  const described = error.parentSchema?.['description'];
  const found = whatIs(node);
  const message =
    error.keyword === 'pattern' && typeof described === 'string'
      ? `Expected ${lowerFirst(described.replace(/\.$/, ''))}, found ${found}.`
      : error.keyword === 'pattern'
        ? `Expected text of the form ${String(error.schema)}, found ${found}.`
        : `This ${error.message ?? 'does not fit'}.`;
  return { code: 'wrong-kind', message, at: node };
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

function whatIs(node: Node): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string'
    ? JSON.stringify(node.value)
    : `the ${typeof node.value === 'boolean' ? 'value' : 'number'} ${node.value}`;
}

/** `version: 1.0` is a number in YAML, and not what was meant. */
function quotesHint(node: Node, kinds: ReadonlySet<string>): string {
  const isText = node.kind === 'scalar' && node.value !== null && typeof node.value !== 'string';
  return isText && kinds.has('text') ? ' Put quotes around it.' : '';
}

function unique(errors: readonly ErrorObject[]): ErrorObject[] {
  // Two branches of a union may refuse one key: the branch that knows most keys is the one that was meant.
  const best = new Map<string, ErrorObject>();
  for (const error of errors) {
    const name = String(error.params['additionalProperty']);
    const before = best.get(name);
    if (!before || knownKeys(error) > knownKeys(before)) best.set(name, error);
  }
  return [...best.values()];
}

function knownKeys(error: ErrorObject): number {
  return isObject(error.parentSchema?.['properties'])
    ? Object.keys(error.parentSchema['properties']).length
    : 0;
}

function follow(root: Node, path: string): { value: Node } {
  let node = root;
  for (const step of path.split('/').slice(1)) {
    const name = unescapeStep(step);
    const next =
      node.kind === 'map'
        ? node.entries.get(name)?.value
        : node.kind === 'list'
          ? node.items[Number(name)]
          : undefined;
    if (!next) break;
    node = next;
  }
  return { value: node };
}

function firstCharacter(node: Node): Spot {
  return { file: node.file, start: node.start, end: node.start + 1 };
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
