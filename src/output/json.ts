import type { Report } from '../findings/report.ts';
import { VERSION } from '../system/version.ts';
import { stringify } from '../text/stringify.ts';
import type { Format } from './format.ts';

/** The report without its findings, as every JSON document of ours begins. */
export function head(report: Report): string {
  const { command, plan, summary, notChecked, extra } = report;
  const text = stringify({
    schema: 1,
    tool: { name: 'dataplan', version: VERSION },
    command,
    plan,
    summary,
    notChecked,
    ...extra,
  });
  return text.slice(0, -1);
}

/** One document; each finding on a line of its own, for whoever reads a difference between two runs. */
export const json: Format = {
  *write(report) {
    yield head(report);
    yield ',"findings":[';
    let separator = '\n';
    for (const finding of report.findings) {
      yield separator + stringify(finding);
      separator = ',\n';
    }
    yield report.findings.length > 0 ? '\n]}\n' : ']}\n';
  },
};

/** A line for the report (`"type":"report"`), then one for each finding (`"type":"finding"`). */
export const ndjson: Format = {
  *write(report) {
    yield `{"type":"report",${head(report).slice(1)}}\n`;
    for (const finding of report.findings) yield `{"type":"finding",${stringify(finding).slice(1)}\n`;
  },
};
