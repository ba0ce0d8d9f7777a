import type { Condition, Event, Plan, PropertyUse } from './types.ts';

/**
 * One event (or the traits of a kind) as it arrives at one system, along flows and the event's own `to`.
 * Sampling and conditions are those of the whole way.
 */
export interface Delivery {
  readonly event: Event | null;
  readonly traits: string | null;
  readonly system: string;
  /** Systems on the way, source first, the receiver last. */
  readonly path: readonly string[];
  /** The event's name there. */
  readonly name: string;
  readonly as: string | null;
  readonly per: string | null;
  /** Share of what the sources sent, 0..1. */
  readonly sampling: number;
  /** All must hold. */
  readonly when: readonly Condition[];
  readonly properties: readonly DeliveredProperty[];
}

export interface DeliveredProperty {
  /** Path in the event: `products[].sku`. */
  readonly path: string;
  /** Name there. */
  readonly name: string;
  readonly handling: string;
  readonly use: PropertyUse;
}

/** Every delivery of a plan, by system. Computed once a plan and kept. */
export declare function deliveries(plan: Plan): ReadonlyMap<string, readonly Delivery[]>;
