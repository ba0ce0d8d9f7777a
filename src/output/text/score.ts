import type { Model } from '../../report/model.ts';
import { PART_TITLES } from '../../report/scorecard/index.ts';
import { clip, visible } from '../../text/visible.ts';
import type { OutputContext } from '../format.ts';
import { painter } from '../painter.ts';
import { changeMark } from '../trend-words.ts';
import { wrap } from './wrap.ts';

/** The seven parts, where they are going, and what to do first. */
export function* scoreText({ card, trend, next }: Model, context: OutputContext): Iterable<string> {
  const paint = painter(context.colour);
  for (const { id, score, stop } of card.parts) {
    const own = trend.parts.find((part) => part.id === id);
    const mark = own && score !== null ? changeMark(own, context.unicode) : '';
    const tone = own?.word === 'improving' ? 'green' : own?.word.startsWith('degrading') ? 'red' : 'dim';
    const shown = score === null ? 'not started' : String(score).padStart(3);
    yield `  ${PART_TITLES[id].padEnd(31)} ${shown}  ${paint(tone, mark)}`.trimEnd();
    if (stop)
      for (const line of wrap(`held at 49: ${visible(clip(stop.why, 300))}`, context.width - 6))
        yield paint('red', `      ${line}`);
  }
  yield '';
  yield paint('bold', visible(trend.headline));
  const [first] = next;
  if (first) {
    const gain =
      first.part && first.from !== null && first.to !== null && first.to > first.from
        ? `, ${PART_TITLES[first.part]} ${first.from} to ${first.to}`
        : '';
    const who = first.owner === null ? '' : ` (${visible(first.owner)})`;
    yield* wrap(`Next: ${visible(clip(first.title, 300))}${who}${gain}.`, context.width);
  }
}
