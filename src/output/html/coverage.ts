import type { MatrixRow } from '../../report/matrix.ts';
import type { Model } from '../../report/model.ts';
import { sidesTable, unevenProperties } from './drift.ts';
import { anchor, type Html, html, type Value } from './html.ts';
import { count, name, section, state } from './words.ts';

/** Rows that are listed; the rest is counted. */
const MOST = 200;

/** Planned, in the code, seen: the events of which the three do not agree. */
export function coverageSection(model: Model): Html {
  const { matrix, plan, evidence } = model;
  const sides = html`${sidesTable(model)}${unevenProperties(model)}`;
  if (matrix.length === 0)
    return section(
      'coverage',
      'Nothing is planned and nothing was seen',
      '',
      html`<p>The first event appears here.</p>`,
    );
  const apart = matrix.filter((row) => !row.planned || row.inCode === false || row.seen === false);
  const looked = [
    evidence.code.size > 0 ? `code of ${[...evidence.code.keys()].sort().join(', ')}` : 'no code',
    evidence.samples.size > 0 ? `samples of ${[...evidence.samples.keys()].sort().join(', ')}` : 'no samples',
  ].join(', ');
  const lead = `Looked at: ${looked}. Where nobody looked there is a question mark, which is not a no.`;
  if (apart.length === 0)
    return section(
      'coverage',
      title(matrix, 0),
      lead,
      html`<p>Nothing differs as far as was looked.</p>${sides}`,
    );
  const rows = apart.slice(0, MOST).map(
    (
      row,
    ) => html`<tr><th scope="row">${plan.events.has(row.event) ? html`<a href="#${anchor('e', row.event)}">${row.event}</a>` : name(row.event)}</th><td data-l="Planned">${row.planned ? state('good', 'yes') : state('bad', 'no')}</td><td data-l="In code">${mark(row.inCode, row)}</td><td data-l="Seen">${mark(row.seen, row)}</td></tr>
`,
  );
  const rest = apart.length - rows.length;
  return section(
    'coverage',
    title(matrix, apart.length),
    lead,
    html`<table class="wide" data-sort><thead><tr><th scope="col">Event</th><th scope="col">Planned</th><th scope="col">In code</th><th scope="col">Seen</th></tr></thead><tbody>${rows}</tbody></table>${rest > 0 ? html`<p>… and ${rest} more; the JSON output has them all.</p>` : ''}${sides}`,
  );
}

function title(matrix: readonly MatrixRow[], apart: number): string {
  const stray = matrix.filter(({ planned }) => !planned).length;
  if (stray > 0) return `${count(stray, 'event')} ${stray === 1 ? 'is' : 'are'} sent that nobody planned`;
  if (apart > 0)
    return `${count(apart, 'planned event')} ${apart === 1 ? 'is' : 'are'} not where the plan says`;
  return 'Plan, code and samples agree as far as they were looked at';
}

/** What the plan wants and is not there differs; what it does not want and is there is worse. */
function mark(known: boolean | null, { planned }: MatrixRow): Value {
  if (known === null) return state('unknown', 'not looked');
  if (known) return planned ? state('good', 'yes') : state('bad', 'yes', '✕');
  return planned ? state('warn', 'no') : state('unknown', 'no', '–');
}
