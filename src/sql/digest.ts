import { createHash } from 'node:crypto';
import type { Check } from '../evidence/check.ts';
import type { Plan } from '../plan/types.ts';
import type { Layout } from './types.ts';

/** Rises when rows of one statement would no longer mean the same. */
const FORMAT = 1;

/** Twelve digits that change with the plan, the checks and the mapping: rows of other statements are told by them. */
export function digestOf(plan: Plan, checks: readonly Check[], layout: Layout): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([FORMAT, plan.name, plan.version, checks, layout], plain));
  for (const { text } of plan.files) hash.update(text);
  return hash.digest('hex').slice(0, 12);
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Map ? [...value] : value;
}
