import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import { type Comparing, type Comparison, notEnough } from '../comparing.ts';
import { judge } from '../gates.ts';
import { clusteredVariance } from '../stats/clusters.ts';
import { wilson } from '../stats/wilson.ts';
import { groupsOf, reweighted, type Share, type Sides, shareOf } from './sides.ts';

const LEAST_EVENTS = 200;
const LEAST_EFFECTIVE = 100;
/** What the plan requires is held to less. */
const REQUIRED = { tolerance: 0.5, error: 0.4 };
const GROUPS_LESS_ONE = 15;

/** How often a property is filled in, right against left. */
export function presence(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
): Comparison {
  const kind = 'property-presence';
  const [left, right] = [shareOf(sides.left, property.left), shareOf(sides.right, property.right)];
  const effective = Math.min(left.n / sides.left.effect, right.n / sides.right.effect);
  if (Math.min(left.n, right.n) < LEAST_EVENTS || effective < LEAST_EFFECTIVE)
    return notEnough(kind, aligned, property);
  const fair = reweighted(sides, left);
  const unsure = sides.blur + (fair.weighted ? 0 : sides.mix);
  const difference = right.share - fair.share;
  const effect = Math.sign(difference) * Math.max(0, Math.abs(difference) - unsure);
  const variance = (side: 'left' | 'right', share: Share) => {
    const { hits, all } = groupsOf(comparing, sides[side], share);
    const { effect: design } = sides[side];
    return share.outer
      ? clusteredVariance(share.share, share.n, hits, all)
      : (design * share.share * (1 - share.share)) / share.n;
  };
  const error = Math.sqrt(variance('left', left) + variance('right', right));
  const said = comparing.tolerance(`drift/${kind}`);
  const factor = property.use.required ? REQUIRED : { tolerance: 1, error: 1 };
  const bounds = { tolerance: said.tolerance * factor.tolerance, error: said.error * factor.error };
  const judged = judge({ effect, error, freedom: GROUPS_LESS_ONE }, bounds);
  const gone = right.present === 0;
  const there = comparing.pair.right;
  return {
    kind,
    event: aligned,
    property,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n: left.n, figure: { ...wilson(left.present, left.n), value: fair.share } },
      right: { n: right.n, name: gone ? null : property.right, figure: wilson(right.present, right.n) },
      cause: causeOf(gone, effect, there),
      signs: sides.mix === 0 || !fair.weighted ? [] : ['the platforms of both sides were weighed alike'],
      remedy:
        effect < 0
          ? `${named(property)} in what feeds ${there}`
          : `send ${property.left} from every platform`,
      detail: { difference },
    },
  };
}

function named({ left, right }: AlignedProperty): string {
  return left === right ? `send ${left} whenever it is known` : `map ${left} to ${right}`;
}

function causeOf(gone: boolean, effect: number, there: string): string {
  if (gone) return `it is dropped on the way to ${there}, or has another name there`;
  return effect < 0
    ? `some senders to ${there} leave it out, or its mapping fails for some values`
    : `${there} is fed by something that fills it in`;
}
