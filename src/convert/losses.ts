import type { JsonObject } from '../text/json.ts';

/** One thing that an import or export could not carry over. */
export interface Loss {
  /** What it belongs to, by name: `event:Order Completed/property:total`. */
  readonly subject: string;
  /** The field that was left behind, in the words of the side that has it. */
  readonly field: string;
  /** One sentence. */
  readonly why: string;
  /** The file that has it, its JSON pointer there and, when known, its line (1-based). */
  readonly file: string;
  readonly pointer: string;
  readonly line: number | null;
}

/** The report that every import and export gives, as `--loss FILE` writes it. */
export interface LossReport {
  readonly loss: 1;
  readonly command: 'import' | 'export' | 'infer';
  readonly format: string;
  /** How many events, properties (uses of them), traits, … the plan has. */
  readonly counts: Readonly<Record<string, number>>;
  readonly losses: readonly Loss[];
}

/** Losses in a fixed order: by file, line, pointer, field. */
export function sortLosses(losses: readonly Loss[]): Loss[] {
  return [...losses].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.pointer, b.pointer) ||
      compare(a.subject, b.subject) ||
      compare(a.field, b.field),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same loss over and over (a field that each of 900 events has) is one line for a reader. */
export function summariseLosses(
  losses: readonly Loss[],
): { field: string; why: string; count: number; first: Loss }[] {
  const groups = new Map<string, { field: string; why: string; count: number; first: Loss }>();
  for (const loss of losses) {
    const key = `${loss.field}\u0000${loss.why}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { field: loss.field, why: loss.why, count: 1, first: loss });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || compare(a.field, b.field));
}

export function lossDocument(report: LossReport): JsonObject {
  return { ...report, losses: report.losses.map((loss) => ({ ...loss })) };
}
