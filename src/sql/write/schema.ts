import type { ViolationKind } from '../../evidence/check.ts';
import { expectation, failureKinds } from '../../evidence/expectation.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Dialect, Kind, Sql, Value } from '../dialects/dialect.ts';
import { and, double, not, numberOf, oneOf, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { patternOf } from '../pattern.ts';
import { isFormat, isOneOf, isType, list, present, resolved } from './schema-tests.ts';

/** One way in which a value can fail a schema: what a finding says of it. */
export interface Failing {
  /** Below the value; `[]` is each element. */
  readonly steps: readonly string[];
  readonly keyword: string;
  readonly expected: string;
  /** Null: as the check says. */
  readonly kind: ViolationKind | null;
  /** The name that is too much stands in the data alone. */
  readonly named: boolean;
}

/**
 * How a query finds it: by a test of the value, or as a list with the names (or, for elements, an empty text) that fail.
 * A test may be NULL for a value that is absent: it has not failed.
 */
export type Ask = { readonly failing: Failing } & (
  | { readonly fails: (value: Value) => Sql }
  | { readonly list: (value: Value, make: (name: Sql) => Sql) => Sql }
);

/** In this order ajv says what fails, after all else. */
const LAST = ['anyOf', 'oneOf', 'allOf', 'if'];
const DEEPEST = 24;
/** Formats that a typed column has a type for. */
const INSTANTS = new Set(['date-time', 'date', 'time', 'iso-date-time', 'iso-time']);

/** Writes JSON Schema (2020-12) in one dialect. */
export class SchemaWriter {
  constructor(
    private readonly dialect: Dialect,
    private readonly root: JsonObject | boolean,
    /** Values come out of typed columns: those have no wrong type, and instants are no text. */
    private readonly typed = false,
  ) {}

  /** All ways to fail, each by itself, as ajv lists them. @throws NotExpressible */
  asks(schema: Json = this.root, depth = 0): Ask[] {
    if (schema === true) return [];
    if (schema === false) return [this.simple('false schema', {}, ({ kind }) => `${kind} IS NOT NULL`)];
    if (!isObject(schema)) throw new NotExpressible('a schema that is none');
    if (depth > DEEPEST) throw new NotExpressible('a schema that refers to itself');
    const asks = Object.entries(schema)
      .toSorted(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b))
      .flatMap(([keyword, argument]) => this.keyword(keyword, argument, schema, depth));
    return this.outermost(asks);
  }

  /** Where no branch of a choice fits, that is said once, and nothing else of the same value; the last choice counts. */
  private outermost(asks: readonly Ask[]): Ask[] {
    const choices = asks.filter(({ failing }) => failing.keyword === 'anyOf' || failing.keyword === 'oneOf');
    const here = choices.filter(({ failing }) => failing.steps.length === 0);
    if (here.length === 0) return [...asks];
    return asks.map((ask): Ask => {
      const others = here.slice(here.indexOf(ask) + 1);
      if (others.length === 0) return ask;
      const fits = (value: Value) =>
        others.map((choice) => `NOT coalesce(${this.test(choice, value)}, 1 = 0)`);
      return this.under((value) => and(...fits(value)), ask);
    });
  }

  /** An ask that is only made where a test holds. */
  private under(test: (value: Value) => Sql, ask: Ask): Ask {
    const { failing } = ask;
    if ('fails' in ask) return { failing, fails: (value) => and(test(value), ask.fails(value)) };
    const none = this.dialect.texts([]);
    return {
      failing,
      list: (value, make) => `CASE WHEN ${test(value)} THEN ${ask.list(value, make)} ELSE ${none} END`,
    };
  }

  /** True or false, never NULL: for a value that is absent, whatever the schema says of nothing. */
  holds(schema: Json, value: Value, depth = 0): Sql {
    const tests = this.asks(schema, depth).map((ask) => this.test(ask, value));
    return tests.length === 0 ? '1 = 1' : `NOT coalesce(${or(...tests)}, 1 = 0)`;
  }

  private test(ask: Ask, value: Value): Sql {
    return 'fails' in ask
      ? ask.fails(value)
      : not(this.dialect.isEmpty(ask.list(value, () => text(this.dialect, ''))));
  }

  private keyword(keyword: string, argument: Json, schema: JsonObject, depth: number): Ask[] {
    const { dialect } = this;
    const is = (value: Value, kind: Kind) => dialect.isKind(value.kind, kind);
    const number = (operator: string, comparison: string): Ask[] => {
      const limit = Number(argument);
      return [
        this.simple(keyword, { limit: argument, comparison }, (value) =>
          and(is(value, 'number'), `${numberOf(dialect, value)} ${operator} ${double(dialect, limit)}`),
        ),
      ];
    };
    const length = (operator: string): Ask[] => [
      this.simple(keyword, { limit: argument }, (value) =>
        and(is(value, 'string'), `${dialect.length(textOf(dialect, value))} ${operator} ${Number(argument)}`),
      ),
    ];
    const items = (operator: string): Ask[] => [
      this.simple(keyword, { limit: argument }, (value) => {
        const { elements, size } = this.lists();
        return and(is(value, 'array'), `${size(elements(value.json))} ${operator} ${Number(argument)}`);
      }),
    ];
    const members = (operator: string): Ask[] => [
      this.simple(keyword, { limit: argument }, (value) => {
        const { names, size } = this.lists();
        return and(is(value, 'object'), `${size(names(value.json))} ${operator} ${Number(argument)}`);
      }),
    ];
    switch (keyword) {
      case '$ref':
        return this.asks(resolved(this.root, String(argument)), depth + 1);
      case 'type':
        if (this.typed) return [];
        return [this.simple(keyword, { type: argument }, (value) => not(isType(dialect, value, schema)))];
      case 'enum':
        return [
          this.simple(keyword, { allowedValues: argument }, (value) =>
            not(isOneOf(dialect, value, list(argument))),
          ),
        ];
      case 'const':
        return [
          this.simple(keyword, { allowedValue: argument }, (value) =>
            not(isOneOf(dialect, value, [argument])),
          ),
        ];
      case 'minimum':
        return number('<', '>=');
      case 'maximum':
        return number('>', '<=');
      case 'exclusiveMinimum':
        return number('<=', '>');
      case 'exclusiveMaximum':
        return number('>=', '<');
      case 'multipleOf':
        return [
          this.simple(keyword, { multipleOf: argument }, (value) => {
            const parts = `${numberOf(dialect, value)} / ${double(dialect, Number(argument))}`;
            return and(is(value, 'number'), `(${parts} <> floor(${parts}) OR abs(${parts}) >= 1e21)`);
          }),
        ];
      case 'minLength':
        return length('<');
      case 'maxLength':
        return length('>');
      case 'pattern':
        return [
          this.simple(keyword, { pattern: argument }, (value) =>
            and(is(value, 'string'), not(this.matches(textOf(dialect, value), String(argument)))),
          ),
        ];
      case 'format':
        return this.format(String(argument));
      case 'minItems':
        return items('<');
      case 'maxItems':
        return items('>');
      case 'minProperties':
        return members('<');
      case 'maxProperties':
        return members('>');
      case 'required':
        return list(argument).map((name) => this.missing(String(name)));
      case 'dependentRequired':
        return this.dependent(argument);
      case 'properties':
        return this.members(argument, depth);
      case 'additionalProperties':
        return this.additional(argument, schema, depth);
      case 'items':
        return this.elements(argument, schema, depth);
      case 'contains':
        return [this.contains(argument, schema, depth)];
      case 'allOf':
        return list(argument).flatMap((each) => this.asks(each, depth + 1));
      case 'anyOf':
        return [
          this.simple(keyword, {}, (value) =>
            and(present(value), not(or(...list(argument).map((each) => this.holds(each, value, depth + 1))))),
          ),
        ];
      case 'oneOf':
        return [
          this.simple(keyword, {}, (value) => {
            const ones = list(argument).map(
              (each) => `CASE WHEN ${this.holds(each, value, depth + 1)} THEN 1 ELSE 0 END`,
            );
            return and(present(value), `${ones.join(' + ')} <> 1`);
          }),
        ];
      case 'not':
        return [
          this.simple(keyword, {}, (value) => and(present(value), this.holds(argument, value, depth + 1))),
        ];
      case 'if':
        return this.conditional(argument, schema, depth);
      case 'patternProperties':
      case 'propertyNames':
      case 'prefixItems':
      case 'uniqueItems':
      case 'dependentSchemas':
      case 'dependencies':
      case 'unevaluatedItems':
      case 'unevaluatedProperties':
      case '$dynamicRef':
      case '$recursiveRef':
        if (argument === false || (isObject(argument) && Object.keys(argument).length === 0)) return [];
        throw new NotExpressible(`the keyword ${keyword}`);
      default:
        // Those that describe, that stand beside another one, and as ajv does those that nobody knows.
        return [];
    }
  }

  private format(format: string): Ask[] {
    if (this.typed && INSTANTS.has(format)) return [];
    const right = isFormat(this.dialect, format);
    if (right === null) return [];
    return [
      this.simple('format', { format }, (value) =>
        and(this.dialect.isKind(value.kind, 'string'), not(right(textOf(this.dialect, value)))),
      ),
    ];
  }

  private matches(said: Sql, source: string): Sql {
    const found = this.dialect.matches(said, patternOf(source));
    if (found === null) throw new NotExpressible(`the pattern ${source}`);
    return found;
  }

  private missing(name: string): Ask {
    const { dialect } = this;
    const params = { missingProperty: name };
    return this.simple(
      'required',
      params,
      ({ json, kind }) => and(dialect.isKind(kind, 'object'), `${dialect.member(json, name)} IS NULL`),
      [name],
    );
  }

  private dependent(argument: Json): Ask[] {
    const { dialect } = this;
    return Object.entries(isObject(argument) ? argument : {}).flatMap(([name, needed]) =>
      list(needed).map((other) =>
        this.simple('dependentRequired', { missingProperty: other }, ({ json }) =>
          and(`${dialect.member(json, name)} IS NOT NULL`, `${dialect.member(json, String(other))} IS NULL`),
        ),
      ),
    );
  }

  /** What is said of members by name, asked where they are. */
  private members(argument: Json, depth: number): Ask[] {
    const { dialect } = this;
    return Object.entries(isObject(argument) ? argument : {}).flatMap(([name, schema]) => {
      const into = ({ json }: Value): Value => {
        const inner = dialect.member(json, name);
        return { json: inner, kind: dialect.kindOf(inner) };
      };
      return this.asks(schema, depth + 1).map((ask): Ask => {
        const failing = { ...ask.failing, steps: [name, ...ask.failing.steps] };
        return 'fails' in ask
          ? { failing, fails: (value) => ask.fails(into(value)) }
          : { failing, list: (value, make) => ask.list(into(value), make) };
      });
    });
  }

  private additional(argument: Json, schema: JsonObject, depth: number): Ask[] {
    if (argument === true) return [];
    const { dialect } = this;
    const named = Object.keys(isObject(schema['properties']) ? schema['properties'] : {});
    const patterns = Object.keys(isObject(schema['patternProperties']) ? schema['patternProperties'] : {});
    const other = (name: Sql) =>
      and(
        ...(named.length === 0
          ? []
          : [
              not(
                oneOf(
                  dialect,
                  name,
                  named.map((each) => text(dialect, each)),
                ),
              ),
            ]),
        ...patterns.map((pattern) => not(this.matches(name, pattern))),
      );
    if (argument === false) {
      const failing = this.failing('additionalProperties', { additionalProperty: '' }, []);
      return [
        {
          failing: { ...failing, named: true },
          list: ({ json }, make) => this.lists().collect(this.lists().names(json), other, make),
        },
      ];
    }
    return this.asks(argument, depth + 1).map((ask): Ask => {
      if (!('fails' in ask) || ask.failing.steps.length > 0)
        throw new NotExpressible('additionalProperties with a shape of their own');
      const { collect, names } = this.lists();
      return {
        failing: { ...ask.failing, named: true },
        list: ({ json }, make) => {
          const at = (name: Sql) => dialect.memberAt(json, name);
          const fails = (name: Sql) => ask.fails({ json: at(name), kind: dialect.kindOf(at(name)) });
          return collect(names(json), (name) => and(other(name), fails(name)), make);
        },
      };
    });
  }

  private elements(argument: Json, schema: JsonObject, depth: number): Ask[] {
    if (schema['prefixItems'] !== undefined) throw new NotExpressible('the keyword prefixItems');
    const { dialect } = this;
    return this.asks(argument, depth + 1).map((ask): Ask => {
      const { elements, collect, flat } = this.lists();
      const failing = { ...ask.failing, steps: ['[]', ...ask.failing.steps] };
      const of = (item: Sql): Value => ({ json: item, kind: dialect.kindOf(item) });
      if (!('fails' in ask))
        return {
          failing,
          list: ({ json }, make) => flat(elements(json), (item) => ask.list(of(item), make)),
        };
      return {
        failing,
        list: ({ json }, make) =>
          collect(
            elements(json),
            (item) => ask.fails(of(item)),
            () => make(text(dialect, '')),
          ),
      };
    });
  }

  private contains(argument: Json, schema: JsonObject, depth: number): Ask {
    if (schema['minContains'] !== undefined || schema['maxContains'] !== undefined)
      throw new NotExpressible('the keywords minContains and maxContains');
    const { dialect } = this;
    const { any, elements } = this.lists();
    const fits = (item: Sql) => this.holds(argument, { json: item, kind: dialect.kindOf(item) }, depth + 1);
    return this.simple('contains', {}, ({ json, kind }) =>
      and(dialect.isKind(kind, 'array'), not(any(elements(json), fits))),
    );
  }

  private conditional(argument: Json, schema: JsonObject, depth: number): Ask[] {
    const branch = (name: 'then' | 'else') => {
      if (schema[name] === undefined) return [];
      return this.asks(schema[name], depth + 1).map((ask): Ask => {
        const here = (value: Value) => {
          const test = this.holds(argument, value, depth + 1);
          return name === 'then' ? test : not(test);
        };
        return this.under(here, ask);
      });
    };
    return [...branch('then'), ...branch('else')];
  }

  private simple(
    keyword: string,
    params: JsonObject,
    fails: (value: Value) => Sql,
    steps: readonly string[] = [],
  ): Ask {
    return { failing: this.failing(keyword, params, steps), fails };
  }

  private failing(keyword: string, params: JsonObject, steps: readonly string[]): Failing {
    const expected = expectation({ keyword, params, path: [], value: undefined });
    return { steps, keyword, expected, kind: failureKinds[keyword] ?? null, named: false };
  }

  private lists() {
    const { lists, title } = this.dialect;
    if (lists === null) throw new NotExpressible(`${title} cannot look at each element or name`);
    return lists;
  }
}
