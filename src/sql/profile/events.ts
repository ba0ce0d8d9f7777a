import { idFlags, MOST_REACHED, reachOnce } from '../../evidence/sketch/id-sketch.ts';
import { LOG_GAMMA } from '../../evidence/sketch/log-buckets.ts';
import type { Condition } from '../../plan/types.ts';
import type { Sql } from '../dialects/dialect.ts';
import { and, double, not, or, text } from '../dialects/standard.ts';
import { conditionSql } from '../write/condition.ts';
import { type IdentifierColumns, identifierColumns } from './identifiers.ts';
import { bit, keyOf, type ProfileSource } from './source.ts';

type Query = readonly [name: string, body: Sql];

/** Events with what a profile wants to know of each; `person` is the hash of the best identifier. */
export interface Known {
  readonly queries: readonly Query[];
  readonly identifiers: readonly IdentifierColumns[];
}

/** Platforms, in the order of their numbers. */
const PLATFORMS: readonly (readonly [number, string])[] = [
  [0, 'ios|iphone|ipad'],
  [1, 'android'],
  [2, 'web|browser|js|windows|mac|linux'],
  [3, 'server|backend'],
];
const OTHER = 4;

/** The queries before a profile's own: `known` has a row an event. */
export function knownEvents(source: ProfileSource): Known {
  const { dialect } = source;
  const lit = (value: string) => text(dialect, value);
  const prefix = `CASE WHEN call = ${lit('track')} THEN coalesce(name, ${lit('')}) WHEN name IS NULL THEN call ELSE concat(call, ${lit(':')}, name) END`;
  const columns = source.identifiers.map((options, i) => identifierColumns(source, options, i));
  const depth = Math.max(0, ...columns.map(({ steps }) => steps.length));
  const steps = Array.from({ length: depth }, (_, at) => columns.flatMap((column) => column.steps[at] ?? []));
  const [first = [], ...later] = steps;
  const begin = [
    `${prefix} AS event`,
    'call',
    'version',
    'time_ms',
    'received_ms',
    'message_id',
    'properties',
    `${source.planKey} AS plan_key`,
    `${bit(source.invalid)} AS invalid`,
    `${platform(source)} AS slice`,
    ...source.asks.signals.map((_, i) => `${signal(source, i)} AS consent_${i}`),
    ...([...new Set(source.asks.passages.values())].length === 0 ? [] : whenColumns(source)),
    ...first,
  ];
  const queries: Query[] = [['profiled', list(begin, source.from)]];
  for (const [at, each] of later.entries()) queries.push([`read_${at}`, list(['*', ...each], last(queries))]);
  const best = columns.map(({ hash }) => hash);
  const ties = columns.map(({ hash, options }) => `WHEN ${hash} IS NOT NULL THEN ${lit(options.tie)}`);
  queries.push([
    'tied',
    list(
      [
        '*',
        `${best.length === 0 ? `CAST(NULL AS ${dialect.types.bigint})` : `coalesce(${[...best, `CAST(NULL AS ${dialect.types.bigint})`].join(', ')})`} AS person`,
        `${ties.length === 0 ? lit('none') : `CASE ${ties.join(' ')} ELSE ${lit('none')} END`} AS tie`,
        `${passes(source)} AS passes`,
      ],
      last(queries),
    ),
  ]);
  queries.push([
    'known',
    list(['*', `${eligible(source)} AS eligible`, `${flags(source, columns)} AS flags`], 'tied'),
  ]);
  return { queries, identifiers: columns };
}

function last(queries: readonly Query[]): Sql {
  return queries.at(-1)?.[0] ?? '';
}

function list(columns: readonly Sql[], from: Sql): Sql {
  return `SELECT\n    ${columns.join(',\n    ')}\n  FROM ${from}`;
}

/** 1 held, 0 refused, NULL not known; as `ProfileWatcher` answers. */
function signal(source: ProfileSource, i: number): Sql {
  const { dialect, places, asks } = source;
  const asked = asks.signals[i];
  if (asked === undefined) return '1';
  const three = (condition: Condition | null) =>
    condition === null
      ? '1'
      : `CASE WHEN ${conditionSql(dialect, condition, places)} THEN 1 WHEN ${conditionSql(dialect, condition, places, true)} THEN NULL ELSE 0 END`;
  const regimes = asked.regimes.map(({ when, signal }) => ({
    holds: when === null ? '1 = 1' : conditionSql(dialect, when, places, true),
    answer: three(signal),
  }));
  if (regimes.length === 0) return three(asked.general);
  const refused = or(...regimes.map(({ holds, answer }) => and(holds, `coalesce(${answer}, 1) = 0`)));
  const open = or(...regimes.map(({ holds, answer }) => and(holds, `(${answer}) IS NULL`)));
  const any = or(...regimes.map(({ holds }) => holds));
  return `CASE WHEN ${refused} THEN 0 WHEN ${open} THEN NULL WHEN ${any} THEN 1 ELSE ${three(asked.general)} END`;
}

