import type { SampleEvent } from '../../evidence/event.ts';
import type { KnownTexts } from '../../evidence/known-texts.ts';
import { ProfileWatcher } from '../../evidence/profile/watcher.ts';
import { TraitsSeen } from '../../evidence/traits-seen.ts';
import type { Broken, Place, Watcher } from '../../evidence/watcher.ts';
import { type WatchedFinding, watchersFor } from '../../evidence/watchers.ts';
import type { Json } from '../../text/json.ts';
import type { RunSetup } from './setup.ts';

/** What the watchers of one thread saw, in a fixed order. */
export type Watched = readonly (Json | object)[];

/** Is told of every event that a stream has judged. */
export interface Onlooker {
  /** False when nobody looks: then nothing is told. */
  readonly looks: boolean;
  /** What comes of it does not depend on the order of events. */
  readonly anyOrder: boolean;
  watch(
    event: SampleEvent,
    key: string | null,
    variant: number | null,
    place: Place,
    valid: boolean,
    broken: readonly Broken[],
  ): void;
  save(): Watched;
}

/** All that looks at the stream as a whole: the watchers that checks ask for, and a profile for each system. */
export class Watching implements Onlooker {
  readonly anyOrder = true;
  readonly #watchers: readonly Watcher[];
  readonly #profiles: ReadonlyMap<string, ProfileWatcher>;
  readonly #findings: () => readonly WatchedFinding[];
  readonly #traits: TraitsSeen | null;

  private constructor(
    watchers: readonly Watcher[],
    profiles: ReadonlyMap<string, ProfileWatcher>,
    findings: () => readonly WatchedFinding[],
    traits: TraitsSeen | null,
  ) {
    this.#traits = traits;
    this.#watchers = traits === null ? watchers : [...watchers, traits];
    this.#profiles = profiles;
    this.#findings = findings;
  }

  /** `texts`: what reads the records for it. */
  static async start({ plan, checks, profiles }: RunSetup, texts: KnownTexts): Promise<Watching> {
    const { watchers, findings } = await watchersFor(plan, checks, texts);
    const made = profiles.map(
      (setup) => [setup.system, new ProfileWatcher({ ...setup, plan, texts })] as const,
    );
    // Whoever wants to know a system wants its traits as well.
    const traits = made.length > 0 ? new TraitsSeen(plan) : null;
    return new Watching(watchers, new Map(made), findings, traits);
  }

  get looks(): boolean {
    return this.#watchers.length + this.#profiles.size > 0;
  }

  watch(
    event: SampleEvent,
    key: string | null,
    variant: number | null,
    place: Place,
    valid: boolean,
    broken: readonly Broken[],
  ): void {
    for (const watcher of this.#watchers) watcher.watch(event, key, variant, place);
    if (event.system !== null)
      this.#profiles.get(event.system)?.watch(event, key, variant, place, valid, broken);
  }

  save(): Watched {
    return [...this.#watchers, ...this.#profiles.values()].map((watcher) => watcher.save());
  }

  merge(saved: Watched): void {
    [...this.#watchers, ...this.#profiles.values()].forEach((watcher, i) => {
      const state = saved[i];
      if (typeof state === 'object' && state !== null) watcher.merge(state);
    });
  }

  findings(): readonly WatchedFinding[] {
    return this.#findings();
  }

  /** Traits seen with a value, by system; empty where no profile was asked for. */
  traits(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#traits?.bySystem() ?? new Map();
  }

  /** By system. */
  profiles(): readonly (readonly [string, ProfileWatcher])[] {
    return [...this.#profiles];
  }
}
