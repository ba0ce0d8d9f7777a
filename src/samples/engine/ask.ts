import type { Check, Operation, Part, ViolationKind } from '../../evidence/check.ts';
import { compileCondition } from '../../evidence/condition.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { askedKey, expectation, failureKinds, idExpectation } from '../../evidence/expectation.ts';
import { isObject, type Json } from '../../text/json.ts';
import { compileSchema, lazySchema, type SchemaFailure } from '../../text/json-schema.ts';
import { isHashOf, normalize } from './identifier.ts';
import { type Found, pathText, placesAt } from './values.ts';

/** One thing that does not hold in one sample. */
export interface Detail {
  /** Steps below the part, with the indexes of lists. */
  readonly at: readonly string[];
  /** The same for people and for counting: `products[].sku`. */
  readonly path: string;
  readonly keyword: string | null;
  readonly expected: string;
  readonly seen: Json | undefined;
  readonly kind: ViolationKind | null;
}

/** Lists all that one check has against one sample; empty when it holds. */
export type Ask = (event: SampleEvent) => readonly Detail[];

/** What depends on the run and not on the plan. */
export interface Asking {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Paths that have a check of their own for being there: a schema does not say it a second time. */
  readonly asked: ReadonlySet<string>;
  readonly isPlaceholder: (type: string, value: Json) => boolean;
}

const fine: readonly Detail[] = [];
const day = 86_400_000;

/**
 * Turns a check into a function. Null for those that no single event answers: they watch the whole
 * stream (`src/evidence`), or are answered by the dispatch (an unplanned event).
 */
export function compileAsk(check: Check, asking: Asking): Ask | null {
  const { operation, part, path } = check;
  const make = maker(check);
  const values = (event: SampleEvent) => placesAt(partOf(event, part), path, part === 'context');
  const eachValue =
    (wrong: (value: Json) => Omit<Detail, 'at' | 'path' | 'seen' | 'kind'> | null): Ask =>
    (event) => {
      const found: Detail[] = [];
      for (const place of values(event)) {
        const why = place.value === undefined ? null : wrong(place.value);
        if (why) found.push({ ...make(event, place), ...why });
      }
      return found;
    };
  switch (operation.op) {
    case 'unplanned':
      return part === 'event' ? null : unplanned(check, operation, make);
    case 'required':
      return (event) =>
        values(event)
          .filter(({ value }) => value === undefined)
          .map((place) => make(event, place));
    case 'absent':
      return (event) =>
        values(event)
          .filter(({ value }) => value !== undefined)
          .map((place) => make(event, place));
    case 'schema':
      return bySchema(check, operation.schema, asking, make);
    case 'identified': {
      const { types, need } = operation;
      const carried = (event: SampleEvent) => (type: string) => {
        const value = identifier(event, type);
        return value !== undefined && value !== null && !asking.isPlaceholder(type, value);
      };
      return (event) => {
        if (need === 'any') {
          return types.some(carried(event))
            ? fine
            : [{ ...make(event, { value: undefined, at: [] }), expected: `with ${types.join(' or ')}` }];
        }
        return types
          .filter((type) => !carried(event)(type))
          .map((type) => ({ ...make(event, { value: undefined, at: [type] }), expected: `with ${type}` }));
      };
    }
    case 'placeholder': {
      const [folded, exact] = [new Set(operation.values), new Set(operation.exact)];
      return eachValue((value) =>
        exact.has(String(value)) || folded.has(String(value).toLowerCase())
          ? { keyword: null, expected: 'an identifier' }
          : null,
      );
    }
    case 'normalized':
      return eachValue((value) =>
        typeof value !== 'string' || normalize(value, operation.steps) === value
          ? null
          : { keyword: null, expected: operation.steps.join(', ') },
      );
    case 'hashed':
      return eachValue((value) =>
        typeof value === 'string' && isHashOf(value, operation.algorithm, operation.encoding)
          ? null
          : { keyword: null, expected: idExpectation(operation) },
      );
    case 'wrong-field': {
      const others = operation.others.map((other) => ({
        type: other.type,
        validator: compileSchema(other.schema),
      }));
      return eachValue((value) => {
        const other = others.find(({ validator }) => validator.ok(value));
        return other ? { keyword: other.type, expected: idExpectation(operation, other.type) } : null;
      });
    }
    case 'time': {
      const { futureMs, maxAgeDays } = operation;
      return ({ time }) => {
        if (time === null) return fine;
        const late = maxAgeDays !== null && time < asking.now - maxAgeDays * day;
        if (time <= asking.now + futureMs && !late) return fine;
        const expected = late ? `at most ${maxAgeDays} days old` : 'in the past';
        return [
          {
            at: [],
            path: '',
            keyword: late ? 'past' : 'future',
            expected,
            seen: undefined,
            kind: check.verdict,
          },
        ];
      };
    }
    case 'sunset': {
      const end = operation.date === null ? Number.NEGATIVE_INFINITY : Date.parse(operation.date) + day;
      const expected = operation.date === null ? 'any more: it is retired' : `after ${operation.date}`;
      return ({ time }) =>
        (time ?? asking.now) < end
          ? fine
          : [{ at: [], path: '', keyword: null, expected, seen: undefined, kind: check.verdict }];
    }
    case 'consent':
      return consent(check, operation);
    case 'compare':
      return eachValue((value) =>
        compares(value, operation.with, operation.value)
          ? null
          : { keyword: operation.with, expected: `${operation.with} ${String(operation.value)}` },
      );
    case 'personal':
    case 'one-to-many':
    case 'linked':
    case 'duplicate':
      return null;
  }
}

