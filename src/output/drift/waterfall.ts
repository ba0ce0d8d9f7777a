import type { Gap } from '../../drift/types.ts';
import { clip, visible } from '../../text/visible.ts';
import type { OutputContext } from '../format.ts';
import { painter } from '../painter.ts';
import { displayWidth } from '../text/frame.ts';
import { wrap } from '../text/wrap.ts';
import { count, days } from './figures.ts';
import { fit } from './table.ts';

const BAR = 20;

/** From one count to the other, step by step: each step is a cause with its count, the rest is unexplained. */
export function* gapText(gap: Gap, context: OutputContext): Iterable<string> {
  const paint = painter(context.colour);
  const { left, right, causes, unexplained, window } = gap;
  const fewer = right.count < left.count ? 'fewer' : right.count > left.count ? 'more' : 'as many';
  const compared = fewer === 'as many' ? 'as many as' : `${fewer} than`;
  const title = `${clip(visible(gap.event), 60)}: ${right.system} has ${compared} ${left.system}, ${days(window)}`;
  for (const line of wrap(visible(title), context.width)) yield paint('bold', line);
  const steps = [
    { label: left.system, count: left.count, total: true },
    ...causes.map(({ text, count: taken, exact }) => ({
      label: `${text}${exact ? '' : ' (about)'}`,
      count: -taken,
      total: false,
    })),
    ...(unexplained === 0 ? [] : [{ label: 'not explained', count: -unexplained, total: false }]),
    { label: right.system, count: right.count, total: true },
  ];
  const figures = steps.map((step) => figure(step.count, step.total, context.unicode));
  const room = Math.max(...figures.map((text) => text.length));
  const wide = context.width - room - BAR - 4;
  const most = Math.max(1, left.count, right.count);
  for (const [at, { label, count: n, total }] of steps.entries()) {
    const indent = total ? '' : '  ';
    const [first = '', ...rest] = wrap(visible(clip(label, 200)), wide - indent.length - 1);
    const space = ' '.repeat(Math.max(1, wide - indent.length - displayWidth(first)));
    const bar = (context.unicode ? '█' : '#').repeat(Math.round((Math.abs(n) / most) * BAR));
    const line = `${indent}${first}${space}${(figures[at] ?? '').padStart(room)}  ${paint(total ? 'cyan' : 'yellow', bar)}`;
    yield line.trimEnd();
    for (const more of rest) yield `${indent}  ${fit(more, wide - indent.length - 2)}`;
  }
}

function figure(n: number, total: boolean, unicode: boolean): string {
  if (total) return count(n);
  const sign = n < 0 ? (unicode ? '−' : '-') : '+';
  return `${sign}${count(Math.abs(n))}`;
}
