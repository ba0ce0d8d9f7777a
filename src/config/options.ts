import { Ajv } from 'ajv';
import type { JsonObject } from '../text/json.ts';

/** Why a rule's options do not fit their schema; null when they do. */
export function misfit(schema: JsonObject, options: unknown): string | null {
  const ajv = new Ajv({ strict: false });
  return ajv.validate(schema, options) ? null : ajv.errorsText(ajv.errors, { dataVar: 'options' });
}
