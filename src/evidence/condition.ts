import type { Bound, Condition, ConditionLine, ConditionTest } from '../plan/types.ts';
import { isObject, type Json } from '../text/json.ts';
import { compileSchema } from '../text/json-schema.ts';
import type { SampleEvent } from './event.ts';

/** True when a condition (a `when`, a consent signal) holds for a sample: all of its lines. */
export type Predicate = (event: SampleEvent) => boolean;

/** `unknown`: what a line says whose value is not in the sample. Unless given, the value counts as null. */
export function compileCondition(condition: Condition, unknown?: boolean): Predicate {
  const lines = condition.lines.map((line) => compileLine(line, unknown));
  return (event) => lines.every((line) => line(event));
}

function compileLine(line: ConditionLine, unknown: boolean | undefined): Predicate {
  const told = compileTest(line.test);
  const test =
    unknown === undefined ? told : (value: Json | undefined) => (value === undefined ? unknown : told(value));
  const { root, steps } = line;
  if (root === 'version' || root === 'system') return (event) => test(event[root] ?? undefined);
  return (event) => anyAt(event[root], steps, 0, test);
}

/** A list on the way is asked for any of its elements; an object's own name that holds the dots wins. */
function anyAt(
  value: Json | undefined,
  steps: readonly string[],
  from: number,
  test: (value: Json | undefined) => boolean,
): boolean {
  if (from === steps.length) return test(value);
  const step = steps[from] ?? '';
  if (step === '[]')
    return Array.isArray(value) && value.some((each: Json) => anyAt(each, steps, from + 1, test));
  if (!isObject(value)) return test(undefined);
  for (let to = steps.length; to > from + 1; to--) {
    const whole = steps.slice(from, to).join('.');
    if (Object.hasOwn(value, whole)) return anyAt(value[whole], steps, to, test);
  }
  return anyAt(Object.hasOwn(value, step) ? value[step] : undefined, steps, from + 1, test);
}

function compileTest(test: ConditionTest): (value: Json | undefined) => boolean {
  switch (test.kind) {
    case 'any': {
      const { values } = test;
      return (value) => values.some((wanted) => equal(wanted, value ?? null));
    }
    case 'range':
      return (value) => isInRange(value, test.bounds);
    case 'schema': {
      const validator = compileSchema(test.schema);
      return (value) => value !== undefined && validator.ok(value);
    }
  }
}

function isInRange(value: Json | undefined, bounds: readonly Bound[]): boolean {
  const numbers = dotted(value);
  return numbers !== null && bounds.every((bound) => holds(bound, numbers));
}

/** The dotted numbers that a version or number starts with; null when it starts with none. */
function dotted(value: Json | undefined): readonly number[] | null {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'string') return null;
  const found = /^v?(\d{1,15}(?:\.\d{1,15}){0,9})/.exec(value);
  return found?.[1] ? found[1].split('.').map(Number) : null;
}

function holds({ op, value }: Bound, numbers: readonly number[]): boolean {
  const order = compare(numbers, value);
  switch (op) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
  }
}

/** Missing numbers are zero: 3 is 3.0.0. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function equal(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((each: Json, i) => equal(each, b[i] ?? null));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equal(a[name] ?? null, b[name] ?? null))
  );
}
