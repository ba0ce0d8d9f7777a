import type { Finding } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { escapeMarkup } from '../text/markup.ts';
import { clip } from '../text/visible.ts';
import type { Format, OutputContext } from './format.ts';

/**
 * JUnit XML, valid for Jenkins' schema and for the stricter one of Ant's report. A suite is a file, a case is a
 * finding: an error fails, what is waived or baselined is skipped, warnings and notes pass and are listed in
 * the suite's output. The first suite is the run itself, so that a clean one does not read as "no tests".
 */
export const junit: Format = {
  *write(report, context) {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
    yield* suite(`dataplan ${report.command}`, 0, runCases(report), '', context);
    let id = 1;
    for (const [file, findings] of byFile(report.findings)) {
      const notes = findings.filter(({ status, severity }) => status === 'open' && severity !== 'error');
      yield* suite(file, id++, findings.map(findingCase), notes.map(noteLine).join('\n'), context);
    }
    yield '</testsuites>\n';
  },
};

interface Case {
  readonly name: string;
  readonly kind: 'passed' | 'failed' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly body: string;
}

function* suite(
  name: string,
  id: number,
  cases: readonly Case[],
  output: string,
  context: OutputContext,
): Iterable<string> {
  const count = (kind: Case['kind']) => cases.filter((one) => one.kind === kind).length;
  const title = escapeMarkup(clip(name, 1000));
  // The clock of the run is left out on purpose: two runs over the same evidence are byte-identical.
  yield `<testsuite name="${title}" package="dataplan" id="${id}" hostname="localhost" timestamp="${context.today}T00:00:00" time="0" tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}">\n`;
  yield '<properties/>\n';
  for (const one of cases) {
    yield `<testcase name="${escapeMarkup(clip(one.name, 1000))}" classname="${title}" time="0"`;
    const message = escapeMarkup(clip(one.message, 4000));
    if (one.kind === 'passed') yield '/>\n';
    else if (one.kind === 'skipped') yield `><skipped message="${message}"/></testcase>\n`;
    else
      yield `><failure type="${escapeMarkup(one.type)}" message="${message}">${escapeMarkup(one.body)}</failure></testcase>\n`;
  }
  yield `<system-out>${escapeLines(output)}</system-out>\n<system-err/>\n</testsuite>\n`;
}

function runCases(report: Report): Case[] {
  const plan = report.plan ? `plan ${report.plan.name} ${report.plan.version}` : 'run';
  const ran: Case = { name: plan, kind: 'passed', type: '', message: '', body: '' };
  const skipped = report.notChecked.map(
    ({ what, why }): Case => ({
      name: `not checked: ${what}`,
      kind: 'skipped',
      type: '',
      message: why,
      body: '',
    }),
  );
  return [ran, ...skipped];
}

function findingCase(finding: Finding): Case {
  const { status, severity, rule, message } = finding;
  const kind = status !== 'open' ? 'skipped' : severity === 'error' ? 'failed' : 'passed';
  return {
    name: `${rule}: ${finding.subject}`,
    kind,
    type: rule,
    message: kind === 'skipped' ? `${status}: ${message}` : message,
    body: `${place(finding)} ${message}`,
  };
}

function noteLine(finding: Finding): string {
  return `${place(finding)} ${finding.severity} ${finding.rule} ${clip(finding.message, 1000)}`.replaceAll(
    '\n',
    ' ',
  );
}

function place({ location }: Finding): string {
  return `${location.file}:${location.start.line}:${location.start.column}`;
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeMarkup).join('\n');
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = files.get(finding.location.file);
    if (group) group.push(finding);
    else files.set(finding.location.file, [finding]);
  }
  return files;
}