/** Conditions of passages, one column a different condition. */
function conditions(source: ProfileSource): readonly Condition[] {
  return [...new Set([...source.asks.passages.values()].flat().flatMap(({ when }) => when))];
}

function whenColumns(source: ProfileSource): Sql[] {
  return conditions(source).map(
    (condition, i) => `${bit(conditionSql(source.dialect, condition, source.places))} AS when_${i}`,
  );
}

/** Systems that something passes to, in the order of their bits. */
export function passedTo({ asks }: Pick<ProfileSource, 'asks'>): readonly string[] {
  return [...new Set([...asks.passages.values()].flat().map(({ system }) => system))].sort().slice(0, 52);
}

/** A bit for each system that the plan lets the event through to. */
function passes(source: ProfileSource): Sql {
  const all = conditions(source);
  const signals = source.asks.signals.map(({ purpose }) => purpose);
  const bits = passedTo(source).flatMap((system, at) => {
    const ways = new Map<string, string[]>();
    for (const [key, list] of source.asks.passages) {
      const own = list.filter((passage) => passage.system === system);
      if (own.length === 0) continue;
      const tests = own.map(({ when, purposes }) =>
        and(
          ...when.map((condition) => `when_${all.indexOf(condition)} = 1`),
          ...purposes.map((purpose) => `consent_${signals.indexOf(purpose)} = 1`),
        ),
      );
      const test = and(identified(source, key), or(...tests));
      ways.set(test, [...(ways.get(test) ?? []), key]);
    }
    const open = or(
      ...[...ways].map(([test, keys]) =>
        and(`plan_key IN (${keys.map((key) => text(source.dialect, key)).join(', ')})`, test),
      ),
    );
    return `CASE WHEN ${open} THEN CAST(${2 ** at} AS ${source.dialect.types.bigint}) ELSE 0 END`;
  });
  return bits.length === 0 ? `CAST(0 AS ${source.dialect.types.bigint})` : bits.join(' + ');
}

function identified(source: ProfileSource, key: string): Sql {
  const need = source.plan.events.get(key)?.identifiedBy;
  if (need === undefined || need.kind === 'none' || need.types.length === 0) return '1 = 1';
  const has = need.types.map((type) => {
    const i = source.identifiers.findIndex((each) => each.type === type);
    return i < 0 ? '1 = 0' : `state_${i} > 0`;
  });
  return need.kind === 'all' ? and(...has) : or(...has);
}

/** 1 where all marketing that the plan sends it to may have it. */
function eligible(source: ProfileSource): Sql {
  const { asks, dialect } = source;
  if (!asks.narrowed) return '0';
  const bits = new Map(passedTo(source).map((system, at) => [system, 2 ** at]));
  const audiences = new Map<number, string[]>();
  for (const [key, systems] of asks.audiences) {
    const mask = systems.reduce((sum, system) => sum + (bits.get(system) ?? 0), 0);
    audiences.set(mask, [...(audiences.get(mask) ?? []), key]);
  }
  const signals = asks.signals.map(({ purpose }) => purpose);
  const all = and(...[...asks.marketing].map((purpose) => `consent_${signals.indexOf(purpose)} = 1`));
  const branches = [...audiences].map(
    ([mask, keys]) =>
      `WHEN plan_key IN (${keys.map((key) => text(dialect, key)).join(', ')}) THEN ${bit(has(passedTo(source), mask))}`,
  );
  return `CASE ${branches.join(' ')} ELSE ${bit(all)} END`;
}

/** All bits of the mask are in `passes`: by division, as engines write bit operations differently. */
function has(systems: readonly string[], mask: number): Sql {
  const bits = systems.flatMap((_, at) => (Math.floor(mask / 2 ** at) % 2 === 1 ? [2 ** at] : []));
  return and(...bits.map((value) => `floor(passes / ${value}) - 2 * floor(passes / ${value * 2}) = 1`));
}

