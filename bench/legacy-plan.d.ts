import type { JsonObject } from '../src/text/json.ts';

export function legacyPlan(count?: number, seed?: number): JsonObject;
