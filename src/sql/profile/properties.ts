import { plannedEvents } from '../../evidence/profile/from-plan.ts';
import { pathSteps } from '../../evidence/profile/path.ts';
import { LONGEST_NUMERAL, LONGEST_VALUE } from '../../evidence/profile/property.ts';
import type { Sql } from '../dialects/dialect.ts';
import { and, not, or, text } from '../dialects/standard.ts';
import { cells, DEEPEST } from './cells.ts';
import { bucket } from './events.ts';
import { matching } from './identifiers.ts';
import { bit, hashOf, keyOf, type ProfileSource } from './source.ts';

/** Shapes of texts with the lengths that they can have, in the order in which they are tried, as `shapeOf` tells them. */
const SHAPES: readonly (readonly [shape: string, least: number, most: number, pattern: string])[] = [
  ['date', 10, 10, '^[0-9]{4}-[01][0-9]-[0-3][0-9]$'],
  ['epoch-s', 10, 10, '^[12][0-9]{9}$'],
  ['epoch-ms', 13, 13, '^[12][0-9]{12}$'],
  ['epoch-us', 16, 16, '^[12][0-9]{15}$'],
  ['hex-32', 32, 32, '^(?:[0-9a-f]{32}|[0-9A-F]{32})$'],
  ['uuid', 36, 36, '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'],
  ['hex-40', 40, 40, '^(?:[0-9a-f]{40}|[0-9A-F]{40})$'],
  ['base64-32', 44, 44, '^[A-Za-z0-9+/]{43}=$'],
  ['HEX-64', 64, 64, '^[0-9A-F]*[A-F][0-9A-F]*$'],
  ['hex-64', 64, 64, '^[0-9a-f]{64}$'],
  [
    'date-time',
    16,
    35,
    '^[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$',
  ],
  ['email', 5, 254, '^[^\\s@]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+$'],
];

