import type { CallKind } from '../catalogue/call-kind.ts';
import type { Json, JsonObject } from '../text/json.ts';

export type { CallKind };

/** One event as it was seen, in the words of the plan. Absent parts are empty, never undefined. */
export interface SampleEvent {
  readonly call: CallKind;
  /** Null where the call carries none (identify, an unnamed page). */
  readonly name: string | null;
  /** What the vendor's own verdict calls the event when nobody planned it, where that is not its name. */
  readonly unplannedAs?: string;
  readonly version: string | null;
  /** The system it was sent from or exported from. */
  readonly system: string | null;
  /** Milliseconds since the epoch; null where the event says none. */
  readonly time: number | null;
  readonly receivedAt: number | null;
  readonly messageId: string | null;
  /** Identity type of the plan → value, as sent. */
  readonly ids: JsonObject;
  readonly properties: JsonObject;
  /**
   * Set where the vendor keeps properties in a container of its own which this event lacks, or has as no object:
   * what is required inside is then one thing amiss, not many.
   */
  readonly container?: { readonly name: string; readonly found: 'nothing' | 'no object' };
  readonly traits: JsonObject;
  readonly context: JsonObject;
  /** The record as it was parsed, for what no canonical field holds. */
  readonly raw: Json;
}
