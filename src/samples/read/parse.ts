import { isUtf8 } from 'node:buffer';
import type { JsonObject } from '../../text/json.ts';

/** Why a line, or one value of a document, is no record. Each is a rule of its own, `evidence/<name>`. */
export type BadRecord =
  | 'malformed-json'
  | 'not-an-object'
  | 'line-too-long'
  | 'truncated-input'
  | 'invalid-utf8'
  | 'unreadable-record'
  | 'mixed-formats'
  | 'duplicate-key'
  | 'inexact-number'
  | 'not-samples';

/** The record in some bytes, or why there is none. */
export function parseRecord(bytes: Buffer, start: number, end: number): JsonObject | BadRecord {
  const text = bytes.toString('utf8', start, end);
  // Decoding puts U+FFFD where bytes are no UTF-8. In text of ASCII alone this search costs nothing.
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(start, end))) return 'invalid-utf8';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'malformed-json';
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : 'not-an-object';
}
