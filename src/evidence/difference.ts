import type { RelatedLocation, Severity } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { Spot } from '../plan/node.ts';
import type { JsonObject } from '../text/json.ts';

/** A rule's id without its page's topic where that is `drift`: `volume`, `evidence/empty-export`. */
export type DifferenceKind = string;

/** A figure with its 95 % interval; all three in the unit that the kind's page names. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One side of a comparison. */
export interface SideFigure {
  /** Systems it was seen in, by key: several where sources stand together. */
  readonly systems: readonly string[];
  /** Name of the event (or property) there; null where it is not there. */
  readonly name: string | null;
  /** Events that the figure rests on. */
  readonly n: number;
  /** The figure itself: a share (0..1), a count, a factor, milliseconds. Null: nothing to measure there. */
  readonly figure: Estimate | null;
}

/** Whole UTC days, both included. */
export interface DayWindow {
  readonly first: string;
  readonly last: string;
  readonly days: number;
}

/**
 * What two systems say differently, or one system now and then. Data first: rules word it and settings silence it.
 * One difference is one cause; what it explains is in `absorbed`.
 */
export interface Difference {
  readonly kind: DifferenceKind;
  /** What the gates make of it: `error` passed all of them, `warn` the lower threshold alone. */
  readonly severity: Severity;
  readonly subject: Subject;
  /** The plan's key; for what is unplanned the name as seen; null where it is about whole systems. */
  readonly event: string | null;
  /** Path, as the plan writes it. */
  readonly property: string | null;
  /** Product side, or then. */
  readonly left: SideFigure;
  /** Marketing side, or now. */
  readonly right: SideFigure;
  /** Null where no days were compared. */
  readonly window: DayWindow | null;
  /** First day on which it shows; null: all along, or not known. */
  readonly since: string | null;
  /** Platform that it is confined to. */
  readonly slice: string | null;
  /** Most likely cause, as a sentence without its full stop; null: not known. */
  readonly cause: string | null;
  /** What spoke for that cause, each a few words. */
  readonly signs: readonly string[];
  /** What to do, an imperative sentence without its full stop. */
  readonly remedy: string | null;
  /** Keys of the needs it hurts. */
  readonly needs: readonly string[];
  readonly owners: readonly string[];
  /** Differences that this one explains: `volume of Cart Viewed`. */
  readonly absorbed: readonly string[];
  /** Where to repair in the plan. */
  readonly at: Spot;
  readonly related: readonly RelatedLocation[];
  /** Sets apart differences of one kind on one subject: mostly the pair of systems. */
  readonly discriminator: string;
  /** What only this kind has; its rule's page names the keys. */
  readonly detail: JsonObject;
}
