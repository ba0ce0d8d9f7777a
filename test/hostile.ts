import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';

const SHOP = readFileSync(join(import.meta.dirname, '../plans/acme-shop.plan.yaml'), 'utf8');
const KEYS = [...new Set([...SHOP.matchAll(/([A-Za-z_][\w -]*):/g)].map((match) => match[1] ?? ''))];

/** Names that have broken programs before. */
const EVIL = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '$ref',
  '$id',
  '',
  ' ',
  '*',
  'a/b',
  'a~b',
  'on',
  'no',
  'null',
  '\u202eevil',
  '😀',
  'x'.repeat(2000),
];
const VALUES = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  9007199254740993n,
  '(a+)+$',
  '\\p{L}+',
  '[',
  '2027-13-01',
  'P1D',
  '=cmd',
  '<script>',
  '\u001b[31m',
  '#/$defs/x',
  '../../etc/passwd',
  'https://example.com/x.json',
  ...EVIL,
];

const key = fc.oneof(fc.constantFrom(...KEYS), fc.constantFrom(...EVIL), fc.string({ maxLength: 12 }));
const leaf = fc.oneof(fc.constantFrom(...VALUES), fc.string(), fc.integer(), fc.double({ noNaN: true }));

const tree = fc.letrec((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('map'), tie('list')),
  map: fc.dictionary(key, tie('node'), { maxKeys: 6 }),
  list: fc.array(tie('node'), { maxLength: 5 }),
})).node;

/** The shop's plan with some spans cut, doubled, swapped or replaced. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(SHOP.length),
      length: fc.nat(60),
      by: fc.oneof(
        fc.constantFrom('', ':', '{', '}', '[', '*a', '&a', '\t', '\0', '- ', '"', ...KEYS),
        fc.constantFrom(...EVIL),
        fc.string({ maxLength: 8 }),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((edits) =>
    edits.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), SHOP),
  );

const HEAD = 'dataplan: 1\nname: shop\nversion: 1.0.0\n';

const built = fc
  .dictionary(
    fc.constantFrom(
      'events',
      'properties',
      'groups',
      'traits',
      'context',
      'systems',
      'flows',
      'needs',
      'identity',
      'privacy',
      'governance',
      'standards',
      'teams',
    ),
    tree,
    { maxKeys: 5 },
  )
  .map((sections) => HEAD + yamlOf(sections));

/** Shapes that the schema accepts more often: named things with odd insides. */
const property = fc.oneof(
  fc.constantFrom('string', 'integer', 'required', null, false),
  fc.dictionary(
    fc.constantFrom(
      'type',
      'enum',
      'pattern',
      'minimum',
      'maximum',
      'is',
      'required',
      'privacy',
      'properties',
      'items',
      'unit',
      'format',
      'examples',
      'to',
      'from',
      'const',
      'minLength',
      'maxLength',
    ),
    fc.oneof(
      fc.constantFrom(
        'string',
        'number',
        'object',
        'array',
        'total',
        'user.contact.email',
        'none',
        true,
        3,
        -2,
        '(a+)+$',
        'email',
      ),
      fc.array(fc.constantFrom('EUR', 1, null, 'total'), { maxLength: 3 }),
    ),
    { maxKeys: 5 },
  ),
);
const plausible = fc
  .record({
    properties: fc.dictionary(fc.constantFrom('total', 'currency', ...EVIL), property, { maxKeys: 5 }),
    events: fc.dictionary(
      fc.oneof(
        fc.constantFrom('Order Completed', 'order_completed', 'Cart Viewed', ...EVIL),
        fc.string({ maxLength: 20 }),
      ),
      fc.record(
        {
          properties: fc.dictionary(fc.constantFrom('total', 'currency', 'coupon', ...EVIL), property, {
            maxKeys: 5,
          }),
          status: fc.constantFrom('proposed', 'live', 'deprecated', 'retired'),
          replaced_by: fc.constantFrom('Order Completed', 'Gone'),
          owner: fc.constantFrom('checkout', 'nobody'),
          sunset: fc.constantFrom('2026-01-01', '2027-01-01'),
          identified_by: fc.constantFrom('user_id', 'none', 'email'),
          when: fc.dictionary(
            fc.constantFrom('context.app.version', 'system', 'a.b', 'list[].x'),
            fc.constantFrom('<3', '>=2 <1', [1, 2], { type: 'string' }, null),
            { minKeys: 1, maxKeys: 2 },
          ),
        },
        { requiredKeys: [] },
      ),
      { maxKeys: 5 },
    ),
  })
  .map((sections) => HEAD + yamlOf(sections));

