import { clip, defuse, visible } from '../text/visible.ts';
import type { Format } from './format.ts';

/** `path:line:col severity rule message`, one open finding a line: what editors and grep read. */
export const compact: Format = {
  *write(report) {
    for (const finding of report.findings) {
      if (finding.status !== 'open') continue;
      const { file, start } = finding.location;
      const place = `${visible(file)}:${start.line}:${start.column}`;
      yield `${defuse(`${place} ${finding.severity} ${finding.rule} ${clip(visible(finding.message), 2000)}`)}\n`;
    }
  },
};
