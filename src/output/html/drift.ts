import type { DriftResult, Gap, Join } from '../../drift/types.ts';
import type { Model } from '../../report/model.ts';
import { comparisons, count, days, interval, pairName, share, viewWords } from '../drift/figures.ts';
import { anchor, type Html, html, type Value } from './html.ts';
import { name, soft, state, wideBox } from './words.ts';

/** Rows that are listed; the rest is counted. */
const MOST = 100;
/** Fewer than this are no reason to worry, whatever their share. */
const FEW = 10;

/** From product to marketing, event by event: what arrives of what should, and what takes the rest away. */
export function sidesTable({ evidence, plan }: Model): Html | '' {
  const { drift } = evidence;
  if (drift === null || drift.pairs.length === 0) return '';
  const pairs = drift.pairs.map(
    (pair) => html`<li>${pairName(pair)}, ${days(pair.window)}: ${comparisons(pair)}</li>`,
  );
  const gaps = [...drift.gaps].filter(({ left, right }) => left.count + right.count > 0).sort(worstFirst);
  const rows = gaps.slice(0, MOST).map(
    (
      gap,
    ) => html`<tr><th scope="row">${plan.events.has(gap.event) ? html`<a href="#${anchor('e', gap.event)}">${gap.event}</a>` : name(gap.event)}</th><td data-l="From, to">${gap.left.system} → ${gap.right.system}</td><td class="num" data-l="Left">${count(gap.left.count)}</td><td class="num" data-l="Right">${count(gap.right.count)}</td><td data-l="What takes the rest away">${why(gap)}</td></tr>
`,
  );
  const rest = gaps.length - rows.length;
  return html`<h3 id="sides">From side to side</h3>
<ul>${pairs}</ul>
${
  rows.length === 0
    ? html`<p>No event was seen on both sides in days that both cover.</p>`
    : wideBox(
        'From side to side',
        html`<table class="wide" data-sort><thead><tr><th scope="col">Event</th><th scope="col">From, to</th><th scope="col" class="num">Left</th><th scope="col" class="num">Right</th><th scope="col">What takes the rest away</th></tr></thead><tbody>${rows}</tbody></table>`,
      )
}${rest > 0 ? html`<p>… and ${rest} more; the JSON output has them all.</p>` : ''}`;
}

/** What nobody can explain comes first. */
function worstFirst(a: Gap, b: Gap): number {
  return Math.abs(b.unexplained) - Math.abs(a.unexplained) || (a.event < b.event ? -1 : 1);
}

function why({ causes, unexplained, left }: Gap): Value {
  const steps = causes
    .filter((cause) => Math.round(cause.count) !== 0)
    .map(({ text, count: taken }) => html`<div>${signed(-taken)} ${text}</div>`);
  const open = Math.round(unexplained);
  if (open === 0 && steps.length === 0) return state('good', 'all arrive');
  const tone = Math.abs(open) >= FEW && Math.abs(open) > 0.05 * left.count ? 'warn' : 'unknown';
  return [...steps, open === 0 ? '' : html`<div>${state(tone, `${signed(-open)} not explained`)}</div>`];
}

function signed(n: number): string {
  return n < 0 ? `−${count(-n)}` : `+${count(n)}`;
}

