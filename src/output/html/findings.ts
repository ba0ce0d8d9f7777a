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

/** What is open, worst first, with filters that keep their state in the address. */
export function findingsSection(report: Report): Html {
  const open = worstFirst(report.findings);
  const { waived, baselined } = report.summary;
  const notChecked = report.notChecked.map(({ what, why }) => html`<li>${name(what)}: ${why}</li>`);
  const blind = notChecked.length > 0 ? html`<h3>Not checked</h3><ul>${notChecked.slice(0, 100)}</ul>` : '';
  if (open.length === 0) {
    return section(
      'findings',
      'Nothing is open',
      '',
      html`<p>${waived} waived, ${baselined} in the baseline.</p>${blind}`,
    );
  }
  const groups = grouped(open);
  const shown = groups.slice(0, MOST);
  return section(
    'findings',
    `${count(open.length, 'open finding')}${report.summary.error > 0 ? `, ${count(report.summary.error, 'error')}` : ''}`,
    shown.length < groups.length
      ? `The worst ${MOST} of ${groups.length} are listed; all of them are in the JSON output.`
      : '',
    html`${filters(shown)}
${wideBox('Findings', html`<table class="wide" id="list" data-sort><thead><tr><th scope="col">Finding</th><th scope="col">Severity</th><th scope="col">Owner</th><th scope="col">Rule</th><th scope="col">Where</th></tr></thead><tbody>${shown.map(row)}</tbody></table>`)}
${rest(groups.slice(MOST))}${blind}`,
  );
}

/** Anchors of the findings that have a row, for links from elsewhere in the page. */
export function listedAnchors(report: Report): ReadonlySet<string> {
  const groups = grouped(worstFirst(report.findings)).slice(0, MOST);
  return new Set(groups.map(({ finding }) => findingAnchor(finding.fingerprint)));
}

/** One row for a rule and subject, however many places it has. */
function grouped(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, { finding: Finding; more: number; first: boolean }>();
  const anchors = new Set<string>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.subject]);
    const group = groups.get(key);
    if (group) group.more++;
    else {
      const own = findingAnchor(finding.fingerprint);
      groups.set(key, { finding, more: 0, first: !anchors.has(own) });
      anchors.add(own);
    }
  }
  return [...groups.values()];
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
