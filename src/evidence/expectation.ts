import type { SchemaFailure } from '../text/json-schema.ts';
import type { Operation, Part, ViolationKind } from './check.ts';

/** What would be right where a keyword of JSON Schema failed, a few words that follow "should be". */
export function expectation({ keyword, params }: SchemaFailure): string {
  switch (keyword) {
    case 'type':
      return list(params['type']).map(typeName).join(' or ');
    case 'enum':
      return `one of ${shorten(list(params['allowedValues']).map(String))}`;
    case 'const':
      return String(params['allowedValue']);
    case 'format':
      return formatName(String(params['format']));
    case 'pattern':
      return `text that matches ${String(params['pattern'])}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${comparisons[String(params['comparison'])] ?? 'within'} ${String(params['limit'])}`;
    case 'minLength':
      return `at least ${String(params['limit'])} characters long`;
    case 'maxLength':
      return `at most ${String(params['limit'])} characters long`;
    case 'minItems':
      return `a list of at least ${String(params['limit'])}`;
    case 'maxItems':
      return `a list of at most ${String(params['limit'])}`;
    case 'multipleOf':
      return `a multiple of ${String(params['multipleOf'])}`;
    case 'uniqueItems':
      return 'a list without repeats';
    case 'required':
      return `with "${String(params['missingProperty'])}"`;
    case 'additionalProperties':
      return `without "${String(params['additionalProperty'])}"`;
    case 'unevaluatedProperties':
      return `without "${String(params['unevaluatedProperty'])}"`;
    case 'anyOf':
    case 'oneOf':
      return 'of one of the planned shapes';
    case 'false schema':
      return 'absent';
    default:
      return `valid under "${keyword}"`;
  }
}

/** What an identifier should be; every engine says it alike. */
export function idExpectation(
  operation: Extract<Operation, { op: 'hashed' | 'wrong-field' }>,
  other = '',
): string {
  if (operation.op === 'wrong-field') return `${operation.type}, not ${other}`;
  return `a ${HASH_NAMES[operation.algorithm]} hash in ${operation.encoding}`;
}

const HASH_NAMES = { sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5' } as const;

const comparisons: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function typeName(type: unknown): string {
  return typeNames[String(type)] ?? String(type);
}

const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'a date and time with its offset (ISO 8601)',
  date: 'a date (ISO 8601)',
  email: 'an e-mail address',
  uuid: 'a UUID',
  uri: 'an absolute URI',
};

function formatName(format: string): string {
  return formatNames[format] ?? `a valid ${format}`;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function shorten(values: readonly string[]): string {
  const shown = values.slice(0, 8).join(', ');
  return values.length > 8 ? `${shown}, … (${values.length})` : shown;
}

/** What is not about one value alone (how many elements, which alternative) is none of the three kinds. */
export const failureKinds: Readonly<Record<string, ViolationKind>> = {
  required: 'missing_required',
  dependentRequired: 'missing_required',
  additionalProperties: 'unplanned',
  unevaluatedProperties: 'unplanned',
  anyOf: 'unknown',
  oneOf: 'unknown',
  not: 'unknown',
  if: 'unknown',
  contains: 'unknown',
  propertyNames: 'unknown',
  minItems: 'unknown',
  maxItems: 'unknown',
  uniqueItems: 'unknown',
  minProperties: 'unknown',
  maxProperties: 'unknown',
};

/** The key under which `Asking.asked` has a path; `keyword` is that of JSON Schema which says the same. */
export function askedKey(part: Part, path: readonly string[], keyword: string): string {
  return `${part}\n${keyword}\n${path.join('\n')}`;
}
