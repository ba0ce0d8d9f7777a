import type { CallKind } from '../../evidence/event.ts';
import { isObject, type JsonObject } from '../../text/json.ts';

/**
 * The call of a body that was posted to an address of its own (`/v1/track`) and so does not say it; null where
 * its fields do not tell. Pages and screens have the same fields.
 */
export function impliedCall(record: JsonObject): CallKind | null {
  if (record['userId'] === undefined && record['anonymousId'] === undefined) return null;
  if (typeof record['event'] === 'string') return 'track';
  if (record['previousId'] !== undefined) return 'alias';
  if (!isObject(record['traits'])) return null;
  return record['groupId'] === undefined ? 'identify' : 'group';
}
