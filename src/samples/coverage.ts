import type { Plan } from '../plan/types.ts';
import { formKey } from './run/stream.ts';

/** Which events of the plan the samples hold. */
export interface Coverage {
  /** Planned and seen, by key, with counts. */
  readonly seen: { readonly [event: string]: number };
  /** Live and never seen. */
  readonly neverSeen: readonly string[];
  /** Seen and not planned, with counts: the most frequent. */
  readonly unplanned: { readonly [name: string]: number };
}

const shownUnplanned = 100;

export function coverageOf(
  plan: Plan,
  forms: ReadonlyMap<string, number>,
  unplanned: ReadonlyMap<string, number>,
  systems: ReadonlySet<string>,
): Coverage {
  const seen = new Map<string, number>();
  for (const event of plan.events.values()) {
    const keys = [null, ...event.variants.map((variant) => variant.index)].map((variant) =>
      formKey(event.key, variant),
    );
    const n = keys.reduce((sum, key) => sum + (forms.get(key) ?? 0), 0);
    if (n > 0) seen.set(event.key, n);
  }
  const missing = [...plan.events.values()].filter(
    (event) =>
      !seen.has(event.key) &&
      (event.status === 'live' || event.status === 'deprecated') &&
      // Not missed where only other senders were looked at.
      (systems.size === 0 || event.from.length === 0 || event.from.some((system) => systems.has(system))),
  );
  const frequent = [...unplanned]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, shownUnplanned);
  return {
    seen: Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1))),
    neverSeen: missing.map((event) => event.key).sort(),
    unplanned: Object.fromEntries(frequent),
  };
}