const bytes = fc.uint8Array({ maxLength: 400 }).map((data) => new TextDecoder().decode(data));
const json = fc.json().map((text) => `${text}\n`);

/** Texts that a plan file may hold: random bytes, YAML, JSON, mutations of a real plan, and plans with odd insides. */
export function hostilePlans(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: mutated },
    { weight: 3, arbitrary: built },
    { weight: 4, arbitrary: plausible },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: json },
  );
}

function yamlOf(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false });
}

/** An event of the shop that is as it should be. */
export const ORDER =
  '{"type":"track","event":"Order Completed","userId":"3f1c9a52-6d1e-4c0b-9a77-0b1c2d3e4f50","anonymousId":"11111111-2222-4333-8444-555555555501","messageId":"m1","timestamp":"2026-11-01T10:00:00.000Z","properties":{"order_id":"10023417","total":19.9,"currency":"EUR","products":[{"sku":"MUG-01"}]},"context":{"country":"DE"}}';

const mutatedOrder = fc
  .array(
    fc.record({
      at: fc.nat(ORDER.length),
      length: fc.nat(20),
      by: fc.oneof(
        fc.constantFrom(
          '',
          '"',
          '{',
          '}',
          '[',
          ',',
          ':',
          '\\',
          '\u0000',
          '\ufeff',
          'null',
          '1e999',
          '9007199254740993',
          '"__proto__":',
          '{"type":',
        ),
        fc.constantFrom(...EVIL),
        fc.string({ maxLength: 6 }),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((edits) =>
    edits.reduce((text, { at, length, by }) => text.slice(0, at) + by + text.slice(at + length), ORDER),
  );

const event = fc
  .record(
    {
      type: fc.constantFrom('track', 'page', 'screen', 'identify', 'group', 'alias', 'unknown', 7),
      event: fc.oneof(fc.constantFrom('Order Completed', 'Product Viewed', ...EVIL), fc.string()),
      userId: fc.oneof(fc.constantFrom('guest', 'jane@shop.example', '', 0, null), fc.uuid()),
      properties: fc.oneof(
        fc.dictionary(
          fc.oneof(fc.constantFrom('total', 'currency', 'products', ...EVIL), fc.string({ maxLength: 8 })),
          fc.jsonValue(),
          { maxKeys: 5 },
        ),
        fc.jsonValue(),
      ),
      context: fc.oneof(
        fc.constantFrom({ country: 'DE' }, { app: { version: '2.0' } }, [], 'x', null),
        fc.jsonValue(),
      ),
      timestamp: fc.oneof(
        fc.constantFrom('2026-11-01T10:00:00Z', 'yesterday', 0, 1e18, '9999-99-99'),
        fc.string({ maxLength: 10 }),
      ),
    },
    { requiredKeys: ['type'] },
  )
  .map((value) => JSON.stringify(value));

/** One line of a sample file: mutated and odd events, any JSON, any text. */
export function hostileLines(): fc.Arbitrary<string> {
  const lines = fc.oneof(
    { weight: 4, arbitrary: mutatedOrder },
    { weight: 4, arbitrary: event },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );
  return lines.map((line) => line.replace(/[\r\n]/g, ' '));
}
