import type { Plan } from '../../plan/types.ts';
import { UsageError } from '../../system/errors.ts';
import { nearest } from '../../text/nearest.ts';
import { type LossReport, sortLosses } from '../losses.ts';
import { csv } from './csv.ts';
import { dbt } from './dbt.ts';
import { ddl } from './ddl.ts';
import { EXPORT_DEFAULTS, type Exporter, type ExportFile, type ExportOptions, Writing } from './exporter.ts';
import { fides } from './fides.ts';
import { iglu } from './iglu.ts';
import { jsonSchema } from './json-schema.ts';
import { markdown } from './markdown.ts';
import { mermaid } from './mermaid.ts';
import { mparticle } from './mparticle.ts';
import { odcs } from './odcs.ts';
import { rudderstack } from './rudderstack.ts';
import { segment } from './segment.ts';

export const exporters: readonly Exporter[] = [
  jsonSchema,
  mparticle,
  segment,
  iglu,
  rudderstack,
  odcs,
  fides,
  dbt,
  ddl,
  markdown,
  csv,
  mermaid,
];

export interface Exported {
  readonly files: readonly ExportFile[];
  readonly report: LossReport;
}

/** Writes a plan in a foreign format. Throws `UsageError` for an unknown format. */
export function exportPlan(plan: Plan, format: string, options: Partial<ExportOptions> = {}): Exported {
  const exporter = exporterOf(format);
  const writing = new Writing(plan, { ...EXPORT_DEFAULTS, ...options });
  const files = exporter.write(plan, writing);
  return {
    files,
    report: { loss: 1, command: 'export', format, counts: counts(plan), losses: withoutDoubles(writing) },
  };
}

export function exporterOf(format: string): Exporter {
  const found = exporters.find(({ id }) => id === format);
  if (found) return found;
  const ids = exporters.map(({ id }) => id);
  const near = nearest(format, ids);
  throw new UsageError(
    `Cannot export "${format}".${near === null ? '' : ` Did you mean "${near}"?`} Known formats: ${ids.join(', ')}.`,
  );
}

function counts(plan: Plan): Record<string, number> {
  let properties = 0;
  for (const event of plan.events.values()) properties += event.properties.size;
  let traits = 0;
  for (const members of plan.traits.values()) traits += members.size;
  return { events: plan.events.size, properties, traits, context: plan.context.size, needs: plan.needs.size };
}

/** A property of the dictionary is met once in every event that has it; its loss is one. */
function withoutDoubles({ losses }: Writing) {
  const seen = new Set<string>();
  return sortLosses(losses).filter((loss) => {
    const key = JSON.stringify([loss.subject, loss.field, loss.why, loss.pointer]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
