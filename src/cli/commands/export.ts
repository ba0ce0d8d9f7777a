import type { ExportOptions } from '../../convert/export/exporter.ts';
import { exporterOf, exporters, exportPlan } from '../../convert/export/index.ts';
import { UsageError } from '../../system/errors.ts';
import type { Invocation, RunCommand } from '../command.ts';
import { openSession } from '../session.ts';
import { writeFiles } from '../write-files.ts';
import { writeLosses } from './import.ts';

export const run: RunCommand = async (invocation, system) => {
  const { options } = invocation;
  const [format] = invocation.arguments;
  if (options['list'] === true) {
    for (const { id, title, source } of exporters)
      system.stdout.write(`${id.padEnd(14)}${title}\n  ${source}\n`);
    return 0;
  }
  if (typeof format !== 'string') {
    throw new UsageError('No format is named: dataplan export segment (--list names them all).');
  }
  exporterOf(format);
  const { output: _, ...rest } = options;
  const session = await openSession({ ...invocation, options: rest }, system);
  const plan = await session.loadPlan();
  const { files, report } = exportPlan(plan, format, exportOptions(options));
  await writeFiles(files, options, system);
  await writeLosses(report, options, system);
  return 0;
};

function exportOptions(options: Invocation['options']): Partial<ExportOptions> {
  const { draft, annotations, dialect, vendor, odcsVersion, dbtLegacy } = options;
  return Object.fromEntries(
    Object.entries({ draft, annotations, dialect, vendor, odcsVersion, dbtLegacy }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as Partial<ExportOptions>;
}
