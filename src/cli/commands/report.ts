import { FORMATS } from '../../output/index.ts';
import { UsageError } from '../../system/errors.ts';
import { runCheck } from '../check-run.ts';
import type { RunCommand } from '../command.ts';
import { openSession } from '../session.ts';
import { writeResult } from '../write-result.ts';

/** The steward's report. It shows what a check would find and fails only where it cannot be written. */
export const run: RunCommand = async (invocation, system) => {
  const { options } = invocation;
  const format = typeof options['format'] === 'string' ? options['format'] : 'html';
  if (!['html', 'markdown', 'csv', 'json'].includes(format)) {
    throw new UsageError(
      `A report is html, markdown, csv or json, not "${format}". (check writes ${FORMATS.join(', ')}.)`,
    );
  }
  const session = await openSession({ ...invocation, options: { ...options, format: [] } }, system);
  const { report, model } = await runCheck(session, 'report');
  const { stewardReport } = await import('../../output/steward.ts');
  const { TABLES } = await import('../../output/steward-tables.ts');
  const text = await stewardReport(format, report, model, session.today, {
    print: options['print'] === 'full' ? 'full' : 'short',
    table: TABLES.find((name) => name === options['table']) ?? 'processing',
  });
  await writeResult(text, options, system);
  if (typeof options['output'] === 'string') {
    system.stderr.write(`${model ? `${model.trend.headline}\n` : ''}wrote ${options['output']}\n`);
  }
  return 0;
};
