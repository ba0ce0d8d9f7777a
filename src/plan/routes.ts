import { matchesGlob } from '../text/glob.ts';
import type { Condition, Flow, Plan } from './types.ts';

/** One way through the flows from a source to a system. */
export interface Way {
  /** Source first, the receiver last; no system twice. */
  readonly path: readonly string[];
  /** Share that is left of what the source sent. */
  readonly sampling: number;
  readonly when: readonly Condition[];
}

/** More ways than this from one source say nothing new: the shortest ones, in the plan's order, stay. */
const MOST_WAYS = 512;

/**
 * Every way that the flows open from these sources, the shortest first, but for the systems that `blocked`
 * names. `added` are reached from each source directly, beside the flows, and flow on from there.
 */
export function ways(
  flows: readonly Flow[],
  sources: readonly string[],
  added: readonly string[],
  blocked: ReadonlySet<string>,
): Way[] {
  const bySource = new Map<string, Flow[]>();
  for (const flow of flows) {
    for (const from of flow.from) bySource.set(from, [...(bySource.get(from) ?? []), flow]);
  }
  return sources.flatMap((source) => {
    const found: Way[] = [];
    const step = (way: Way, to: string, sampling: number, when: readonly Condition[]): void => {
      if (blocked.has(to) || way.path.includes(to) || found.length >= MOST_WAYS) return;
      found.push({ path: [...way.path, to], sampling, when });
    };
    const leave = (way: Way): void => {
      for (const flow of bySource.get(way.path.at(-1) ?? '') ?? []) {
        const when = flow.when === null ? way.when : [...way.when, flow.when];
        for (const to of flow.to) step(way, to, way.sampling * flow.sampling, when);
      }
    };
    const start: Way = { path: [source], sampling: 1, when: [] };
    leave(start);
    // The list grows while it is walked: what was reached last flows on last.
    for (const way of found) leave(way);
    const reached = new Set(found.map((way) => way.path.at(-1)));
    const first = found.length;
    for (const system of added) if (!reached.has(system)) step(start, system, 1, []);
    for (let index = first; index < found.length; index++) leave(found[index] ?? start);
    return found;
  });
}

/**
 * Ways by what decides them (the flows that let an event through, its sources, its own `to`), so that thousands
 * of events that flow alike are followed once.
 */
export class Router {
  readonly #plan: Plan;
  readonly #known = new Map<string, Way[]>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** For an event's key; null: traits, which take the flows that are not narrowed. */
  follow(
    event: string | null,
    sources: readonly string[],
    added: readonly string[],
    blocked: readonly string[],
  ): readonly Way[] {
    const open = this.#plan.flows.map((flow) => lets(flow, event));
    const key = JSON.stringify([open, sources, added, blocked]);
    const known = this.#known.get(key);
    if (known) return known;
    const flows = this.#plan.flows.filter((_, index) => open[index]);
    const found = ways(flows, sources, added, new Set(blocked));
    this.#known.set(key, found);
    return found;
  }
}

function lets(flow: Flow, event: string | null): boolean {
  if (event === null) return flow.events === null && flow.when === null;
  return flow.events === null || flow.events.some((glob) => matchesGlob(event, glob));
}
