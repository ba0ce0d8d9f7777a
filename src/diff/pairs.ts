import { parseExactJson } from '../text/exact-json.ts';
import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { bumpWord, type Scheme } from './judge/bump.ts';
import { type JudgeOptions, judgePair } from './judge/schemas.ts';
import { type Containment, witnessOf } from './schema/contain.ts';

export interface PairOptions extends JudgeOptions {
  /** Null: SchemaVer for self-describing schemas, semver for others. */
  readonly scheme: Scheme | null;
}

/**
 * One line of a list of pairs, `{id, old_schema, new_schema}`, as one line of verdicts:
 * `{id, backward, forward, bump, why, witness}`. A line that cannot be read has verdicts too: unknown, and why.
 */
export function judgeLine(line: string, number: number, options: PairOptions): JsonObject {
  let pair: Json;
  try {
    pair = parseExactJson(line);
  } catch (error) {
    return unread(
      number,
      `line ${number} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isObject(pair)) return unread(number, `line ${number} is no object`);
  const { old_schema: before, new_schema: after } = pair;
  const id = pair['id'] ?? number;
  if (before === undefined || after === undefined) {
    return unread(id, `line ${number} has no ${before === undefined ? 'old_schema' : 'new_schema'}`);
  }
  const { backward, forward, level } = judgePair(before, after, options);
  return {
    id,
    backward: backward.verdict,
    forward: forward.verdict,
    bump: bumpWord(level, options.scheme ?? schemeOf(after)),
    why: { backward: backward.why, forward: forward.why },
    witness: { backward: proof('backward', backward), forward: proof('forward', forward) },
  };
}

function unread(id: Json, why: string): JsonObject {
  return {
    id,
    backward: 'unknown',
    forward: 'unknown',
    bump: null,
    why: { backward: why, forward: why },
    witness: null,
  };
}

function proof(direction: 'backward' | 'forward', containment: Containment): JsonObject | null {
  const witness = witnessOf(direction, containment);
  return witness === null ? null : { validUnder: witness.validUnder, event: witness.event };
}

/** A schema that describes itself (`self`) counts MODEL-REVISION-ADDITION. */
export function schemeOf(schema: Json): Scheme {
  return isObject(schema) && isObject(schema['self'] ?? null) ? 'schemaver' : 'semver';
}
