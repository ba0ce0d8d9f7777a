import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/** A path's text below a parent's ('' for none): `products[].sku`. */
export function childPath(parent: string, key: string): string {
  const name = SPECIAL.test(key) ? key.replace(EACH_SPECIAL, '\\$&') : key;
  return parent === '' ? name : `${parent}.${name}`;
}

export function elementPath(parent: string): string {
  return `${parent}[]`;
}

/** The path of the value that steps lead to, with the indexes of lists among them; null where there is none. */
export function pathOf(object: JsonObject, steps: readonly string[]): string | null {
  let value: Json | undefined = object;
  let path = '';
  for (const step of steps) {
    if (Array.isArray(value)) {
      path = elementPath(path);
      value = value[Number(step)];
    } else {
      path = childPath(path, step);
      value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
    if (value === undefined) return null;
  }
  return path === '' ? null : path;
}

/** The step into a list; no name can be it. */
export const ELEMENT: unique symbol = Symbol('[]');
export type Step = string | typeof ELEMENT;

/** The steps of a path, names unescaped. */
export function pathSteps(path: string): Step[] {
  const steps: Step[] = [];
  for (const part of path.match(/(?:\\.|[^.\\])+/gs) ?? []) {
    const name = part.replace(/(?:(?<!\\)\[\])+$/, '');
    if (name !== '') steps.push(name.replace(/\\(.)/gs, '$1'));
    for (let at = name.length; at < part.length; at += 2) steps.push(ELEMENT);
  }
  return steps;
}

const SPECIAL = /[.[\]\\]/;
const EACH_SPECIAL = /[.[\]\\]/g;
