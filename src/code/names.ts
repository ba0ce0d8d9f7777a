import { matchesGlob } from '../text/glob.ts';
import { alternatives, MAX_NAMES, type Value } from './value.ts';

/** What an event's name can be. */
export interface Names {
  readonly names: readonly string[];
  /** With `*` for what is not known. */
  readonly patterns: readonly string[];
  /** Why some of it is not known; null when all is. */
  readonly why: string | null;
}

export const EMPTY_NAME = 'the name is empty';

export function namesOf(value: Value): Names {
  const names = new Set<string>();
  const patterns = new Set<string>();
  let why: string | null = null;
  for (const one of alternatives(value)) {
    if (one.kind === 'literal') {
      if (typeof one.value === 'string' && one.value !== '') names.add(one.value);
      else if (typeof one.value === 'number') names.add(String(one.value));
    } else if (one.kind === 'text') {
      const pattern = one.parts
        .map((part) => (typeof part === 'string' ? part : '*'))
        .join('')
        .replace(/\*+/g, '*');
      if (pattern === '*') why ??= reason(one.parts.find((part) => typeof part !== 'string') as Value);
      else {
        patterns.add(pattern);
        why ??= reason(one.parts.find((part) => typeof part !== 'string') as Value);
      }
    } else why ??= reason(one);
  }
  // What a pattern says already is not said again as if it were certain.
  for (const pattern of patterns)
    for (const name of names) if (matchesGlob(name, pattern)) names.delete(name);
  if (names.size > MAX_NAMES) return { names: [], patterns: [], why: `more than ${MAX_NAMES} names` };
  if (names.size + patterns.size === 0) why ??= EMPTY_NAME;
  return { names: [...names].sort(), patterns: [...patterns].sort(), why };
}

function reason(value: Value | undefined): string {
  if (!value) return 'a part that is not known';
  if (value.kind === 'input')
    return value.func?.body ? `the parameter ${value.label}` : `the component's property ${value.label}`;
  if (value.kind === 'outside')
    return value.module === null
      ? `the global ${value.path.join('.')}`
      : `unresolved: external package ${value.module}`;
  if (value.kind === 'unknown') return value.why;
  return `a ${value.kind}`;
}
