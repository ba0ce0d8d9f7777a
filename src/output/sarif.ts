import type { Finding, Severity } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { VERSION } from '../system/version.ts';
import { pathUri } from '../text/markup.ts';
import { stringify } from '../text/stringify.ts';
import { clip, visible } from '../text/visible.ts';
import type { Format, OutputContext, RuleHelp } from './format.ts';
import { keepWorst } from './worst.ts';

/** What GitHub code scanning takes in one run; a file above it is refused as a whole. */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 20;
const LONGEST_DESCRIPTION = 1024;

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'note' };
const KIND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warn: 'warning',
  info: 'recommendation',
};

/**
 * SARIF 2.1.0 as GitHub code scanning demands it: every result has a place with all four numbers, every rule
 * its texts, nothing is an empty string. Waived and baselined findings are left out: GitHub does not read
 * `suppressions` and would open an alert. `primaryLocationLineHash` is left to its upload action.
 */
export const sarif: Format = {
  async *write(report, context) {
    const { kept, dropped } = keepWorst(report.findings, MOST_RESULTS);
    const rules = await ruleTable(kept, context);
    const index = new Map(rules.map((rule, at) => [rule.id, at]));
    yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{';
    yield `"tool":${stringify({ driver: driver(rules) })},`;
    yield `"automationDetails":{"id":${stringify(`dataplan/${report.command}/`)}},"columnKind":"utf16CodeUnits",`;
    yield `"invocations":[${stringify(invocation(report, dropped))}],"results":[`;
    let separator = '\n';
    for (const finding of kept) {
      yield separator + stringify(result(finding, index.get(finding.rule) ?? 0));
      separator = ',\n';
    }
    yield kept.length > 0 ? '\n]}]}\n' : ']}]}\n';
  },
};

/** Every rule that can be found, in registry order, then those of plugins that were. */
async function ruleTable(findings: readonly Finding[], context: OutputContext): Promise<RuleHelp[]> {
  const rules = [...(await context.ruleHelp())];
  const known = new Set(rules.map(({ id }) => id));
  for (const finding of findings) {
    if (known.has(finding.rule)) continue;
    known.add(finding.rule);
    rules.push({ id: finding.rule, summary: finding.rule, severity: finding.severity, tags: [], page: null });
  }
  return rules;
}

function driver(rules: readonly RuleHelp[]) {
  return {
    name: 'dataplan',
    semanticVersion: VERSION,
    version: VERSION,
    rules: rules.map((rule) => {
      const summary = clip(rule.summary || rule.id, LONGEST_DESCRIPTION);
      const help = rule.page || `${summary} See: dataplan explain ${rule.id}`;
      return {
        id: rule.id,
        name: rule.id,
        shortDescription: { text: summary },
        fullDescription: { text: summary },
        help: { text: help, markdown: help },
        defaultConfiguration: { level: LEVEL[rule.severity] },
        properties: {
          tags: rule.tags.slice(0, MOST_TAGS),
          precision: 'high',
          'problem.severity': KIND[rule.severity],
        },
      };
    }),
  };
}

function invocation(report: Report, dropped: number) {
  const notes = report.notChecked.map(({ what, why }) => ({
    level: 'note',
    message: { text: `Not checked: ${visible(what)}: ${visible(why)}` },
  }));
  if (dropped > 0) {
    const text = `${dropped} findings are left out, the least severe: GitHub takes ${MOST_RESULTS} a run.`;
    notes.push({ level: 'warning', message: { text } });
  }
  return { executionSuccessful: true, toolExecutionNotifications: notes };
}

function result(finding: Finding, ruleIndex: number) {
  const { start, end } = finding.location;
  const startLine = Math.max(1, start.line);
  const startColumn = Math.max(1, start.column);
  const endLine = Math.max(startLine, end.line);
  const endColumn = endLine === startLine ? Math.max(startColumn + 1, end.column) : Math.max(1, end.column);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: messageText(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: pathUri(finding.location.file) },
          region: { startLine, startColumn, endLine, endColumn },
        },
        logicalLocations: [{ fullyQualifiedName: finding.subject }],
      },
    ],
    ...(finding.related.length > 0 ? { relatedLocations: related(finding) } : {}),
    partialFingerprints: { 'dataplan/v1': finding.fingerprint },
    occurrenceCount: Math.max(1, finding.count),
    properties: { owners: finding.owners, rate: finding.rate },
  };
}

function related(finding: Finding) {
  return finding.related.map((other, at) => ({
    id: at + 1,
    ...(other.note ? { message: { text: plain(other.note) } } : {}),
    physicalLocation: {
      artifactLocation: { uri: pathUri(other.file) },
      region: {
        startLine: Math.max(1, other.line),
        ...(other.column ? { startColumn: Math.max(1, other.column) } : {}),
      },
    },
  }));
}

function messageText(finding: Finding): string {
  const owners = finding.owners.length > 0 ? ` (owner: ${finding.owners.join(', ')})` : '';
  return plain(clip(`${finding.message || finding.rule}${owners}`, 4000));
}

/** In a message `[text](1)` is a link: a name that looks like one is not. */
function plain(text: string): string {
  return visible(text).replace(/[[\]](?=[^[\]]*\]?\()/g, '\\$&');
}
