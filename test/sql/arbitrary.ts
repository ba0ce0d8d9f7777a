import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/text/json.ts';

/** Plans of all that checks ask of samples, and raw lines that come near to fitting them. */

const NAMES = [
  ...['total', 'currency', 'a.b', "it's", 'Größe', '0', 'x/y~z', 'list', 'inner', '__proto__'],
  ...['a*', '*', '"q"', 'x[]', 'b\\c'],
];
const EVENTS = ['Order Completed', 'Cart Viewed', "it's; --", 'Ørder 2'];

const TEXTS = [
  ...[
    '',
    ' ',
    '5',
    '-1',
    '1e3',
    'EUR',
    'eur',
    'usd ',
    'red',
    'Straße',
    '😀😀',
    'a\u0301',
    "it's",
    '"',
    '\\',
    '%',
    'null',
    'undefined',
  ],
  ...[
    'true',
    'N/A',
    'guest',
    '00000000-0000-0000-0000-000000000000',
    '123e4567-e89b-42d3-a456-426614174000',
    'line\nbreak',
  ],
  ...[
    '2026-05-02',
    '2026-02-30',
    '2026-05-02T10:00:00Z',
    '2026-05-02 10:00:00',
    '2026-05-02T10:00:00+02:00',
    '2026-05-02T10:00:00.123Z',
  ],
  ...[
    '10:00:00Z',
    'P1D',
    'P1M2D',
    '127.0.0.1',
    '::1',
    'shop.example',
    'https://shop.example/a?b=c',
    'shop example',
    '10023417',
  ],
  ...['3.10.2', 'v2', '3', '2.9.9-beta', '1.2.3.4.5', 'x'.repeat(41)],
];
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  5,
  7,
  10,
  0.1,
  0.3,
  1.5,
  99.99,
  1e21,
  1e-7,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  1e300,
];

const scalar: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: fc.constantFrom(...TEXTS), weight: 5 },
  { arbitrary: fc.constantFrom(...NUMBERS), weight: 3 },
  { arbitrary: fc.constantFrom<Json>(true, false, null), weight: 2 },
);

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: scalar, weight: 6 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    { arbitrary: fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3 }), weight: 2 },
  ),
}));

const bounds = fc.constantFrom(...NUMBERS);
const words = fc.uniqueArray(fc.constantFrom('EUR', 'red', 'a\u0301', "it's", '5', ''), {
  minLength: 1,
  maxLength: 6,
});

const text: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ type: 'string' }),
  words.map((all) => ({ type: 'string', enum: all })),
  fc
    .constantFrom(
      'date-time',
      'date',
      'time',
      'email',
      'uuid',
      'uri',
      'ipv4',
      'ipv6',
      'hostname',
      'duration',
      'uri-reference',
      'json-pointer',
    )
    .map((format) => ({ type: 'string', format })),
  fc
    .constantFrom(
      '^[0-9]{8}$',
      '^[A-Z]{2,3}$',
      'e',
      '^.$',
      '^\\S+$',
      '^\\w+\\s',
      '[^a-z]',
      '^(?:a|b)?$',
      '\\.',
      '^\\p{Lu}',
    )
    .map((pattern) => ({ type: 'string', pattern })),
  fc
    .record({ minLength: fc.nat(4), maxLength: fc.integer({ min: 4, max: 20 }) })
    .map((length) => ({ type: 'string', ...length })),
);
const number: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { type: 'number' },
    { type: 'integer' },
    { type: ['number', 'null'] },
    { type: ['integer', 'string'] },
  ),
  bounds.map((minimum) => ({ type: 'number', minimum })),
  bounds.map((exclusiveMaximum) => ({ type: 'number', exclusiveMaximum })),
  fc.constantFrom(1, 5, 0.1, 0.01).map((multipleOf) => ({ type: 'number', multipleOf })),
  fc
    .uniqueArray(
      bounds.filter((each) => !Object.is(each, -0)),
      { minLength: 1, maxLength: 4 },
    )
    .map((all) => ({ enum: all })),
);

/** A JSON Schema as a property of a plan has it. */
const { shape } = fc.letrec<{ shape: JsonObject; members: JsonObject }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: text, weight: 4 },
    { arbitrary: number, weight: 3 },
    {
      arbitrary: fc.constantFrom<JsonObject>(
        { type: 'boolean' },
        {},
        { const: 'red' },
        { const: true },
        { enum: [true, null, 5, 'red'] },
        { minLength: 2 },
      ),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(tie('shape'), fc.nat(2))
        .map(([items, minItems]) => ({ type: 'array', items, minItems })),
      weight: 2,
    },
    { arbitrary: tie('members'), weight: 2 },
    { arbitrary: fc.tuple(tie('shape'), tie('shape')).map(([a, b]) => ({ anyOf: [a, b] })), weight: 1 },
    { arbitrary: fc.tuple(text, number).map(([a, b]) => ({ oneOf: [a, b] })), weight: 1 },
    { arbitrary: text.map((not) => ({ not })), weight: 1 },
  ),
  members: fc
    .record({
      properties: fc.dictionary(
        fc.constantFrom(...NAMES.slice(0, 4)),
        fc
          .tuple(tie('shape'), fc.boolean())
          .map(([each, required]) => ({ ...each, ...(required ? { required } : {}) })),
        { maxKeys: 3 },
      ),
      additionalProperties: fc.constantFrom<Json>(true, false),
    })
    .map((members) => ({ type: 'object', ...members })),
}));