/** The statement of properties: each value of each event, grouped by what is counted of it. */
export function propertiesSql(source: ProfileSource): Sql {
  const { dialect } = source;
  const lit = (value: string) => text(dialect, value);
  const once = dialect.once === undefined ? '' : ` ${dialect.once}`;
  const { text: textType, bigint, double } = dialect.types;
  const nothing = `CAST(NULL AS ${bigint})`;
  const noNumber = `CAST(NULL AS ${double})`;
  const base = cells(
    dialect,
    `(SELECT event, eligible, slice, CASE WHEN person IS NULL THEN -1 ELSE person - 16 * floor(person / 16) END AS person_group, properties FROM known) AS persons`,
    ['event', 'eligible', 'slice', 'person_group'],
    depthOf(source),
  );
  const kind = 'kind';
  const isKind = (wanted: Parameters<typeof dialect.isKind>[1]) => dialect.isKind(kind, wanted);
  const typed = `SELECT event, eligible, slice, person_group, path, ${kind},
      CASE WHEN ${isKind('string')} THEN ${dialect.textOf('json')} END AS said,
      CASE WHEN ${isKind('number')} THEN ${dialect.numberOf('json')} END AS num,
      CASE WHEN ${isKind('number')} THEN ${dialect.jsonText('json')} END AS digits,
      CASE WHEN ${isKind('boolean')} THEN ${bit(dialect.isTrue('json'))} END AS truth
    FROM (SELECT *, ${dialect.kindOf('json')} AS ${kind} FROM (${base}) AS cells_of${once}) AS kinds`;
  const isNumeric = and(
    'said IS NOT NULL',
    'said_length <= 32',
    matching(dialect, 'said', '^-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?$'),
  );
  const shapes = SHAPES.map(([shape, least, most, pattern]) => {
    const long = least === most ? `said_length = ${most}` : `said_length BETWEEN ${least} AND ${most}`;
    return `WHEN ${long} AND ${matching(dialect, 'said', pattern)} THEN ${lit(shape)}`;
  });
  const read = `SELECT *, ${bit(isNumeric)} AS numeric_text,
      CASE WHEN said IS NOT NULL THEN CASE ${shapes.join(' ')} ELSE ${lit('')} END END AS shape
    FROM (SELECT *, ${dialect.length('said')} AS said_length FROM (${typed}${once}) AS typed${once}) AS sized`;
  const number = `CASE WHEN num IS NOT NULL THEN num WHEN numeric_text = 1 THEN ${numberOfText(dialect, 'said')} END`;
  const valued = `SELECT *, ${number} AS x FROM (${read}${once}) AS shaped`;
  const integral = 'x = floor(x) AND abs(x) < 1e300';
  const type = `CASE WHEN said IS NOT NULL THEN CASE WHEN numeric_text = 1 THEN 1 ELSE 0 END WHEN num IS NOT NULL THEN CASE WHEN ${integral} THEN 2 ELSE 3 END WHEN truth IS NOT NULL THEN 4 WHEN ${isKind('null')} THEN 5 WHEN ${isKind('object')} THEN 6 ELSE 7 END`;
  const sampled = or(
    'truth IS NOT NULL',
    and('num IS NOT NULL', integral),
    and(
      `shape = ${lit('')}`,
      `said_length <= CASE WHEN numeric_text = 1 THEN ${LONGEST_NUMERAL} ELSE ${LONGEST_VALUE} END`,
    ),
  );
  const plainInteger = and('num IS NOT NULL', 'abs(x) < 1e15');
  const valueText = `CASE WHEN said IS NOT NULL THEN said WHEN truth = 1 THEN ${lit('true')} WHEN truth = 0 THEN ${lit('false')} WHEN ${plainInteger} THEN CAST(CAST(x AS ${bigint}) AS ${textType}) ELSE digits END`;
  const epoch = `CASE WHEN x >= 1e9 AND x < 2e9 THEN 1 WHEN x >= 1e12 AND x < 2e12 THEN 2 WHEN x >= 1e15 AND x < 2e15 THEN 3 ELSE 0 END`;
  const cents = or(integral, 'abs(x * 100 - floor(x * 100 + 0.5)) < 1e-6');
  const facts = `SELECT event, path, eligible, x, truth, person_group,
      ${keyOf(dialect, [type, 'slice', 'person_group'])} AS type_key,
      CASE WHEN said IS NOT NULL THEN ${keyOf(dialect, ['said_length', 'shape'])} END AS text_key,
      CASE WHEN x IS NOT NULL AND abs(x) < 1e308 THEN ${keyOf(dialect, [bucket(source, 'x'), bit(integral), bit(cents), epoch])} END AS number_key,
      CASE WHEN ${sampled} THEN ${valueText} END AS value_key,
      CASE WHEN truth IS NOT NULL THEN 1 ELSE 0 END AS is_truth
    FROM (${valued}${once}) AS valued`;
  const whole = `CASE WHEN abs(x) <= 9007199254740991 THEN CASE WHEN x < 0 THEN ceil(x) ELSE floor(x) END END`;
  const keys = ['type_key', 'text_key', 'number_key', 'value_key'];
  const here = (column: string) => `GROUPING(${column}) = 0`;
  const groupBit = `CASE WHEN person_group >= 0 THEN CAST(pow(2, person_group) AS ${bigint}) ELSE 0 END`;
  const grouped = `SELECT event, path, eligible,
      CASE WHEN ${here('type_key')} THEN ${lit('profile.type')} WHEN ${here('text_key')} THEN ${lit('profile.text')} WHEN ${here('number_key')} THEN ${lit('profile.number')} ELSE ${lit('profile.value')} END AS stat,
      CASE WHEN ${here('type_key')} THEN type_key WHEN ${here('text_key')} THEN text_key WHEN ${here('number_key')} THEN number_key ELSE value_key END AS group_key,
      count(*) AS n,
      CASE WHEN ${here('number_key')} THEN min(x) END AS low,
      CASE WHEN ${here('number_key')} THEN max(x) END AS high,
      CASE WHEN ${here('number_key')} THEN sum(CAST(${whole} AS ${bigint})) END AS whole,
      CASE WHEN ${here('number_key')} THEN sum(CAST(floor((x - ${whole}) * 1000000 + 0.5) AS ${bigint})) END AS micro,
      CASE WHEN ${here('value_key')} THEN ${dialect.bitOr(groupBit)} END AS mask,
      max(is_truth) AS is_truth,
      ${bit(or(...keys.map((column) => and(here(column), `${column} IS NOT NULL`))))} AS kept
    FROM (${facts}${once}) AS facts
    GROUP BY GROUPING SETS (${keys.map((column) => `(event, path, eligible, ${column})`).join(', ')})`;
  const isValue = `stat = ${lit('profile.value')}`;
  const isShown = shown(source);
  const mayShow = isShown === null ? 'is_truth = 1' : or('is_truth = 1', isShown);
  return `SELECT stat, event, path,
      CASE WHEN ${and(isValue, not(mayShow))} THEN CAST(NULL AS ${textType}) ELSE group_key END AS key,
      CAST(eligible AS ${textType}) AS version,
      n,
      CASE WHEN ${isShown ?? '1 = 0'} THEN low ELSE ${noNumber} END AS low,
      CASE WHEN ${isShown ?? '1 = 0'} THEN high ELSE ${noNumber} END AS high,
      CASE WHEN ${isValue} THEN ${valueHash(source)} ELSE whole END AS whole,
      micro, coalesce(mask, ${nothing}) AS mask
    FROM (${grouped}) AS counted
    WHERE kept = 1`;
}

function valueHash(source: ProfileSource): Sql {
  return hashOf(source, 'value', 'group_key');
}

/** True for paths whose values the plan shows; null where there are none. */
function shown({ plan, system, asks, dialect }: ProfileSource): Sql | null {
  const paths: string[] = [];
  for (const [key, own] of plannedEvents(plan, system, asks.narrowed).listed) {
    for (const [path, options] of own) if (options.shown) paths.push(text(dialect, `${key}\n${path}`));
  }
  return paths.length === 0
    ? null
    : `concat(event, ${text(dialect, '\n')}, path) IN (${paths.sort().join(', ')})`;
}

/** As deep as the plan goes, and into unplanned lists of objects. */
function depthOf({ plan, system, asks }: ProfileSource): number {
  let depth = 3;
  for (const own of plannedEvents(plan, system, asks.narrowed).listed.values()) {
    for (const path of own.keys()) depth = Math.max(depth, pathSteps(path).length);
  }
  return Math.min(DEEPEST, depth);
}

/** Of a text that is known to be a number. */
function numberOfText(dialect: ProfileSource['dialect'], said: Sql): Sql {
  if (dialect.id !== 'postgres') return `TRY_CAST(${said} AS ${dialect.types.double})`;
  const size = `abs(CAST(${said} AS numeric))`;
  return `CASE WHEN ${size} < 1.7e308 THEN CASE WHEN ${size} < 1e-307 THEN 0 ELSE CAST(${said} AS double precision) END END`;
}
