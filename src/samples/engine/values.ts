import { isObject, type Json } from '../../text/json.ts';

/** A value inside a sample, with the steps that lead to it. */
export interface Found {
  readonly value: Json | undefined;
  /** Indexes of lists are in it: `['products', '0', 'sku']`. */
  readonly at: readonly string[];
}

/**
 * Every place that a path names below a value, present or not. `[]` is each element of a list. What has no parent is
 * no place, unless `chain` says that the whole way is asked for (`app.version` of a context without `app`).
 */
export function placesAt(root: Json | undefined, path: readonly string[], chain = false): readonly Found[] {
  let found: Found[] = [{ value: root, at: [] }];
  for (const step of path) {
    found = found.flatMap(({ value, at }): Found[] => {
      if (step === '[]') {
        return Array.isArray(value)
          ? value.map((each: Json, i) => ({ value: each, at: [...at, String(i)] }))
          : [];
      }
      if (isObject(value))
        return [{ value: Object.hasOwn(value, step) ? value[step] : undefined, at: [...at, step] }];
      return chain ? [{ value: undefined, at: [...at, step] }] : [];
    });
  }
  return found;
}

/** `products[].sku` of the steps `products`, `0` or `[]`, `sku`, where a list's index may be either. */
export function pathText(steps: readonly string[], values?: Json): string {
  let text = '';
  let value: Json | undefined = values;
  for (const step of steps) {
    const element = step === '[]' || Array.isArray(value);
    text += element ? '[]' : text === '' ? step : `.${step}`;
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return text;
}
