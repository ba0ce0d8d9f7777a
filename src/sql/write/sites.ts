import type { Check, Operation, ViolationKind } from '../../evidence/check.ts';
import { askedKey, idExpectation } from '../../evidence/expectation.ts';
import { isObject, type Json } from '../../text/json.ts';
import type { Sql, Value } from '../dialects/dialect.ts';
import { and, not, oneOf, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { EMAIL, forbidsAddress, isAddress } from './personal.ts';
import type { Reading, ValuePart } from './reading.ts';
import { type Ask, SchemaWriter } from './schema.ts';
import { changes, compares, hashPattern, isStandIn, noConsent, pattern } from './site-tests.ts';

/** One way in which a check can fail in a statement: what a row with its number means. */
export interface Site {
  /** Index of the check in the run. */
  readonly check: number;
  /** `products[].sku`; where `named`, what the name in the row stands in. */
  readonly path: string;
  readonly keyword: string | null;
  readonly expected: string;
  readonly kind: ViolationKind | null;
  readonly named: boolean;
}

/** A site with the SQL that finds it: a test, or an array of facts made with `make` from names. */
export type Found = { readonly site: Site } & (
  | { readonly fails: Sql }
  | { readonly list: (make: (name: Sql) => Sql) => Sql }
);

/** What single checks need to know of the others, and of the run. */
export interface Asking {
  readonly now: Sql;
  /** `askedKey` of paths that have a check of their own for being there. */
  readonly asked: ReadonlySet<string>;
  readonly placeholders: ReadonlyMap<string, Extract<Operation, { op: 'placeholder' }>>;
}

const DAY = 86_400_000;

/**
 * All that one check asks of single events, for one form (null: every call). Empty for those that the form itself answers
 * or that look at the whole stream. @throws NotExpressible
 */
export function sitesOf(
  check: Check,
  index: number,
  form: number | null,
  reading: Reading,
  asking: Asking,
): Found[] {
  const { operation, part, path } = check;
  const { dialect } = reading;
  refuseFlattened(check, reading);
  const site = (more: Partial<Site> = {}): Site => ({
    check: index,
    path: shown(path),
    keyword: null,
    expected: '',
    kind: check.verdict,
    named: false,
    ...more,
  });
  const each = (test: (value: Value) => Sql, more: Partial<Site> = {}): Found[] => [
    at(
      check,
      form,
      reading,
      { failing: { steps: [], keyword: '', expected: '', kind: null, named: false }, fails: test },
      site(more),
    ),
  ];
  const isText = (value: Value) => reading.reader.isString(value);
  switch (operation.op) {
    case 'unplanned':
      return part === 'event' ? [] : unplanned(check, operation, form, reading, site);
    case 'required':
      return [required(check, form, reading, site())];
    case 'absent':
      return each(({ kind }) => `${kind} IS NOT NULL`);
    case 'schema': {
      const asks = new SchemaWriter(dialect, operation.schema, reading.typed).asks();
      return asks
        .filter((ask) => !isTold(check, ask, asking))
        .map((ask) => {
          const { failing } = ask;
          return at(
            check,
            form,
            reading,
            ask,
            site({
              path: shown([...path, ...failing.steps]),
              keyword: failing.keyword,
              expected: failing.expected,
              kind: failing.kind ?? check.verdict,
              named: failing.named,
            }),
          );
        });
    }
    case 'identified': {
      const lacks = (type: string) => not(carried(reading, type, asking));
      if (operation.need === 'any')
        return [
          {
            site: site({ path: '', expected: `with ${operation.types.join(' or ')}` }),
            fails: and(...operation.types.map(lacks)),
          },
        ];
      return operation.types.map((type) => ({
        site: site({ path: type, expected: `with ${type}` }),
        fails: lacks(type),
      }));
    }
    case 'placeholder':
      return each((value) => isStandIn(reading, value, operation), { expected: 'an identifier' });
    case 'normalized':
      return each(
        (value) =>
          and(
            isText(value),
            or(...operation.steps.map((step) => changes(reading, textOf(dialect, value), step))),
          ),
        {
          expected: operation.steps.join(', '),
        },
      );
    case 'hashed':
      return each(
        (value) => not(and(isText(value), pattern(reading, textOf(dialect, value), hashPattern(operation)))),
        {
          expected: idExpectation(operation),
        },
      );
    case 'wrong-field':
      return operation.others.flatMap((other, i) => {
        const fits = (value: Value, schema: Json) =>
          new SchemaWriter(dialect, other.schema).holds(schema, value);
        const before = operation.others.slice(0, i);
        return each(
          (value) =>
            and(
              `${value.kind} IS NOT NULL`,
              fits(value, other.schema),
              ...before.map(({ schema }) => not(fits(value, schema))),
            ),
          { keyword: other.type, expected: idExpectation(operation, other.type) },
        );
      });
    case 'time': {
      const { futureMs, maxAgeDays } = operation;
      const future = {
        site: site({ path: '', keyword: 'future', expected: 'in the past' }),
        fails: `time_ms > ${asking.now} + ${futureMs}`,
      };
      if (maxAgeDays === null) return [future];
      const late = `time_ms < ${asking.now} - ${maxAgeDays * DAY}`;
      return [
        future,
        {
          site: site({ path: '', keyword: 'past', expected: `at most ${maxAgeDays} days old` }),
          fails: late,
        },
      ];
    }
    case 'sunset': {
      const { date } = operation;
      const expected = date === null ? 'any more: it is retired' : `after ${date}`;
      const fails = date === null ? '1 = 1' : `coalesce(time_ms, ${asking.now}) >= ${Date.parse(date) + DAY}`;
      return [{ site: site({ path: '', expected }), fails }];
    }
    case 'consent':
      return [
        {
          site: site({
            path: '',
            keyword: operation.purpose,
            expected: `with consent to ${operation.purpose}`,
          }),
          fails: noConsent(operation, reading),
        },
      ];
    case 'compare':
      return each((value) => not(compares(reading, value, operation.with, operation.value)), {
        keyword: operation.with,
        expected: `${operation.with} ${String(operation.value)}`,
      });
    case 'personal':
      if (!forbidsAddress(check, operation)) return [];
      return each((value) => and(isText(value), isAddress(dialect, textOf(dialect, value)) ?? '1 = 0'), {
        keyword: 'email',
        expected: EMAIL,
        kind: null,
      });
    case 'one-to-many':
    case 'linked':
    case 'duplicate':
      return [];
  }
}

/** An object whose members became columns is no value any more. */
function refuseFlattened({ part, path, operation }: Check, { layout }: Reading): void {
  if (layout.kind !== 'loader' || layout.loader === 'snowplow' || part !== 'properties') return;
  const shape = operation.op === 'schema' && isObject(operation.schema) ? operation.schema : {};
  const list = path.indexOf('[]');
  const names = list < 0 ? path.length : list;
  if (
    names > 1 ||
    (operation.op === 'unplanned' && path.length > 0 && list < 0) ||
    shape['type'] === 'object'
  )
    throw new NotExpressible(`the members of an object: ${layout.loader} makes columns of them`);
}

/** Binds what is asked of a value to the place where the check's path leads. */
function at(check: Check, form: number | null, reading: Reading, ask: Ask, site: Site): Found {
  const { dialect } = reading;
  const part = partOf(check);
  const { path } = check;
  const list = path.indexOf('[]');
  if (list < 0) {
    const value = path.length === 0 ? reading.whole(part) : reading.value(part, path, form);
    return 'fails' in ask
      ? { site, fails: ask.fails(value) }
      : { site, list: (make) => ask.list(value, make) };
  }
  const { lists } = dialect;
  if (lists === null) throw new NotExpressible(`${dialect.title} cannot look at each element of a list`);
  const outer = reading.value(part, path.slice(0, list), form).json;
  const inside = (json: Sql, rest: readonly string[], make: (name: Sql) => Sql): Sql => {
    const next = rest.indexOf('[]');
    const here = rest.slice(0, next < 0 ? rest.length : next);
    const reach = (item: Sql) => here.reduce((found, step) => dialect.member(found, step), item);
    if (next >= 0)
      return lists.flat(lists.elements(json), (item) => inside(reach(item), rest.slice(next + 1), make));
    const value = (item: Sql): Value => ({ json: reach(item), kind: dialect.kindOf(reach(item)) });
    if ('fails' in ask)
      return lists.collect(
        lists.elements(json),
        (item) => ask.fails(value(item)),
        () => make(text(dialect, '')),
      );
    return lists.flat(lists.elements(json), (item) => ask.list(value(item), make));
  };
  return { site, list: (make) => inside(outer, path.slice(list + 1), make) };
}

/** Missing: a parent is there and is an object. In a context the whole way must be there. */
function required(check: Check, form: number | null, reading: Reading, site: Site): Found {
  const { dialect } = reading;
  const { path } = check;
  const name = path.at(-1) ?? '';
  if (name === '[]') throw new NotExpressible('a required element');
  const part = partOf(check);
  const parent = path.slice(0, -1);
  if (!path.includes('[]')) {
    const absent = `${reading.value(part, path, form).kind} IS NULL`;
    if (part === 'context' || parent.length === 0) return { site, fails: absent };
    return { site, fails: and(dialect.isKind(reading.value(part, parent, form).kind, 'object'), absent) };
  }
  const ask: Ask = {
    failing: { steps: [], keyword: '', expected: '', kind: null, named: false },
    fails: ({ json, kind }) =>
      and(dialect.isKind(kind, 'object'), `${dialect.kindOf(dialect.member(json, name))} IS NULL`),
  };
  return at({ ...check, path: parent }, form, reading, ask, site);
}

function unplanned(
  check: Check,
  operation: Extract<Operation, { op: 'unplanned' }>,
  form: number | null,
  reading: Reading,
  site: (more?: Partial<Site>) => Site,
): Found[] {
  const { dialect, system, envelope } = reading;
  const { lists } = dialect;
  const elsewhere = Object.entries(operation.only ?? {}).filter(
    ([, systems]) => system !== null && !systems.includes(system),
  );
  const own = check.part === 'properties' && check.path.length === 0;
  const known = [
    ...operation.known,
    ...(own ? [...reading.known(form, operation.known), ...envelope.beside] : []),
  ];
  const found: Found[] = elsewhere.map(([name, systems]) =>
    at(
      { ...check, path: [...check.path, name] },
      form,
      reading,
      {
        failing: { steps: [], keyword: '', expected: '', kind: null, named: false },
        fails: ({ kind }) => `${kind} IS NOT NULL`,
      },
      site({ path: shown([...check.path, name]), expected: `from ${systems.join(', ')} only` }),
    ),
  );
  if (lists === null) throw new NotExpressible(`${dialect.title} cannot list the names of an object`);
  // Columns of the context stand beside those of the properties.
  const flattened = own && reading.layout.kind === 'loader' ? ['context_'] : [];
  const listed = [...new Set(known)].map((name) => text(dialect, name));
  const ask: Ask = {
    failing: { steps: [], keyword: '', expected: '', kind: null, named: true },
    list: ({ json }, make) =>
      lists.collect(
        lists.names(json),
        (name) =>
          and(
            ...(listed.length === 0 ? [] : [not(oneOf(dialect, name, listed))]),
            ...flattened.map((prefix) => `substr(${name}, 1, ${prefix.length}) <> ${text(dialect, prefix)}`),
          ),
        make,
      ),
  };
  return [...found, at(check, form, reading, ask, site({ named: true }))];
}

function isTold({ part, path }: Check, { failing }: Ask, { asked }: Asking): boolean {
  if (failing.keyword !== 'required' && failing.keyword !== 'additionalProperties') return false;
  return asked.has(askedKey(part, [...path, ...failing.steps], failing.keyword));
}

/** An identifier is carried: where its format puts ids, else as a trait or property that is called like the type. */
function carried(reading: Reading, type: string, asking: Asking): Sql {
  const operation = asking.placeholders.get(type) ?? { values: [''], exact: [] };
  return reading.carried(type, (value) => isStandIn(reading, value, operation));
}

function partOf({ part }: Check): ValuePart {
  if (part === 'event' || part === 'stream') throw new NotExpressible(`a value of the ${part}`);
  return part;
}

/** `products[].sku` of steps. */
export function shown(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (step === '[]' ? `${path}[]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}
