import type { Check, Operation } from '../../evidence/check.ts';
import { askedKey } from '../../evidence/expectation.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Asking } from './sites.ts';

/** What single checks need to know of the others. */
export function askingOf(
  dialect: Dialect,
  checks: readonly { readonly check: Check }[],
  now: number | null,
): Asking {
  const asked = new Set<string>();
  const placeholders = new Map<string, Extract<Operation, { op: 'placeholder' }>>();
  for (const { check } of checks) {
    const { operation, part, path } = check;
    if (operation.op === 'required') asked.add(askedKey(part, path, 'required'));
    if (operation.op === 'unplanned') asked.add(askedKey(part, path, 'additionalProperties'));
    const [type] = path;
    if (operation.op === 'placeholder' && part === 'ids' && type !== undefined)
      placeholders.set(type, operation);
  }
  return { now: now === null ? dialect.now : String(now), asked, placeholders };
}
