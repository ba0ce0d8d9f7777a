import { isObject } from '../../text/json.ts';
import { instantOf, objectOf, sample, textOf } from './build.ts';
import type { Format } from './format.ts';

/** `/shop/checkout/1.10.0`: a path in a repository of schemas, not an address of a meta-schema. */
const SCHEMA = /^\/?((?:[\w.-]+\/)*[\w.-]+)\/(\d+\.\d+\.\d+)#?$/;

/**
 * Wikimedia's Event Platform, and who follows its guidelines: an event names its schema and version, and is all of it
 * the schema's. `dt` is when it happened, `meta.dt` when it arrived.
 */
export const wikimedia: Format = {
  id: 'wikimedia',
  title: 'Wikimedia Event Platform',
  source: 'https://wikitech.wikimedia.org/wiki/Event_Platform/Schemas/Guidelines',
  ids: [],
  recognise(record) {
    if (!SCHEMA.test(textOf(record['$schema']) ?? '')) return 0;
    return isObject(record['meta']) ? 0.98 : 0.6;
  },
  open(reading) {
    return (record, emit) => {
      const [, name, version] = SCHEMA.exec(textOf(record['$schema']) ?? '') ?? [];
      if (name === undefined || version === undefined) return 'no "$schema" that ends in a version';
      const meta = objectOf(record['meta']);
      const arrived = instantOf(meta['dt']);
      const happened = instantOf(record['dt'] ?? record['client_dt']);
      emit(
        sample(reading, {
          call: 'track',
          name,
          version,
          time: happened ?? arrived,
          receivedAt: happened === null ? null : arrived,
          messageId: textOf(meta['id']),
          properties: record,
          raw: record,
        }),
      );
      return null;
    };
  },
};
