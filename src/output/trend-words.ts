import type { PartTrend } from '../report/trend.ts';

/** `▲ improving +3`, in ASCII where the terminal has no more. */
export function changeMark({ word, delta }: PartTrend, unicode = true): string {
  const marks = unicode ? ['▲', '▼', '■', '○'] : ['+', '-', '=', 'o'];
  const mark =
    word === 'improving'
      ? marks[0]
      : word.startsWith('degrading')
        ? marks[1]
        : word === 'steady'
          ? marks[2]
          : marks[3];
  if (delta === null) return `${mark} ${word}`;
  const sign = delta > 0 ? '+' : delta < 0 ? (unicode ? '−' : '-') : unicode ? '±' : '';
  return `${mark} ${word} ${sign}${Math.abs(delta)}`;
}

/** Scores as a small chart on the scale of 0 to 100; `|` where two runs cannot be compared. */
export function chart(series: PartTrend['series'], unicode = true): string {
  const steps = unicode ? '▁▂▃▄▅▆▇█' : '0123456789';
  return series
    .map(({ score, breaks }) => {
      const mark =
        score === null
          ? ' '
          : (steps[Math.min(steps.length - 1, Math.floor((score / 100) * steps.length))] ?? ' ');
      return `${breaks === null ? '' : '|'}${mark}`;
    })
    .join('');
}