const use: fc.Arbitrary<JsonObject> = fc
  .tuple(shape, fc.boolean(), fc.option(fc.constantFrom('web', 'ios'), { freq: 6 }))
  .map(([each, required, from]) => ({
    ...each,
    ...(required ? { required } : {}),
    ...(from === null ? {} : { from }),
  }));

const condition: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom('<3.0.0', '>=2 <3.1', '>=0', '<=5').map((range) => ({ 'context.app.version': range })),
  fc
    .tuple(fc.constantFrom(...NAMES.filter((name) => !/[./~[\\]/.test(name) && name !== '__proto__')), scalar)
    .map(([name, wanted]) => ({ [name]: wanted })),
  fc.constantFrom<JsonObject>(
    { 'context.country': ['DE', 'FR'] },
    { system: 'web' },
    { version: ['2', null] },
    { 'ids.user_id': null },
    { 'list[].currency': 'EUR' },
  ),
);

const event = fc
  .record(
    {
      properties: fc.dictionary(fc.constantFrom(...NAMES), use, { maxKeys: 5 }),
      additional_properties: fc.oneof(fc.boolean(), fc.constant({ type: 'string' })),
      identified_by: fc.constantFrom<Json>('none', ['user_id'], ['user_id', 'anonymous_id']),
      variants: fc.array(
        fc.record({
          when: condition,
          properties: fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(use, fc.constant(false)), {
            maxKeys: 2,
          }),
        }),
        { maxLength: 2 },
      ),
      context: fc.constantFrom<Json>({ country: 'required' }, { plan: { type: 'integer' } }),
      sunset: fc.constantFrom('2026-01-31', '2027-01-31'),
    },
    { requiredKeys: ['properties'] },
  )
  .map((each) => JSON.parse(JSON.stringify(each)) as JsonObject);

export const plans: fc.Arbitrary<string> = fc
  .record({
    events: fc.dictionary(fc.constantFrom(...EVENTS), event, { minKeys: 1, maxKeys: 4 }),
    glob: fc.option(event),
    wide: fc.option(
      fc.record({ event, when: fc.constantFrom<JsonObject>({}, { when: { currency: 'EUR' } }) }),
    ),
    page: fc.option(event),
    consent: fc.boolean(),
    traits: fc.dictionary(fc.constantFrom('plan_tier', 'age'), shape, { maxKeys: 3 }),
    link: fc.boolean(),
  })
  .map(({ events, glob, wide, page, consent, traits, link }) =>
    JSON.stringify({
      dataplan: 1,
      name: 'random',
      version: '1.0.0',
      identity: {
        types: {
          user_id: { of: 'person', known: true, format: 'uuid' },
          anonymous_id: { of: 'device' },
          email: { of: 'person', known: true, normalize: ['trim', 'lowercase'], format: 'email' },
          account_id: { of: 'account', known: true },
        },
        priority: ['user_id', 'anonymous_id'],
        never: ['guest'],
        limits: [{ of: 'anonymous_id', per: 'user_id', max: 1 }],
        ...(link
          ? { link: { from: 'anonymous_id', to: 'user_id', at: ['identify', Object.keys(events)[0]] } }
          : {}),
      },
      ...(consent
        ? {
            privacy: {
              purposes: { marketing: { basis: 'consent', signal: { 'context.consent.marketing': true } } },
            },
          }
        : {}),
      systems: {
        web: { role: 'source', ...(consent ? { purposes: ['marketing'] } : {}) },
        ios: { role: 'source' },
      },
      context: {
        country: { type: 'string', pattern: '^[A-Z]{2}$' },
        'app.version': { type: 'string', required: true, from: 'ios' },
      },
      traits: { person: traits, account: { seats: 'integer' } },
      events: {
        ...events,
        ...(glob === null ? {} : { Others: { ...glob, name: 'Order *' } }),
        ...(wide === null ? {} : { Wide: { ...wide.event, name: 'O*', ...wide.when } }),
        ...(page === null ? {} : { Page: { ...page, name: '*', call: 'page' } }),
      },
      governance: {
        enforcement: {
          unplanned_event: 'quarantine',
          unplanned_property: 'drop',
          missing_required: 'quarantine',
          invalid_value: 'quarantine',
        },
      },
    }),
  );

