import { isObject, type Json } from '../../text/json.ts';
import { compare, decimal, isMultiple } from './decimal.ts';
import { type Atom, kindOf, type Shape } from './shape.ts';
import { valueKey } from './values.ts';

/** True, false, or null where it cannot be told. */
export type Answer = boolean | null;

const DEEPEST = 200;

/** Whether a value is of a shape. */
export function accepts(shape: Shape, value: Json, depth = 0): Answer {
  if (depth > DEEPEST) return null;
  const kind = kindOf(value);
  return every(shape.atoms, (atom) => ((atom.kinds & kind) === 0 ? true : holds(atom, value, depth + 1)));
}

/** Whether one atom holds for a value of a kind it is about. */
export function holds(atom: Atom, value: Json, depth = 0): Answer {
  switch (atom.is) {
    case 'kinds':
      return (atom.mask & kindOf(value)) !== 0;
    case 'values':
      return atom.keys.has(valueKey(value));
    case 'any':
      return some(atom.shapes, (shape) => accepts(shape, value, depth));
    case 'one':
      return exactly(atom.shapes.map((shape) => accepts(shape, value, depth)));
    case 'all':
      return accepts(atom.shape(), value, depth);
    case 'not':
      return opposite(accepts(atom.shape, value, depth));
    case 'if': {
      const test = accepts(atom.test, value, depth);
      return test === null ? null : accepts(test ? atom.then : atom.else, value, depth);
    }
    case 'opaque':
      return null;
    default:
      if (typeof value === 'number' || typeof value === 'bigint') return holdsForNumber(atom, value);
      if (typeof value === 'string') return holdsForText(atom, value);
      if (Array.isArray(value)) return holdsForList(atom, value, depth);
      if (isObject(value)) return holdsForObject(atom, value, depth);
      return true;
  }
}

function holdsForNumber(atom: Atom, value: number | bigint): Answer {
  if (atom.is === 'multiple') return isMultiple(decimal(value), atom.of);
  if (atom.is !== 'bound') return true;
  const order = compare(decimal(value), atom.value);
  if (order === 0) return !atom.exclusive;
  return atom.edge === 'min' ? order > 0 : order < 0;
}

function holdsForText(atom: Atom, value: string): Answer {
  if (atom.is === 'pattern') return atom.pattern.test(value);
  if (atom.is === 'format') return atom.format.test(value);
  return atom.is === 'length' ? within(atom.edge, atom.value, lengthOf(value)) : true;
}

/** In code points, as JSON Schema counts. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function within(edge: 'min' | 'max', limit: number, value: number): boolean {
  return edge === 'min' ? value >= limit : value <= limit;
}

function holdsForList(atom: Atom, value: readonly Json[], depth: number): Answer {
  switch (atom.is) {
    case 'size':
      return within(atom.edge, atom.value, value.length);
    case 'unique':
      return new Set(value.map(valueKey)).size === value.length;
    case 'items':
      return every(value, (item, i) => accepts(atom.prefix[i] ?? atom.rest, item, depth));
    case 'contains': {
      const answers = value.map((item) => accepts(atom.shape, item, depth));
      const sure = answers.filter((answer) => answer === true).length;
      const open = answers.filter((answer) => answer === null).length;
      const least = within(atom.edge, atom.value, sure);
      return least === within(atom.edge, atom.value, sure + open) ? least : null;
    }
    default:
      return true;
  }
}

function holdsForObject(atom: Atom, value: { readonly [key: string]: Json }, depth: number): Answer {
  const names = Object.keys(value);
  const at = (name: string): Json => value[name] as Json;
  switch (atom.is) {
    case 'size':
      return within(atom.edge, atom.value, names.length);
    case 'required':
      return Object.hasOwn(value, atom.name);
    case 'property':
      return Object.hasOwn(value, atom.name) ? accepts(atom.shape, at(atom.name), depth) : true;
    case 'dependent':
      return Object.hasOwn(value, atom.name) ? accepts(atom.shape, value, depth) : true;
    case 'names':
      return every(names, (name) => accepts(atom.shape, name, depth));
    case 'patternProperty':
      return every(names, (name) => {
        const matches = atom.pattern.test(name);
        return matches ? accepts(atom.shape, at(name), depth) : matches === null ? null : true;
      });
    case 'additional':
      return every(names, (name) => {
        if (atom.names.has(name)) return true;
        const declared = some(atom.patterns, (pattern) => pattern.test(name));
        return declared ? true : declared === null ? null : accepts(atom.shape, at(name), depth);
      });
    default:
      return true;
  }
}

export function every<T>(items: readonly T[], test: (item: T, index: number) => Answer): Answer {
  let open = false;
  for (const [i, item] of items.entries()) {
    const answer = test(item, i);
    if (answer === false) return false;
    if (answer === null) open = true;
  }
  return open ? null : true;
}

export function some<T>(items: readonly T[], test: (item: T) => Answer): Answer {
  return opposite(every(items, (item) => opposite(test(item))));
}

function opposite(answer: Answer): Answer {
  return answer === null ? null : !answer;
}

function exactly(answers: readonly Answer[]): Answer {
  const sure = answers.filter((answer) => answer === true).length;
  if (sure > 1) return false;
  return answers.includes(null) ? null : sure === 1;
}