/** What goes into the flags of each id on the event. */
function flags({ asks }: ProfileSource, columns: readonly IdentifierColumns[]): Sql {
  const value = (test: Sql, flag: number) => `CASE WHEN ${test} THEN ${flag} ELSE 0 END`;
  const consents = asks.signals.map((_, i) => `consent_${i}`);
  const parts = [
    ...(consents.length === 0
      ? []
      : [
          value(and(...consents.map((each) => `coalesce(${each}, 0) = 1`)), idFlags.consentYes),
          value(or(...consents.map((each) => `coalesce(${each}, 1) = 0`)), idFlags.consentNo),
        ]),
    ...[...new Set(columns.map(({ options }) => options.flag))].map((flag) =>
      value(
        or(
          ...columns.filter(({ options }) => options.flag === flag).map(({ hash }) => `${hash} IS NOT NULL`),
        ),
        flag,
      ),
    ),
    value(
      or(
        ...columns.map(({ standIn }, i) =>
          and(standIn, ...columns.slice(0, i).map(({ hash }) => `${hash} IS NULL`)),
        ),
      ),
      idFlags.hasPlaceholder,
    ),
  ];
  return parts.join(' + ');
}

/** The number of the platform; -1 where none is said. */
function platform({ dialect, places }: ProfileSource): Sql {
  const ways = [['platform'], ['os', 'name'], ['device', 'type'], ['$os']];
  const values = ways.map((way) => places.value('context', way));
  const json = `coalesce(${values.map((value) => `CASE WHEN ${not(dialect.isKind(value.kind, 'null'))} THEN ${value.json} END`).join(', ')})`;
  const said = `CASE WHEN ${dialect.isKind(dialect.kindOf(json), 'string')} THEN lower(${dialect.textOf(json)}) END`;
  const branches = PLATFORMS.map(
    ([n, words]) =>
      `WHEN ${or(...words.split('|').map((word) => `(${said}) LIKE ${text(dialect, `%${word}%`)}`))} THEN ${n}`,
  );
  return `CASE WHEN (${said}) IS NULL THEN -1 ${branches.join(' ')} ELSE ${OTHER} END`;
}

/** `+12`, `-3`, `0`: the bucket of a number, as `LogBuckets` has it. NULL for what is not finite. */
export function bucket({ dialect }: Pick<ProfileSource, 'dialect'>, value: Sql): Sql {
  const index = `CAST(ceil(ln(abs(${value})) / ${double(dialect, LOG_GAMMA)}) AS ${dialect.types.bigint})`;
  return `CASE WHEN ${value} > 0 THEN concat('+', ${index}) WHEN ${value} < 0 THEN concat('-', ${index}) WHEN ${value} = 0 THEN '0' END`;
}

