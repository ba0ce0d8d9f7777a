import type { DriftResult, Gap } from '../../drift/types.ts';
import type { Plan } from '../../plan/types.ts';
import { NO_EVIDENCE } from '../../report/evidence.ts';
import { csvRows } from '../../text/markup.ts';
import type { Format, FormatName } from '../format.ts';
import { markdown } from '../markdown.ts';
import { text } from '../text/index.ts';
import { driftMarkdown } from './markdown.ts';
import { driftRows } from './rows.ts';
import { driftText } from './text.ts';

/** What was asked: all, one event, or the way of one event between two systems. */
export interface DriftQuestion {
  readonly plan: Plan;
  readonly event: string | null;
  readonly between: readonly [string, string] | null;
}

/** Drift for people: the systems side by side above the findings. Machines get all of it in JSON. */
export function driftFormats(
  result: DriftResult,
  question: DriftQuestion,
): Readonly<Partial<Record<FormatName, Format>>> {
  return {
    text: {
      async *write(report, context) {
        yield* driftText(result, question, report, context);
        yield* text.write(report, context);
      },
    },
    markdown: {
      async *write(report, context) {
        yield* markdown.write(report, context);
        yield* driftMarkdown(result, question);
      },
    },
    html: {
      async *write(report, context) {
        const { htmlFormat } = await import('../html/index.ts');
        const { buildModel } = await import('../../report/model.ts');
        const model = buildModel({
          plan: question.plan,
          report,
          evidence: { ...NO_EVIDENCE, findings: report.findings, drift: result },
          history: [],
          waivers: [],
          commit: null,
          branch: null,
          at: `${context.today}T00:00:00Z`,
        });
        yield* htmlFormat.write(report, { ...context, model });
      },
    },
    csv: {
      *write(report) {
        yield* csvRows(driftRows(result, report));
      },
    },
  };
}

/** The ways that were asked for: of that event, between these systems. */
export function gapsOf(
  { gaps }: DriftResult,
  { event, between }: Omit<DriftQuestion, 'plan'>,
): readonly Gap[] {
  return gaps.filter(
    (gap) =>
      (event === null || gap.event === event) &&
      (between === null || (gap.left.system === between[0] && gap.right.system === between[1])),
  );
}
