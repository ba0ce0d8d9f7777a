import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Dialect, Kind, Sql, Value } from '../dialects/dialect.ts';
import { and, double, not, numberOf, oneOf, or, text, textOf } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import { formatPatterns } from '../formats.ts';

export function isType(dialect: Dialect, value: Value, schema: JsonObject): Sql {
  const { kind } = value;
  const types = [...list(schema['type'] ?? []), ...(schema['nullable'] === true ? ['null'] : [])];
  return or(
    ...types.map((type) => {
      if (type !== 'integer') return dialect.isKind(kind, kindNamed(String(type)));
      const said = numberOf(dialect, value);
      return and(dialect.isKind(kind, 'number'), `${said} = floor(${said})`);
    }),
  );
}

export function isOneOf(dialect: Dialect, value: Value, values: readonly Json[]): Sql {
  const { json, kind } = value;
  const texts = values.filter((each) => typeof each === 'string');
  const numbers = values.filter((each) => typeof each === 'number' || typeof each === 'bigint').map(Number);
  const tests: Sql[] = [];
  if (texts.length > 0)
    tests.push(
      and(
        dialect.isKind(kind, 'string'),
        oneOf(
          dialect,
          textOf(dialect, value),
          texts.map((each) => text(dialect, each)),
        ),
      ),
    );
  if (numbers.length > 0)
    tests.push(
      and(
        dialect.isKind(kind, 'number'),
        oneOf(
          dialect,
          numberOf(dialect, value),
          numbers.map((each) => double(dialect, each)),
        ),
      ),
    );
  if (values.includes(true)) tests.push(and(dialect.isKind(kind, 'boolean'), dialect.isTrue(json)));
  if (values.includes(false)) tests.push(and(dialect.isKind(kind, 'boolean'), not(dialect.isTrue(json))));
  if (values.includes(null)) tests.push(dialect.isKind(kind, 'null'));
  if (values.some((each) => typeof each === 'object' && each !== null))
    throw new NotExpressible('an enum with lists or objects');
  return or(...tests);
}

export function present({ kind }: Value): Sql {
  return `${kind} IS NOT NULL`;
}

export function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

function kindNamed(type: string): Kind {
  const kinds: readonly Kind[] = ['string', 'number', 'boolean', 'null', 'object', 'array'];
  const known = kinds.find((kind) => kind === type);
  if (known === undefined) throw new NotExpressible(`the type ${type}`);
  return known;
}

/** What a reference inside one schema names. */
export function resolved(root: JsonObject | boolean, reference: string): Json {
  if (reference !== '#' && !reference.startsWith('#/'))
    throw new NotExpressible(`a reference to ${reference}`);
  let at: Json | undefined = root;
  for (const step of reference.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  if (at === undefined) throw new NotExpressible(`a reference to ${reference}`);
  return at;
}

/** A test of a text for a format of JSON Schema; null: nothing is asked. @throws NotExpressible */
export function isFormat(dialect: Dialect, format: string): ((said: Sql) => Sql) | null {
  const patterns = formatPatterns(format);
  if (patterns === null) throw new NotExpressible(`the format ${format}`);
  const { all, none } = patterns;
  if (all.length + none.length === 0) return null;
  const test = (said: Sql, each: (typeof all)[number]) => {
    const found = dialect.matches(said, each);
    if (found === null) throw new NotExpressible(`the format ${format}`);
    return found;
  };
  return (said) => and(...all.map((each) => test(said, each)), ...none.map((each) => not(test(said, each))));
}
