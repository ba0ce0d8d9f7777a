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

/** More ways than this through one plan's flows say nothing new: the first ones, in the plan's order, stay. */
const MOST_WAYS = 256;

/**
 * Every way that the flows open from these sources, but for the systems that `blocked` names. `added` are
 * reached from each source directly, beside the flows, and flow on from there.
 */
export function ways(
  flows: readonly Flow[],
  sources: readonly string[],
  added: readonly string[],
  blocked: ReadonlySet<string>,
): Way[] {
  const found: Way[] = [];
  const bySource = new Map<string, Flow[]>();
  for (const flow of flows) {
    for (const from of flow.from) bySource.set(from, [...(bySource.get(from) ?? []), flow]);
  }
  const reach = (way: Way): void => {
    const here = way.path.at(-1) ?? '';
    for (const flow of bySource.get(here) ?? []) {
      for (const to of flow.to) {
        step(way, to, way.sampling * flow.sampling, flow.when === null ? way.when : [...way.when, flow.when]);
      }
    }
  };
  const step = (way: Way, to: string, sampling: number, when: readonly Condition[]): void => {
    if (blocked.has(to) || way.path.includes(to) || found.length >= MOST_WAYS) return;
    const next = { path: [...way.path, to], sampling, when };
    found.push(next);
    reach(next);
  };
  for (const source of sources) {
    const start: Way = { path: [source], sampling: 1, when: [] };
    reach(start);
    const reached = new Set(found.filter((way) => way.path[0] === source).map((way) => way.path.at(-1)));
    for (const system of added) if (!reached.has(system)) step(start, system, 1, []);
  }
  return found;
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
