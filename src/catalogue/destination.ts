import type { JsonObject } from '../text/json.ts';

export type DestinationKind =
  | 'analytics'
  | 'product-analytics'
  | 'behavioural-data-platform'
  | 'cdp'
  | 'engagement'
  | 'crm'
  | 'support'
  | 'advertising'
  | 'attribution'
  | 'warehouse';

/**
 * One receiving system. Each group states facts with their `source`, `checked` and `authority`; read them with
 * `fact`. A group or key that is missing is unknown, `null` is a limit that the source says does not exist.
 */
export interface Destination extends JsonObject {
  readonly schema: 1;
  /** The name of its file. */
  readonly id: string;
  readonly name: string;
  readonly kind: DestinationKind;
  readonly side: 'product' | 'marketing' | 'product-and-marketing' | 'storage';
  readonly surfaces: readonly string[];
}
