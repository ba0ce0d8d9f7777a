import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { destination, destinationIds } from '../../src/catalogue/destinations.ts';
import { type Authority, fact } from '../../src/catalogue/fact.ts';
import { identifierKinds, identifiersOf, placeholders } from '../../src/catalogue/identifiers.ts';
import { isObject } from '../../src/text/json.ts';

const kinds =
  'analytics product-analytics behavioural-data-platform cdp engagement crm support advertising attribution warehouse';
const sides = 'product marketing product-and-marketing storage';
const authorities: Authority[] = ['vendor', 'vendor-source', 'connector', 'secondary'];
const meta = new Set(['schema', 'id', 'name', 'kind', 'side', 'surfaces']);

describe('destinations', () => {
  it('has an entry for every file', () => {
    const files = readdirSync('src/catalogue/destinations').map((file) => file.replace('.yaml', ''));
    expect([...destinationIds].sort()).toEqual(files.sort());
    expect(destinationIds).toHaveLength(36);
  });

  it.each(destinationIds)('%s states each group with its source, age and authority', (id) => {
    const entry = destination(id);
    expect(entry).toMatchObject({ schema: 1, id, name: expect.any(String), surfaces: expect.any(Array) });
    expect(kinds.split(' ')).toContain(entry?.kind);
    expect(sides.split(' ')).toContain(entry?.side);
    for (const [group, value] of Object.entries(entry ?? {})) {
      if (meta.has(group)) continue;
      expect(isObject(value), group).toBe(true);
      const found = fact(entry ?? {}, [group]);
      expect(found?.source.length, group).toBeGreaterThan(0);
      for (const address of found?.source ?? []) expect(address).toMatch(/^https:\/\//);
      expect(found?.checked, group).toEqual(expect.any(String));
      expect(authorities, group).toContain(found?.authority);
    }
  });

  it('knows nothing of a name that no file has', () => {
    expect(destination('segmint')).toBeNull();
    expect(destination('__proto__')).toBeNull();
    expect(destination('constructor')).toBeNull();
  });
});

describe('facts', () => {
  const ga4 = destination('ga4') ?? {};
  const amplitude = destination('amplitude') ?? {};

  it('carry the source of their group', () => {
    expect(fact(ga4, ['event_name', 'max_length'])).toMatchObject({
      value: 40,
      authority: 'vendor',
      onExceed: 'not_logged',
    });
    expect(fact(ga4, ['event_name', 'max_length'])?.source).toContain(
      'https://support.google.com/analytics/answer/9267744',
    );
  });

  it('carry a nearer source where there is one', () => {
    expect(fact(ga4, ['properties', 'value', 'types'])).toMatchObject({
      value: ['string', 'number'],
      authority: 'connector',
    });
    expect(fact(ga4, ['event_name', 'reserved_names', 'web'])).toMatchObject({ authority: 'connector' });
    expect(fact(ga4, ['event_name', 'reserved_prefixes'])?.value).toContain('firebase_');
    expect(fact(amplitude, ['event_name', 'max_distinct'])).toMatchObject({
      value: 2000,
      onExceed: 'not_indexed',
      source: ['https://amplitude.com/docs/faq/limits'],
    });
  });

  it('tell "no limit" from "not known"', () => {
    expect(fact(amplitude, ['properties', 'max_per_event'])).toMatchObject({ value: null });
    expect(fact(amplitude, ['properties', 'key', 'max_length'])).toBeNull();
    expect(fact(amplitude, ['__proto__'])).toBeNull();
  });
});

describe('identifiers', () => {
  it('names only kinds that the catalogue has', () => {
    const known = new Set(identifierKinds().map((kind) => kind.id));
    for (const id of destinationIds) {
      for (const each of identifiersOf(id))
        expect([id, each.field, known.has(each.kind)]).toEqual([id, each.field, true]);
    }
  });

  it('finds the kind behind a field of a system', () => {
    const kind = (system: string, field: string) =>
      identifiersOf(system).find((each) => each.field === field)?.kind;
    expect(kind('braze', 'external_id')).toBe('user_id');
    expect(kind('meta', 'em')).toBe('email_hash');
    expect(kind('meta', 'user_id')).toBeUndefined();
  });

  it('joins the placeholders of all systems', () => {
    const { insensitive, exact } = placeholders();
    for (const value of ['', 'null', 'undefined', 'anonymous', '00000000-0000-0000-0000-000000000000']) {
      expect(insensitive).toContain(value);
    }
    expect(exact.some((value) => insensitive.includes(value.toLowerCase()))).toBe(false);
  });
});
