import type { PartScore } from '../../report/scorecard/index.ts';
import type { TrendPoint } from '../../report/trend.ts';
import { type Html, html } from './html.ts';

// Colours stand as attributes too: where a viewer drops our styles, the drawings still read.

const BAR = 190;

/** Met, not met, not known (hatched) on one scale of 100; a tick for the score it is compared with. */
export function scoreBar(part: PartScore, before: number | null): Html {
  const scale = BAR / 100;
  const met = (part.stop ? Math.min(part.met, part.score ?? 0) : part.met) * scale;
  const unknown = part.unknown * scale;
  const was = before === null ? '' : `; ${before} before`;
  const tone = part.stop ? 'bad' : 'good';
  const tick = before === null ? 0 : Math.max(1, Math.min(BAR - 1, before * scale));
  return html`<svg width="${BAR}" height="18" viewBox="0 0 ${BAR} 18" preserveAspectRatio="none" role="img" aria-label="${part.met} of 100 met, ${part.unmet} not met, ${part.unknown} not known${was}"><rect x=".5" y="4.5" width="${BAR - 1}" height="10" fill="#f1f0ea" stroke="#878c96" class="f-track s-edge"/><rect x="0" y="5" width="${fixed(met)}" height="9" fill="${part.stop ? '#8f1239' : '#00818f'}" class="f-${tone}"/>${unknown > 0 ? html`<rect x="${fixed(BAR - unknown)}" y="5" width="${fixed(unknown)}" height="9" fill="url(#hatch)"/>` : ''}${before === null ? '' : html`<path d="M${fixed(tick)} 1v16" stroke="#1c2230" stroke-width="2" class="s-ink"/>`}</svg>`;
}

/** Scores over time on a shared scale of 0 to 100. The line breaks where two runs cannot be compared. */
export function sparkline(series: readonly TrendPoint[], label: string): Html {
  const points = series.filter(({ score }) => score !== null);
  if (points.length < 2) return html`<span class="soft">starts with the next run</span>`;
  const x = (at: number) => 4 + (at * 92) / Math.max(1, series.length - 1);
  const y = (score: number) => 36 - (score * 34) / 100;
  const runs: string[][] = [];
  let line: string[] | null = null;
  series.forEach(({ score, breaks }, at) => {
    if (score === null || breaks !== null) line = null;
    if (score === null) return;
    if (line === null) {
      line = [];
      runs.push(line);
    }
    line.push(`${fixed(x(at))},${fixed(y(score))}`);
  });
  const lines = runs.map((run) =>
    run.length > 1
      ? html`<polyline points="${run.join(' ')}" fill="none" stroke="#878c96" stroke-width="1.5" class="s-edge"/>`
      : '',
  );
  const dots = runs.map((run) => {
    const [cx, cy] = (run.at(-1) ?? '0,0').split(',');
    return html`<circle cx="${cx}" cy="${cy}" r="2.5" fill="#1c2230" class="f-soft"/>`;
  });
  const values = points.map(({ score }) => score).join(', ');
  return html`<svg width="100" height="38" viewBox="0 0 100 38" role="img" aria-label="${label}: ${values}"><path d="M2 .5h96M2 37.5h96" stroke="#dcd8ce" class="s-rule"/>${lines}${dots}</svg>`;
}

/** A share as a bar beside its number. */
export function shareBar(share: number, tone: string): Html {
  const fill =
    tone === 'good' ? '#00818f' : tone === 'bad' ? '#8f1239' : tone === 'warn' ? '#b86a00' : '#6b7180';
  return html`<svg width="90" height="12" aria-hidden="true"><rect y="1" width="${fixed(Math.max(share > 0 ? 2 : 0, share * 90))}" height="10" class="f-${tone}" fill="${fill}"/></svg>`;
}

export function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
