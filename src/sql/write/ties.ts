import type { Check, Operation } from '../../evidence/check.ts';
import type { Sql } from '../dialects/dialect.ts';
import { and, not, or, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import type { Reading } from './reading.ts';
import { isStandIn } from './site-tests.ts';
import type { Asking } from './sites.ts';

/** A check about the whole stream, and how its groups are told apart. */
export interface Tie {
  readonly check: number;
  readonly operation: Extract<Operation, { op: 'one-to-many' | 'linked' | 'duplicate' }>;
}

/** Hexadecimal digits of an identifier in a fact: its hash, so that nothing that leaves a scan names a person. */
const WIDTH = 16;

/** One fact an event that has the ids: `t3:` and the hash of the one, of the other, then what the event makes of the two. */
export function tieFacts(ties: readonly Tie[], reading: Reading, asking: Asking): Sql[] {
  return ties.map(({ operation }, index) => tieFact(operation, index, reading, asking));
}

function tieFact(operation: Tie['operation'], index: number, reading: Reading, asking: Asking): Sql {
  const { dialect } = reading;
  const mark = text(dialect, `t${index}:`);
  switch (operation.op) {
    case 'one-to-many': {
      const [one, many] = [idText(reading, asking, operation.per), idText(reading, asking, operation.of)];
      return `CASE WHEN ${and("class = 'event'", one.there, many.there)} THEN concat(${mark}, ${hash(reading, one.said)}, ${hash(reading, many.said)}) END`;
    }
    case 'linked': {
      const [one, many] = [idText(reading, asking, operation.from), idText(reading, asking, operation.to)];
      const forms = reading.forms.ofEvents(new Set(operation.at));
      const ties = or(
        ...operation.at.map((call) => `call = ${text(dialect, call)}`),
        ...(forms.length === 0 ? [] : [`coalesce(form IN (${forms.join(', ')}), 1 = 0)`]),
      );
      return `CASE WHEN ${and("class = 'event'", one.there, many.there)} THEN concat(${mark}, ${hash(reading, one.said)}, ${hash(reading, many.said)}, CASE WHEN ${ties} THEN 'l' ELSE 'u' END) END`;
    }
    case 'duplicate':
      return `CASE WHEN class = 'event' AND message_id IS NOT NULL THEN concat(${mark}, ${hash(reading, 'message_id')}) END`;
  }
}

/** Queries that count groups: from `counted` (fact, version, event, n, low) to `summed`, with ties by what became of them. */
export function tieQueries(ties: readonly Tie[], reading: Reading): (readonly [string, Sql])[] {
  const { dialect } = reading;
  const { bigint, text: type } = dialect.types;
  const code = `CASE WHEN fact LIKE 't%' THEN ${dialect.splitPart('fact', ':', 1)} ELSE fact END`;
  const after = `${dialect.length(dialect.splitPart('fact', ':', 1))} + 2`;
  const wide = ties.flatMap(({ operation }, i) =>
    operation.op === 'linked' ? [text(dialect, `t${i}`)] : [],
  );
  const width =
    wide.length === 0
      ? String(WIDTH)
      : `CASE WHEN ${dialect.splitPart('fact', ':', 1)} IN (${wide.join(', ')}) THEN ${2 * WIDTH} ELSE ${WIDTH} END`;
  const role = (letter: string) => `fact LIKE 't%${letter}'`;
  const classes = ties.map(
    ({ operation }, i) => `WHEN fact = ${text(dialect, `t${i}`)} THEN ${classOf(operation)}`,
  );
  return [
    [
      'grouped',
      `SELECT ${code} AS fact, form, version,
    CASE WHEN fact LIKE 't%' THEN substr(fact, ${after}, ${width}) END AS one,
    min(event) AS event, sum(n) AS n, count(*) AS parts,
    max(CASE WHEN ${role('u')} THEN 1 ELSE 0 END) AS used,
    max(CASE WHEN ${role('l')} THEN 1 ELSE 0 END) AS linked,
    min(CASE WHEN ${role('u')} THEN low END) AS used_ms,
    min(CASE WHEN ${role('l')} THEN low END) AS linked_ms
  FROM counted
  GROUP BY 1, 2, 3, 4`,
    ],
    [
      'summed',
      `SELECT fact, form, version, CASE ${classes.join(' ')} ELSE CAST(NULL AS ${type}) END AS class, min(event) AS event,
    CAST(CASE WHEN fact LIKE 't%' THEN count(*) ELSE sum(n) END AS ${bigint}) AS n, CAST(sum(n) AS ${bigint}) AS whole
  FROM grouped
  GROUP BY 1, 2, 3, 4`,
    ],
  ];
}

function classOf(operation: Tie['operation']): Sql {
  switch (operation.op) {
    case 'one-to-many':
      return `CASE WHEN parts > ${operation.max} THEN 'over' ELSE 'within' END`;
    case 'duplicate':
      return `CASE WHEN n > 1 THEN 'repeated' ELSE 'once' END`;
    case 'linked':
      return `CASE WHEN used = 0 THEN 'linked' WHEN linked = 0 THEN 'never' WHEN used_ms < linked_ms THEN 'before' WHEN used_ms IS NULL OR linked_ms IS NULL THEN 'unknown' ELSE 'after' END`;
  }
}

/** An identifier as text, without stand-ins. */
function idText(reading: Reading, asking: Asking, type: string): { readonly there: Sql; readonly said: Sql } {
  const { dialect, reader } = reading;
  const value = reading.idValue(type);
  const operation = asking.placeholders.get(type) ?? { values: [''], exact: [] };
  const scalar = or(reader.isString(value), dialect.isKind(value.kind, 'number'));
  return {
    there: and(`${value.kind} IS NOT NULL`, scalar, not(isStandIn(reading, value, operation))),
    said: reader.scalar(value),
  };
}

function hash({ dialect }: Reading, said: Sql): Sql {
  return `substr(${dialect.sha256(said)}, 1, ${WIDTH})`;
}

/** Null for a check about single events. @throws NotExpressible for one that no query can answer. */
export function tieOf(check: Check, index: number, reading: Reading): Tie | null {
  const { operation } = check;
  const has = (type: string) => reading.hasId(type);
  switch (operation.op) {
    case 'one-to-many':
      return has(operation.of) && has(operation.per) ? { check: index, operation } : null;
    case 'linked':
      return has(operation.from) && has(operation.to) ? { check: index, operation } : null;
    case 'duplicate':
      return { check: index, operation };
    case 'time':
      if (operation.skewMs !== null)
        throw new NotExpressible('the order in which events of one sender came: a table has none');
      return null;
    default:
      return null;
  }
}
