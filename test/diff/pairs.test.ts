import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../src/diff/pairs.ts';

const line = (before: unknown, after: unknown): string =>
  JSON.stringify({ id: 'order', old_schema: before, new_schema: after });

describe('a line of a list of pairs', () => {
  test('gets both verdicts, the bump, and an event for each break', () => {
    const before = { type: 'object', properties: { total: { type: 'number' } }, additionalProperties: false };
    const after = { ...before, properties: { total: { type: 'number' }, coupon: { type: 'string' } } };
    expect(judgeLine(line(before, after), 1, { scheme: null })).toEqual({
      id: 'order',
      backward: 'compatible',
      forward: 'breaking',
      bump: 'minor',
      why: { backward: null, forward: null },
      witness: { backward: null, forward: { validUnder: 'new', event: { coupon: '' } } },
    });
  });

  test('a self-describing schema counts MODEL-REVISION-ADDITION', () => {
    const self = { vendor: 'com.acme', name: 'order', format: 'jsonschema', version: '1-0-0' };
    const before = { self, type: 'object', properties: { total: { type: 'number' } } };
    const after = { ...before, required: ['total'] };
    expect(judgeLine(line(before, after), 1, { scheme: null })).toMatchObject({
      backward: 'breaking',
      bump: 'MODEL',
    });
  });

  test('compares integers beyond 2^53 by their digits', () => {
    const of = (maximum: string) => `{"type":"integer","maximum":${maximum}}`;
    const text = `{"id":1,"old_schema":${of('9223372036854775807')},"new_schema":${of('9223372036854775806')}}`;
    const verdict = judgeLine(text, 1, { scheme: null });
    expect(verdict).toMatchObject({ backward: 'breaking', forward: 'compatible' });
    expect(verdict['why']).toMatchObject({
      backward: 'not proven: the number that shows it needs more digits than a JavaScript number holds',
    });
  });

  test.each([
    ['{', 'line 7 is no JSON'],
    ['[]', 'line 7 is no object'],
    ['{"id":1,"old_schema":{}}', 'line 7 has no new_schema'],
    [
      line({}, { maximum: '9223372036854776000' }),
      'the new schema cannot be read: maximum is a number, not "9223372036854776000" (/maximum)',
    ],
    [line({}, { type: 'text' }), 'the new schema cannot be read: type is one or more of null, boolean'],
    [
      line({}, { $ref: 'https://schemas.example/order.json' }),
      'leads out of the schema, and is never followed',
    ],
    [line({}, { $ref: '#/$defs/gone' }), '$ref "#/$defs/gone" leads nowhere'],
    [line({}, { anyOf: [{ $ref: '#' }] }), 'leads back to itself about the same value, which never ends'],
    [
      line({ properties: { total: { required: true } } }, {}),
      'the old schema cannot be read: required is a list of names, not true (/properties/total/required)',
    ],
    [line({}, { pattern: '(' }), '"(" is no regular expression'],
  ])('says why it cannot tell: %s', (text, why) => {
    const verdict = judgeLine(text, 7, { scheme: null });
    expect(verdict).toMatchObject({ backward: 'unknown', forward: 'unknown' });
    expect(JSON.stringify(verdict['why'])).toContain(JSON.stringify(why).slice(1, -1));
  });

  test.each([
    ['a schema that repeats itself inside', { $ref: '#/definitions/item' }],
    ['a property called $ref', { properties: { $ref: { type: 'string' }, $schema: { type: 'string' } } }],
  ])('reads %s', (_, schema) => {
    const definitions = { item: { properties: { parts: { items: { $ref: '#/definitions/item' } } } } };
    const before = { $schema: 'http://json-schema.org/draft-07/schema#', definitions, allOf: [schema] };
    expect(judgeLine(line(before, { ...before, minProperties: 1 }), 1, { scheme: null })).toMatchObject({
      backward: 'breaking',
      forward: 'compatible',
    });
  });

  test.each([
    ['(a+)+$', `^(?=.*x)(a|a)*$`],
    ['^(.*)*$', '^(\\w+\\s?)*$'],
    ['^.{0,5000}$', '^(.{0,5000}){0,5000}$'],
  ])('ends soon whatever the patterns %s and %s', (a, b) => {
    const start = performance.now();
    const text = (pattern: string) => ({ type: 'string', pattern, minLength: 40 });
    judgeLine(line(text(a), text(b)), 1, { scheme: null });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