type Make = (event: SampleEvent, place: Found) => Detail;

function maker({ part, verdict }: Check): Make {
  return (event, { value, at }) => ({
    at,
    path: pathText(at, partOf(event, part)),
    keyword: null,
    expected: '',
    seen: value,
    kind: verdict,
  });
}

/** Names that are not planned, or not planned for this system. */
function unplanned(check: Check, operation: Extract<Operation, { op: 'unplanned' }>, make: Make): Ask {
  const known = new Set(operation.known);
  const only = new Map(Object.entries(operation.only ?? {}));
  return (event) => {
    const found: Detail[] = [];
    for (const { value, at } of placesAt(partOf(event, check.part), check.path)) {
      if (!isObject(value)) continue;
      for (const name of Object.keys(value)) {
        const systems = only.get(name);
        const elsewhere = systems !== undefined && event.system !== null && !systems.includes(event.system);
        if (known.has(name) && !elsewhere) continue;
        const expected = elsewhere && systems ? `from ${systems.join(', ')} only` : '';
        found.push({ ...make(event, { value: value[name], at: [...at, name] }), expected });
      }
    }
    return found;
  };
}

function bySchema(
  check: Check,
  schema: Extract<Operation, { op: 'schema' }>['schema'],
  asking: Asking,
  make: Make,
): Ask {
  const validator = lazySchema(schema);
  const told = (place: Found, failure: SchemaFailure) => {
    const name = failure.params['missingProperty'] ?? failure.params['additionalProperty'];
    if (typeof name !== 'string') return false;
    const steps = [...check.path, ...generalised(failure.path, place.value ?? null)];
    return asking.asked.has(
      askedKey(check.part, failure.keyword === 'required' ? [...steps, name] : steps, failure.keyword),
    );
  };
  return (event) => {
    const found: Detail[] = [];
    for (const place of placesAt(partOf(event, check.part), check.path, check.part === 'context')) {
      if (place.value === undefined || validator.ok(place.value)) continue;
      for (const failure of validator.failures(place.value)) {
        if (told(place, failure)) continue;
        found.push({
          ...make(event, { value: undefined, at: [...place.at, ...failure.path, ...stray(failure)] }),
          keyword: failure.keyword,
          expected: expectation(failure),
          seen: isJson(failure.value) ? failure.value : undefined,
          kind: failureKinds[failure.keyword] ?? check.verdict,
        });
      }
    }
    return found;
  };
}

/** The property that is missing or too much, where the failure stands at its parent. */
function stray({ keyword, params }: SchemaFailure): readonly string[] {
  const name =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : params['unevaluatedProperty'];
  return typeof name === 'string' ? [name] : [];
}

/** Indexes of lists become `[]`. */
function generalised(steps: readonly string[], root: Json): string[] {
  let value: Json | undefined = root;
  return steps.map((step) => {
    const element = Array.isArray(value);
    value = Array.isArray(value) ? value[Number(step)] : isObject(value) ? value[step] : undefined;
    return element ? '[]' : step;
  });
}

function consent(check: Check, operation: Extract<Operation, { op: 'consent' }>): Ask {
  const general = operation.signal && compileCondition(operation.signal);
  const regimes = operation.under.map(({ when, signal }) => ({
    // A regime of which the sample does not tell whether it holds, holds.
    holds: when && compileCondition(when, true),
    signal: signal && compileCondition(signal),
  }));
  return (event) => {
    const holding = regimes.filter(({ holds }) => holds === null || holds(event));
    const signals = holding.length > 0 ? holding.map(({ signal }) => signal) : [general];
    if (signals.every((signal) => signal === null || signal(event))) return fine;
    return [
      {
        at: [],
        path: '',
        keyword: operation.purpose,
        expected: `with consent to ${operation.purpose}`,
        seen: undefined,
        kind: check.verdict,
      },
    ];
  };
}

/** An identifier of a sample: where its format puts ids, else a trait or property that is called like the type. */
export function identifier(event: SampleEvent, type: string): Json | undefined {
  if (Object.hasOwn(event.ids, type)) return event.ids[type];
  const { traits, properties } = event;
  if (Object.hasOwn(traits, type)) return traits[type];
  return Object.hasOwn(properties, type) ? properties[type] : undefined;
}

export function partOf(event: SampleEvent, part: Part): Json | undefined {
  return part === 'event' || part === 'stream' ? undefined : event[part];
}

function compares(value: Json, sign: '=' | '!=' | '<' | '<=' | '>' | '>=', limit: Json): boolean {
  if (sign === '=') return value === limit;
  if (sign === '!=') return value !== limit;
  if (typeof value !== typeof limit || value === null || limit === null) return false;
  if (sign === '<') return value < limit;
  if (sign === '<=') return value <= limit;
  return sign === '>' ? value > limit : value >= limit;
}

function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
