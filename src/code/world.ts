import type { Binding, Module } from './module.ts';
import type { Project } from './project.ts';
import type { Frame, Value } from './value.ts';

/** One reading of a project: what is memorised, and how far a question may go. */
export interface World {
  readonly project: Project;
  readonly memo: Map<Binding, Value>;
  readonly active: Map<Binding, Frame | null>;
  readonly versions: Map<Binding, Value>;
  /** Object literals that are the same whoever asks. */
  readonly objects: Map<object, Value>;
  /** What functions return that are given nothing, by how they are reached. */
  readonly results: Map<object, Map<string, Value>>;
  /** Modules that hold `X.Provider`. */
  readonly providers: (tag: string) => readonly Module[];
  /** Steps left for the question under way; `ask` fills it up. */
  steps: number;
  depth: number;
  /** Answers that were cut short so far: what they went into is not kept. */
  cut: number;
}

const MAX_STEPS = 8000;

export const MAX_DEPTH = 70;

export const MAX_FRAMES = 9;

export function newWorld(project: Project, providers: World['providers']): World {
  return {
    project,
    memo: new Map(),
    active: new Map(),
    versions: new Map(),
    objects: new Map(),
    results: new Map(),
    providers,
    steps: 0,
    depth: 0,
    cut: 0,
  };
}

/** Starts a question: its budget is its own. */
export function ask<T>(world: World, question: () => T): T {
  world.steps = MAX_STEPS;
  world.depth = 0;
  return question();
}
