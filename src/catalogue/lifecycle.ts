import { read } from './lifecycle.yaml';

export interface PhaseEntry {
  readonly id: string;
  readonly order: number;
  readonly aim: string;
}

export interface StageEntry {
  readonly id: string;
  readonly order: number;
  readonly also_called?: readonly string[];
  readonly typical_events?: readonly string[];
}

interface LifecycleData {
  readonly product_phases: { readonly phases: readonly PhaseEntry[] };
  readonly stages: readonly StageEntry[];
}

let table: LifecycleData | null = null;

function data(): LifecycleData {
  table ??= read() as LifecycleData;
  return table;
}

/** Phases of a product's life, in order. */
export function phases(): readonly PhaseEntry[] {
  return data().product_phases.phases;
}

/** Stages of a customer's journey, in order. */
export function stages(): readonly StageEntry[] {
  return data().stages;
}

/** The stage of that name, or of another name for it: `awareness` is `discovery`. */
export function stage(name: string): StageEntry | null {
  return (
    stages().find((each) => each.id === name) ??
    stages().find((each) => each.also_called?.includes(name)) ??
    null
  );
}
