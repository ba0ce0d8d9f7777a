import type { Finding } from '../../findings/finding.ts';
import type { Report } from '../../findings/report.ts';
import { clip } from '../../text/visible.ts';
import { carriers } from '../carriers.ts';
import { worstFirst } from '../worst.ts';
import { findingAnchor, type Html, html, type Value } from './html.ts';
import { count, name, percent, readableSubject, type State, section, soft, state, wideBox } from './words.ts';

/** Rows that are listed; the rest is counted by rule. */
const MOST = 500;
const TONE: Readonly<Record<Finding['severity'], State>> = { error: 'bad', warn: 'warn', info: 'unknown' };

interface Group {
  readonly finding: Finding;
  readonly more: number;
  /** False where another row has this fingerprint's anchor already. */
  readonly first: boolean;
}

/** What is open, worst first, a row for a rule and subject. */
export interface Listing {
  readonly open: number;
  readonly rows: readonly Group[];
  readonly notListed: readonly Group[];
  /** Anchors of the rows, for links from elsewhere in the page. */
  readonly anchors: ReadonlySet<string>;
}

export function listingOf({ findings }: Report): Listing {
  const open = worstFirst(findings);
  const groups = grouped(open);
  const rows = groups.slice(0, MOST);
  return {
    open: open.length,
    rows,
    notListed: groups.slice(MOST),
    anchors: new Set(rows.map(({ finding }) => findingAnchor(finding.fingerprint))),
  };
}

/** With filters that keep their state in the address. */
export function findingsSection(report: Report, { open, rows, notListed }: Listing): Html {
  const { waived, baselined } = report.summary;
  const notChecked = report.notChecked.map(({ what, why }) => html`<li>${name(what)}: ${why}</li>`);
  const blind = notChecked.length > 0 ? html`<h3>Not checked</h3><ul>${notChecked.slice(0, 100)}</ul>` : '';
  if (open === 0) {
    return section(
      'findings',
      'Nothing is open',
      '',
      html`<p>${waived} waived, ${baselined} in the baseline.</p>${blind}`,
    );
  }
  return section(
    'findings',
    `${count(open, 'open finding')}${report.summary.error > 0 ? `, ${count(report.summary.error, 'error')}` : ''}`,
    notListed.length > 0
      ? `The worst ${MOST} of ${rows.length + notListed.length} are listed; all of them are in the JSON output.`
      : '',
    html`${filters(rows)}
${wideBox('Findings', html`<table class="wide" id="list" data-sort><thead><tr><th scope="col">Finding</th><th scope="col">Severity</th><th scope="col">Owner</th><th scope="col">Rule</th><th scope="col">Where</th></tr></thead><tbody>${rows.map(row)}</tbody></table>`)}
${rest(notListed)}${blind}`,
  );
}

/** However many places a rule and subject have. */
function grouped(findings: readonly Finding[]): Group[] {
  const byRule = new Map<string, Map<string, { finding: Finding; more: number; first: boolean }>>();
  const anchors = new Set<string>();
  const all: Group[] = [];
  for (const finding of findings) {
    const bySubject = byRule.get(finding.rule) ?? new Map();
    byRule.set(finding.rule, bySubject);
    const known = bySubject.get(finding.subject);
    if (known) {
      known.more++;
      continue;
    }
    const own = findingAnchor(finding.fingerprint);
    const group = { finding, more: 0, first: !anchors.has(own) };
    bySubject.set(finding.subject, group);
    anchors.add(own);
    all.push(group);
  }
  return all;
}

function row({ finding, more, first }: Group): Html {
  const { severity, owners, rule, location, fingerprint } = finding;
  const from = carriers(finding);
  const detail: Value[] = [
    readableSubject(clip(finding.subject, 160)),
    ...(finding.rate !== null ? [`, ${count(finding.count, 'time')}, ${percent(finding.rate)}`] : []),
    ...(from ? [` (${from})`] : []),
    ...(more > 0 ? [`, and ${more} more like it`] : []),
  ];
  return html`<tr${first ? html` id="${findingAnchor(fingerprint)}"` : ''}><th scope="row">${clip(finding.message, 500)} <small>${detail}</small></th><td data-l="Severity">${state(TONE[severity], severity)}</td><td data-l="Owner">${owners.join(', ') || soft('nobody')}</td><td data-l="Rule">${name(rule)}</td><td data-l="Where">${name(`${clip(location.file, 120)}:${location.start.line}`)}</td></tr>
`;
}

function filters(groups: readonly Group[]): Html {
  const owners = new Set(groups.map(({ finding }) => finding.owners.join(', ') || 'nobody'));
  const rules = new Set(groups.map(({ finding }) => finding.rule));
  const severities = new Set(groups.map(({ finding }) => finding.severity));
  const select = (id: string, label: string, options: Iterable<string>) =>
    html`<label>${label} <select data-filter="${id}"><option value="">all</option>${[...options].sort().map((option) => html`<option value="${option}">${clip(option, 60)}</option>`)}</select></label> `;
  return html`<div class="js filters" hidden>${select('severity', 'Severity', severities)}${select('owner', 'Owner', owners)}${select('rule', 'Rule', rules)}<span id="listed" role="status"></span></div>`;
}

function rest(groups: readonly Group[]): Html | '' {
  if (groups.length === 0) return '';
  const byRule = new Map<string, number>();
  for (const { finding } of groups) byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
  const rows = [...byRule].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 100);
  return html`<h3>Not listed</h3><table><thead><tr><th scope="col">Rule</th><th scope="col" class="num">Findings</th></tr></thead><tbody>${rows.map(([rule, number]) => html`<tr><td>${name(rule)}</td><td class="num">${number}</td></tr>`)}</tbody></table>`;
}