const id = fc.constantFrom<Json | undefined>(
  ...[
    undefined,
    null,
    '',
    'guest',
    'Guest',
    'u-1',
    'u-2',
    '123e4567-e89b-42d3-a456-426614174000',
    '0',
    0,
    5,
    true,
    'undefined',
    'NULL',
    {},
  ],
);
const time = fc.constantFrom<Json | undefined>(
  ...[
    undefined,
    null,
    '2026-05-02T10:00:00Z',
    '2026-05-02T10:00:00.5+02:00',
    '2026-05-02',
    '2031-01-01T00:00:00Z',
    'yesterday',
    5,
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
  ],
);

const record: fc.Arbitrary<JsonObject> = fc
  .record({
    type: fc.oneof(
      { arbitrary: fc.constant<Json>('track'), weight: 8 },
      {
        arbitrary: fc.constantFrom<Json>('page', 'screen', 'identify', 'group', 'alias', 'order', null, 5),
        weight: 3,
      },
    ),
    event: fc.oneof(
      { arbitrary: fc.constantFrom<Json | undefined>(...EVENTS), weight: 8 },
      {
        arbitrary: fc.constantFrom<Json | undefined>(
          'Order Refunded',
          'Order *',
          'Unknown',
          undefined,
          null,
          '',
          5,
          'order completed',
        ),
        weight: 2,
      },
    ),
    name: fc.constantFrom<Json | undefined>(undefined, 'Home', '*', '', null),
    properties: fc.oneof(
      { arbitrary: fc.dictionary(fc.constantFrom(...NAMES, 'colour'), value, { maxKeys: 7 }), weight: 12 },
      { arbitrary: fc.constantFrom<Json | undefined>(undefined, null, [], 5), weight: 1 },
    ),
    traits: fc.option(
      fc.dictionary(fc.constantFrom('plan_tier', 'age', 'email', 'user_id', 'seats', 'extra'), scalar, {
        maxKeys: 3,
      }),
    ),
    context: fc.option(
      fc.record(
        {
          country: fc.constantFrom<Json>('DE', 'FR', 'de', 5, null),
          app: fc.oneof(fc.record({ version: scalar }), scalar),
          consent: fc.constantFrom<Json>({ marketing: true }, { marketing: 'true' }, {}, null),
          plan: scalar,
          traits: fc.option(fc.dictionary(fc.constantFrom('email', 'age'), scalar)),
        },
        { requiredKeys: [] },
      ),
    ),
    userId: id,
    groupId: fc.option(id, { freq: 1, nil: undefined }),
    anonymousId: id,
    messageId: fc.constantFrom<Json | undefined>(undefined, 'm-1', 'm-2', 'm-3', '', 7),
    timestamp: time,
    receivedAt: time,
  })
  .map((each) => JSON.parse(JSON.stringify(each)) as JsonObject);

const FIRST = JSON.stringify({ type: 'track', event: 'Order Completed', properties: {} });

/** Raw lines, now and then broken, or in a form that readers part over. The first is none: what a file begins with says what it is. */
export const lines: fc.Arbitrary<string[]> = fc
  .array(
    fc.tuple(record, fc.nat(40), fc.nat(400)).map(([each, how, at]) => {
      const line = JSON.stringify(each);
      const place = at % line.length;
      switch (how) {
        case 0:
          return line.slice(0, place);
        case 1:
          return `${line.slice(0, -1)},}`;
        case 2:
          return `${line} ${line}`;
        case 3:
          return line.replace('null', 'NaN');
        case 4:
          return ` ${line.replaceAll(':', ' : ').replaceAll(',"', ' , "')}\t`;
        case 5:
          return `[${line}]`;
        default:
          return line;
      }
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => [FIRST, ...all]);

/** Names of Segment's fields → others, so that a plain record is none of Segment's too. */
const PLAIN = { type: 'kind', anonymousId: 'visitor', messageId: 'mid', userId: 'uid' };

/** The same lines as plain records, and the map that says where things stand in them. */
export const plainMap = {
  ...{
    event: 'event',
    call: PLAIN.type,
    user: PLAIN.userId,
    anonymous: PLAIN.anonymousId,
    email: 'context.traits.email',
  },
  ...{
    properties: 'properties',
    traits: 'traits',
    context: 'context',
    time: 'timestamp',
    received: 'receivedAt',
  },
  ...{ message_id: PLAIN.messageId, version: 'name' },
};

export function plainly(line: string): string {
  return Object.entries(PLAIN).reduce(
    (text, [from, to]) => text.replaceAll(new RegExp(`"${from}"(?=\\s*:)`, 'g'), `"${to}"`),
    line,
  );
}
