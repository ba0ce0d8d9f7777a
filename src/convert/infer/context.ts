import type { JsonObject } from '../../text/json.ts';
import { type Draft, record } from '../draft.ts';
import { decide, type Suspicion, typesOf } from './decide.ts';
import type { Observation } from './observe.ts';

/**
 * What calls carry beyond their properties is whatever the sender's library adds, so it is not planned in full: only
 * what was seen to be personal is, since a plan has to say that it is there.
 */
export function personalContext(
  draft: Draft,
  context: Observation,
  paths: readonly (readonly string[])[],
  suspect: (path: readonly string[]) => Suspicion | null,
): void {
  for (const path of paths) {
    const list = path.indexOf('[]');
    const key = list < 0 ? path : path.slice(0, list);
    const at = below(context, key);
    // What is known of the person has its own section.
    if (at === null || key[0] === 'traits' || key.some((step) => step.includes('.'))) continue;
    const value = shapeTo(at, key, path.slice(key.length), suspect);
    if (!draft.context.has(key.join('.'))) draft.context.set(key.join('.'), { value });
  }
}

function below(at: Observation, path: readonly string[]): Observation | null {
  return path.reduce<Observation | null>(
    (parent, step) => (step === '[]' ? parent?.elements : parent?.children.get(step)) ?? null,
    at,
  );
}

/** The shape of one place, and of what leads on to another inside it. */
function shapeTo(
  at: Observation,
  path: readonly string[],
  [step, ...rest]: readonly string[],
  suspect: (path: readonly string[]) => Suspicion | null,
): JsonObject {
  if (step === undefined) {
    const { required: _, ...seen } = decide(at, at.seen, path, suspect).value;
    return record(seen);
  }
  const child = below(at, [step]);
  const inner = child === null ? {} : shapeTo(child, [...path, step], rest, suspect);
  return record({
    type: typesOf(at),
    ...(step === '[]' ? { items: inner } : { properties: record({ [step]: inner }) }),
  });
}
