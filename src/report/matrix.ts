import type { Plan } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';

/** Where one event is; null: nobody looked. */
export interface MatrixRow {
  /** The plan's key; for what is not planned the name as sent. */
  readonly event: string;
  readonly planned: boolean;
  readonly inCode: boolean | null;
  readonly seen: boolean | null;
}

/** Planned events first, in the plan's order, then what only code or samples have, sorted. */
export function matrix(plan: Plan, evidence: Evidence): MatrixRow[] {
  const rows: MatrixRow[] = [];
  for (const event of plan.events.values()) {
    if (event.status === 'proposed' || event.status === 'retired') continue;
    rows.push({
      event: event.key,
      planned: true,
      inCode: anywhere(evidence.code, event.from, event.key),
      seen: anywhere(evidence.samples, event.from, event.key),
    });
  }
  const code = new Set([...evidence.code.values()].flatMap((one) => [...one.unplanned.keys()]));
  const samples = new Set([...evidence.samples.values()].flatMap((one) => [...one.unplanned.keys()]));
  for (const event of [...new Set([...code, ...samples])].sort()) {
    rows.push({
      event,
      planned: false,
      inCode: evidence.code.size > 0 ? code.has(event) : null,
      seen: evidence.samples.size > 0 ? samples.has(event) : null,
    });
  }
  return rows;
}

function anywhere(
  evidence: ReadonlyMap<string, { readonly events: ReadonlyMap<string, unknown> }>,
  from: readonly string[],
  key: string,
): boolean | null {
  const found = [...evidence.values()].some(({ events }) => events.has(key));
  const looked = from.some((system) => evidence.has(system));
  return found ? true : looked ? false : null;
}