/** Properties that one side has and the other has not, or that nobody planned. */
export function unevenProperties({ evidence }: Model): Html | '' {
  const { drift } = evidence;
  if (drift === null) return '';
  const onBoth = new Set(
    drift.matrix
      .filter((row) => row.property === null && row.product === 'yes' && row.marketing === 'yes')
      .map(({ event }) => event),
  );
  // Of an event that one side lacks altogether, each property says the same once more.
  const uneven = drift.matrix.filter(
    ({ event, property, planned, product, marketing, code, seen }) =>
      property !== null &&
      (planned
        ? onBoth.has(event) &&
          product !== marketing &&
          product !== 'unknown' &&
          marketing !== 'unknown' &&
          most(seen) >= FEW
        : product === 'yes' || marketing === 'yes' || code === 'yes'),
  );
  if (uneven.length === 0) return '';
  const systems = [...new Set(uneven.flatMap(({ seen }) => Object.keys(seen)))];
  const rows = uneven.slice(0, MOST).map(
    ({
      event,
      property,
      planned,
      code,
      seen,
    }) => html`<tr><th scope="row">${name(property ?? '')} <small>${event}</small></th><td data-l="Planned">${planned ? state('good', 'yes') : state('bad', 'no')}</td><td data-l="In code">${code === 'unknown' ? state('unknown', 'cannot know') : code}</td>${systems.map((key) => html`<td class="num" data-l="${key}">${seen[key] == null ? '–' : count(seen[key])}</td>`)}</tr>
`,
  );
  const rest = uneven.length - rows.length;
  return html`<h3>Properties that one side lacks, or that nobody planned</h3>
${wideBox('Uneven properties', html`<table class="wide" data-sort><thead><tr><th scope="col">Property</th><th scope="col">Planned</th><th scope="col">In code</th>${systems.map((key) => html`<th scope="col" class="num">${key}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`)}${rest > 0 ? html`<p>… and ${rest} more; the JSON output has them all.</p>` : ''}`;
}

function most(seen: Readonly<Record<string, number | null>>): number {
  return Math.max(0, ...Object.values(seen).map((n) => n ?? 0));
}

/** Share of the ids of one system that another has, too, with what the sample leaves open. */
export function joinMatrix(joins: readonly Join[]): Html | '' {
  if (joins.length === 0) return '';
  const rows = joins.slice(0, MOST).map(
    (
      join,
    ) => html`<tr><th scope="row">${name(join.identifier)}</th><td data-l="Ids of">${join.left}</td><td data-l="Found in">${join.right}</td><td class="num" data-l="Share">${joinShare(join)}</td><td class="num" data-l="Between">${join.share === null ? '–' : interval(join) || 'exact'}</td><td class="num" data-l="Ids">${count(join.leftIds)}</td></tr>
`,
  );
  return html`<h3 id="joins">Who is found where</h3>
${wideBox('Who is found where', html`<table class="wide" data-sort><thead><tr><th scope="col">Identifier</th><th scope="col">Ids of</th><th scope="col">Found in</th><th scope="col" class="num">Share</th><th scope="col" class="num">Between</th><th scope="col" class="num">Ids</th></tr></thead><tbody>${rows}</tbody></table>`)}
<p class="soft">Of the ids of one system, how many the other has, too: ids and not people, and all of them, also those of people who said no. A share from a sample lies between the two figures, 95 times in 100.</p>`;
}

function joinShare({ share: part, high, leftIds }: Join): Html {
  if (part === null) return state('unknown', 'too few');
  if (leftIds < FEW) return state('unknown', share(part));
  return state((high ?? part) < 0.7 ? 'bad' : (high ?? part) < 0.9 ? 'warn' : 'good', share(part));
}

/** How many of the known people can be brought together, and what keeps the others apart. */
export function customerView(view: DriftResult['customerView']): Html {
  if (view === null) {
    return html`<p>Single customer view: ${state('unknown', 'not known')}. ${soft('It takes samples of a product and a marketing system that share an identifier.')}</p>`;
  }
  const { low, high, causes } = view;
  const words = viewWords(view);
  return html`<h3 id="customer-view">Single customer view: ${words.share}</h3>
<p>${words.people}.</p>
<svg class="view" width="320" height="18" viewBox="0 0 320 18" role="img" aria-label="${share(view.share)} can be brought together"><rect width="320" height="18" rx="2" class="f-track" fill="#e8e6df"/><rect width="${(320 * view.share).toFixed(1)}" height="18" rx="2" class="f-good" fill="#00818f"/><path d="M${(320 * low).toFixed(1)} 9H${(320 * high).toFixed(1)}" class="s-ink" stroke="#1c2230" stroke-width="2"/></svg>
${
  causes.length === 0
    ? ''
    : html`<table><thead><tr><th scope="col">What keeps people apart</th><th scope="col" class="num">People</th><th scope="col" class="num">If mended</th></tr></thead><tbody>${causes.slice(0, 20).map(({ text, people: n, gain }) => html`<tr><td>${text}</td><td class="num">${count(n)}</td><td class="num">${gain > 0 ? `+${(gain * 100).toFixed(1)} points` : soft('as planned')}</td></tr>`)}</tbody></table>`
}`;
}
