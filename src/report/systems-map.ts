import type { Finding } from '../findings/finding.ts';
import { deliveries } from '../plan/deliveries.ts';
import type { Plan, System } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';
import { inventory } from './inventory.ts';
import { concerns } from './scorecard/world.ts';

export type Health = 'agrees' | 'differs' | 'breaks' | 'unobserved';

export interface MapNode {
  readonly system: System;
  /** Events planned for it, sent or received. */
  readonly planned: number;
  /** Of these, seen in its samples or its code; null: nobody looked. */
  readonly seen: number | null;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly health: Health;
  /** A few words: what differs. */
  readonly why: string;
}

export interface SystemsMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** Systems and what flows between them: one edge a pair, with how well it does. */
export function systemsMap(plan: Plan, evidence: Evidence): SystemsMap {
  const pairs = new Map<string, { from: string; to: string; events: Set<string> }>();
  const through = new Map<string, Set<string>>();
  for (const arriving of deliveries(plan).values()) {
    for (const { path, event, traits } of arriving) {
      const thing = event?.key ?? `${traits} traits`;
      for (const [at, system] of path.entries()) {
        const things = through.get(system) ?? new Set();
        through.set(system, things);
        if (event) things.add(event.key);
        const next = path[at + 1];
        if (next === undefined) continue;
        const key = JSON.stringify([system, next]);
        const pair = pairs.get(key) ?? { from: system, to: next, events: new Set() };
        pairs.set(key, pair);
        pair.events.add(thing);
      }
    }
  }
  const denied = new Map(
    inventory(plan)
      .filter(({ state }) => state === 'denied')
      .map(({ system, category, gaps }) => [system, `${category}: ${gaps[0] ?? ''}`]),
  );
  const nodes = [...plan.systems.values()].map((system) => ({
    system,
    planned: through.get(system.key)?.size ?? 0,
    seen: seenAt(evidence, system.key, through.get(system.key) ?? new Set()),
  }));
  const edges = [...pairs.values()].map(({ from, to, events }) => {
    const wrong = denied.get(to);
    const findings = evidence.findings.filter((finding) => concerns(finding, to));
    return { from, to, events: events.size, ...health(evidence, from, to, events, wrong, findings) };
  });
  return { nodes, edges };
}

function health(
  evidence: Evidence,
  from: string,
  to: string,
  events: ReadonlySet<string>,
  denied: string | undefined,
  findings: readonly Finding[],
): { health: Health; why: string } {
  if (denied !== undefined) return { health: 'breaks', why: denied };
  const received = evidence.samples.get(to);
  const sent = evidence.samples.get(from) ?? evidence.code.get(from);
  const missing = received
    ? [...events].filter((event) => !received.events.has(event) && !event.endsWith(' traits'))
    : [];
  if (missing.length > 0) return { health: 'differs', why: `${missing.length} of ${events.size} not seen` };
  const refused = findings.filter(({ rule }) => /^(systems|flows|money|time|drift)\//.test(rule)).length;
  if (refused > 0) return { health: 'differs', why: `${refused} finding${refused === 1 ? '' : 's'}` };
  // What the sender sends does not say what arrived.
  if (!received) return { health: 'unobserved', why: sent ? 'sent; nobody looked there' : 'not observed' };
  return { health: 'agrees', why: '' };
}

function seenAt(evidence: Evidence, system: string, planned: ReadonlySet<string>): number | null {
  const found = [evidence.samples.get(system), evidence.code.get(system)].filter((one) => one !== undefined);
  if (found.length === 0) return null;
  return [...planned].filter((event) => found.some(({ events }) => events.has(event))).length;
}
