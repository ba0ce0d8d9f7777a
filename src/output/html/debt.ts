import type { Model } from '../../report/model.ts';
import { PART_TITLES } from '../../report/scorecard/index.ts';
import { type Html, html } from './html.ts';
import { count, day, name, readableSubject, section, soft, state } from './words.ts';

/** What was put off, why, by whom, and until when. */
export function debtSection({ report, waivers, today, history }: Model): Html {
  const baselined = report.findings.filter(({ status }) => status === 'baselined');
  const waived = report.findings.filter(({ status }) => status === 'waived');
  if (baselined.length === 0 && waived.length === 0 && waivers.length === 0)
    return section('debt', 'No debt', '', html`<p>Nothing is waived and the baseline is empty.</p>`);
  const counts = history.map((run) => run.baselined);
  const before = counts.at(-1);
  const pace =
    before === undefined
      ? ''
      : before === baselined.length
        ? ', as many as at the last run'
        : `, ${before} at the last run`;
  const byRule = new Map<string, number>();
  for (const { rule } of baselined) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const rows = [...waivers]
    .sort((a, b) => ((a.until ?? '9999') < (b.until ?? '9999') ? -1 : 1))
    .map(
      ({
        rule,
        subject,
        reason,
        owner,
        until,
      }) => html`<tr><th scope="row">${name(rule)} ${subject ? html`<small>${readableSubject(subject)}</small>` : ''}</th><td data-l="Reason">${reason}</td><td data-l="Asked by">${owner ?? soft('not stated')}</td><td data-l="Ends">${until === null ? soft('no end') : until < today ? state('bad', `ended ${day(until)}`) : state('warn', day(until))}</td></tr>
`,
    );
  return section(
    'debt',
    `${count(baselined.length, 'finding')} in the baseline${pace}; ${waived.length} waived`,
    'A waiver accepts one finding for a reason and a time; the baseline is what was there when the check was switched on. Neither earns a point.',
    html`${rows.length > 0 ? html`<table class="wide" data-sort><thead><tr><th scope="col">Waiver</th><th scope="col">Reason</th><th scope="col">Asked by</th><th scope="col">Ends</th></tr></thead><tbody>${rows}</tbody></table>` : waived.length > 0 ? html`<ul>${waived.slice(0, 100).map(({ rule, message }) => html`<li>${name(rule)} ${message}</li>`)}</ul>` : ''}
${byRule.size > 0 ? html`<h3>Baseline by rule</h3><table><thead><tr><th scope="col">Rule</th><th scope="col" class="num">Findings</th></tr></thead><tbody>${[...byRule].sort((a, b) => b[1] - a[1]).map(([rule, number]) => html`<tr><td>${name(rule)}</td><td class="num">${number}</td></tr>`)}</tbody></table>` : ''}`,
  );
}

/** How each number came about, obligation by obligation. */
export function howSection({ card }: Model): Html {
  const parts = card.parts.map((part) => {
    const rows = part.obligations.map(
      ({
        title,
        points,
        met,
        unmet,
        unknown,
      }) => html`<tr><td>${title}</td><td class="num">${Math.round(points)}</td><td class="num">${met}</td><td class="num">${unmet.length}</td><td class="num">${unknown.length}</td></tr>
`,
    );
    return html`<h3 id="p-${part.id}">${PART_TITLES[part.id]}: ${part.score ?? 'not started'}</h3>${part.stop ? html`<p>${state('bad', 'Held at 49')}: ${part.stop.why}.</p>` : ''}${rows.length > 0 ? html`<table><thead><tr><th scope="col">What must hold</th><th scope="col" class="num">Points</th><th scope="col" class="num">Met</th><th scope="col" class="num">Not met</th><th scope="col" class="num">Not known</th></tr></thead><tbody>${rows}</tbody></table>` : ''}`;
  });
  return section(
    'how',
    'How it is counted',
    'Each part has 100 points, split over a few things that must hold; each earns its share of the subjects that meet it. What nobody looked at is not known and earns nothing, so a first look never costs points. Severity, rules that are switched off, waivers and the baseline change nothing here. A part whose stop rule is broken is held at 49. This is scorecard 1.',
    parts,
  );
}