/** The statement of events, people and identifiers: one pass, a group for each way to count. */
export function eventsSql(source: ProfileSource, { identifiers }: Known): Sql {
  const { dialect, asks } = source;
  const lit = (value: string) => text(dialect, value);
  const none = `CAST(NULL AS ${dialect.types.text})`;
  const nothing = `CAST(NULL AS ${dialect.types.bigint})`;
  const consents = asks.signals.map((_, i) => `consent_${i}`);
  const best = identifiers.map(({ hash }) => hash);
  const linked = identifiers.map((_, i) => {
    const earlier = best.slice(0, i);
    return earlier.length === 0
      ? nothing
      : `CASE ${earlier.map((hash, j) => `WHEN ${hash} IS NOT NULL THEN floor(${hash} / ${2 ** 18}) * 4 + ${Math.min(j, 3)}`).join(' ')} END`;
  });
  const lag = '(received_ms - time_ms)';
  const columns = [
    'event',
    'time_ms',
    'flags',
    'person',
    `${keyOf(dialect, ['call', 'tie', 'slice', 'invalid', 'eligible', 'passes', ...consents])} AS event_key`,
    `${dialect.hour('time_ms')} AS hour_key`,
    'version AS version_key',
    `CASE WHEN person IS NOT NULL THEN ${keyOf(dialect, [`person - 64 * floor(person / 64)`, 'eligible'])} END AS group_key`,
    `CASE WHEN received_ms IS NOT NULL AND time_ms IS NOT NULL THEN ${bucket(source, `CAST(${lag} AS ${dialect.types.double})`)} END AS lag_key`,
    ...identifiers.map(({ key }, i) => `${key} AS id_key_${i}`),
    ...identifiers.map(({ hash, own }, i) => `${hash} AS id_${i}_hash, ${own} AS id_${i}_own`),
    ...linked.map((link, i) => `CAST(${link} AS ${dialect.types.bigint}) AS link_${i}`),
    ...reachColumns(source).map(({ place, test }) => `${bit(test)} AS reach_${place}`),
    `CASE WHEN time_ms >= 946684800000 AND time_ms < 4102444800000 THEN floor(time_ms / 86400000) ELSE 0 END AS day`,
  ];
  const sets: {
    stat: string;
    by: string[];
    key: Sql;
    path: Sql;
    whole: Sql;
    test: Sql;
    event: boolean;
    mask: Sql;
    id: boolean;
  }[] = [
    set('event', ['event_key'], 'event_key'),
    set('hour', ['hour_key'], 'hour_key'),
    set('version', ['version_key'], 'version_key'),
    set('group', ['group_key'], 'group_key'),
    { ...set('person', ['person'], none), whole: 'person' },
    { ...set('lag', ['lag_key'], 'lag_key'), event: false },
    ...identifiers.flatMap(({ options }, i) => [
      { ...set('identifier', [`id_key_${i}`], `id_key_${i}`), path: lit(options.type), event: false },
      {
        ...set('id', [`id_${i}_hash`, `link_${i}`], `CAST(link_${i} AS ${dialect.types.text})`),
        path: lit(options.type),
        whole: `id_${i}_hash`,
        event: false,
        id: true,
        mask: `${dialect.bitOr(`CAST(flags + id_${i}_own AS ${dialect.types.bigint})`)} * ${2 ** MOST_REACHED} + ${reachMask(source)}`,
      },
    ]),
  ];
  function set(stat: string, by: string[], key: Sql) {
    return {
      stat: `profile.${stat}`,
      by,
      key,
      path: none,
      whole: nothing,
      test: `${by[0]} IS NOT NULL`,
      event: true,
      mask: nothing,
      id: false,
    };
  }
  const here = (by: readonly string[]) => `GROUPING(${by[0]}) = 0`;
  const choose = (value: (each: (typeof sets)[number]) => Sql) =>
    `CASE ${sets.map((each) => `WHEN ${here(each.by)} THEN ${value(each)}`).join('\n      ')} END`;
  const days = (which: 'min' | 'max') => `${which}(CASE WHEN day > 0 THEN day END)`;
  const grouped = [
    `${choose(({ stat }) => lit(stat))} AS stat`,
    `${choose(({ event }) => (event ? 'event' : none))} AS event`,
    `${choose(({ path }) => path)} AS path`,
    `${choose(({ key }) => key)} AS key`,
    `${none} AS version`,
    'count(*) AS n',
    `${choose(({ id }) => (id ? days('min') : 'min(time_ms)'))} AS low`,
    `${choose(({ id }) => (id ? days('max') : 'max(time_ms)'))} AS high`,
    `${choose(({ whole }) => whole)} AS whole`,
    `${nothing} AS micro`,
    `${choose(({ mask }) => mask)} AS mask`,
    `${bit(or(...sets.map(({ by, test }) => and(here(by), test))))} AS kept`,
  ];
  const groups = sets.map(({ event, by }) => `(${[...(event ? ['event'] : []), ...by].join(', ')})`);
  // Not with HAVING: Spark looks there for no column that is not selected too.
  return `SELECT * FROM (SELECT\n    ${grouped.join(',\n    ')}\n  FROM (${list(columns, 'known')}) AS facts\n  GROUP BY GROUPING SETS (${groups.join(', ')})) AS grouped\n  WHERE kept = 1`;
}

/** What ids keep of where their events may go on to: a column of 1 or 0 for each place of `reaches` that has a counter. */
function reachColumns(source: ProfileSource): readonly { readonly place: number; readonly test: Sql }[] {
  const to = passedTo(source);
  return to.flatMap((system, at) => {
    const place = source.asks.reaches.indexOf(system);
    return reachOnce(place) === 0 ? [] : [{ place, test: has(to, 2 ** at) }];
  });
}

/** `addReach` of a group: at most 3 in each place. */
function reachMask(source: ProfileSource): Sql {
  const sums = reachColumns(source).map(({ place }) => `least(3, sum(reach_${place})) * ${reachOnce(place)}`);
  return sums.length === 0 ? '0' : sums.join(' + ');
}
