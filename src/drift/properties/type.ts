import type { PropertyProfile, SeenType } from '../../evidence/profile.ts';
import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import { type Comparing, type Comparison, notEnough } from '../comparing.ts';
import { judge, NORMAL } from '../gates.ts';
import { wilson } from '../stats/wilson.ts';
import type { Sides } from './sides.ts';

const LEAST = 100;

type JsonType = 'text' | 'number' | 'boolean' | 'object' | 'list';

const WORDS: Readonly<Record<SeenType, JsonType | null>> = {
  string: 'text',
  'string:number': 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: null,
  object: 'object',
  array: 'list',
};

/** The share of values that have the type which most values of the left side have. */
export function type(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
): Comparison {
  const kind = 'type';
  const [left, right] = [
    countsOf(sides.left.properties[property.left]),
    countsOf(sides.right.properties[property.right]),
  ];
  const [n, m] = [totalOf(left), totalOf(right)];
  if (Math.min(n / sides.left.effect, m / sides.right.effect) < LEAST)
    return notEnough(kind, aligned, property);
  const main = mainOf(left);
  const [p, q] = [(left.get(main) ?? 0) / n, (right.get(main) ?? 0) / m];
  const difference = q - p;
  const effect = Math.sign(difference) * Math.max(0, Math.abs(difference) - sides.blur - sides.mix);
  const error = Math.sqrt((sides.left.effect * p * (1 - p)) / n + (sides.right.effect * q * (1 - q)) / m);
  const judged = judge({ effect, error, freedom: NORMAL }, comparing.tolerance(`drift/${kind}`));
  const other = mainOf(new Map([...right].filter(([name]) => name !== main)));
  return {
    kind,
    event: aligned,
    property,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n, figure: wilson(left.get(main) ?? 0, n) },
      right: { n: m, figure: wilson(right.get(main) ?? 0, m) },
      cause:
        effect < 0
          ? `a sender or the connector of ${comparing.pair.right} writes it as ${other}`
          : `${comparing.pair.right} brings it into one type, which the other side does not`,
      remedy: `write it as ${main} everywhere`,
      detail: { type: main, other, difference },
    },
  };
}

function countsOf(property: PropertyProfile | undefined): Map<JsonType, number> {
  const counts = new Map<JsonType, number>();
  for (const [seen, n] of Object.entries(property?.types ?? {})) {
    const name = WORDS[seen as SeenType];
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return counts;
}

function totalOf(counts: ReadonlyMap<JsonType, number>): number {
  return [...counts.values()].reduce((all, n) => all + n, 0);
}

function mainOf(counts: ReadonlyMap<JsonType, number>): JsonType {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'text';
}
