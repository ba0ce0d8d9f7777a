import type { Finding } from '../findings/finding.ts';
import { clip, codePoint, visible } from '../text/visible.ts';
import type { Format } from './format.ts';
import { worstFirst } from './worst.ts';

const COMMAND = { error: 'error', warn: 'warning', info: 'notice' } as const;

/**
 * GitHub's workflow commands, which it draws beside the changed lines. It shows the first ten of each kind a
 * step, so the worst come first.
 */
export const github: Format = {
  *write(report) {
    for (const finding of worstFirst(report.findings)) yield `${annotation(finding)}\n`;
  },
};

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message */
function annotation(finding: Finding): string {
  const { file, start, end } = finding.location;
  const properties = [
    `title=${property(finding.rule)}`,
    `file=${property(file)}`,
    `line=${start.line}`,
    `endLine=${Math.max(start.line, end.line)}`,
  ];
  // Columns are only understood on one line.
  if (end.line === start.line) {
    properties.push(`col=${start.column}`, `endColumn=${Math.max(start.column, end.column)}`);
  }
  return `::${COMMAND[finding.severity]} ${properties.join(',')}::${value(clip(visible(finding.message), 4000))}`;
}

/** The runner undoes these, so the text arrives as it was; `##[` it would read as an older command. */
function value(text: string): string {
  if (!/[%\r\n]|##/.test(text)) return text;
  return text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replace(/(##[a-z]*)\[/gi, (_, hashes) => `${hashes}${codePoint('[')}`);
}

function property(text: string): string {
  return value(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
