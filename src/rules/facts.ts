import { destination, type Fact, fact } from '../catalogue/index.ts';
import type { Severity } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { KeyPlace, Spot } from '../plan/node.ts';
import type { System } from '../plan/types.ts';
import type { Json } from '../text/json.ts';
import { compilePattern, PatternError } from '../text/pattern.ts';

/** What a system accepts: the plan's own `limits` first, then the catalogue's; null: nobody knows. */
export function factOf(system: System, ...path: string[]): Fact | null {
  return facts.read(system, path, () => {
    if (system.limits !== null) {
      const own = fact({ ...system.limits, authority: 'plan' }, path);
      if (own !== null) return own;
    }
    const entry = system.vendor === null ? null : destination(system.vendor);
    return entry === null ? null : fact(entry, path);
  });
}

/** A fact whose value is a number; null also where the source says that there is no limit. */
export function numberOf(system: System, ...path: string[]): Fact<number> | null {
  return numbers.read(system, path, () =>
    narrow(factOf(system, ...path), (value): value is number => typeof value === 'number'),
  );
}

export function textOf(system: System, ...path: string[]): Fact<string> | null {
  return texts.read(system, path, () =>
    narrow(factOf(system, ...path), (value): value is string => typeof value === 'string'),
  );
}

export function flagOf(system: System, ...path: string[]): Fact<boolean> | null {
  return flags.read(system, path, () =>
    narrow(factOf(system, ...path), (value): value is boolean => typeof value === 'boolean'),
  );
}

/** A fact whose value is a list of names; entries like `{ name, params }` or `{ key, type }` give their name. */
export function namesOf(system: System, ...path: string[]): Fact<readonly string[]> | null {
  return lists.read(system, path, () => {
    const found = factOf(system, ...path);
    if (found === null || !Array.isArray(found.value)) return null;
    return { ...found, value: found.value.map(nameIn).filter((name): name is string => name !== null) };
  });
}

/** Rules ask the same few questions for every property of a plan: each is answered once a system. */
class Answers<T> {
  readonly #systems = new WeakMap<System, Answer<T>>();

  read(system: System, path: readonly string[], find: () => T): T {
    let at = this.#systems.get(system);
    if (at === undefined) {
      at = unasked();
      this.#systems.set(system, at);
    }
    for (const step of path) {
      let next: Answer<T> | undefined = at.steps.get(step);
      if (next === undefined) {
        next = unasked();
        at.steps.set(step, next);
      }
      at = next;
    }
    at.value ??= { is: find() };
    return at.value.is;
  }
}

interface Answer<T> {
  readonly steps: Map<string, Answer<T>>;
  value: { readonly is: T } | null;
}

function unasked<T>(): Answer<T> {
  return { steps: new Map(), value: null };
}

const facts = new Answers<Fact | null>();
const numbers = new Answers<Fact<number> | null>();
const texts = new Answers<Fact<string> | null>();
const flags = new Answers<Fact<boolean> | null>();
const lists = new Answers<Fact<readonly string[]> | null>();

function nameIn(value: Json): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const object = value as { readonly [key: string]: Json };
  const name = object.name ?? object.key ?? object.field;
  return typeof name === 'string' ? name : null;
}

function narrow<T extends Json>(found: Fact | null, is: (value: Json) => value is T): Fact<T> | null {
  return found !== null && is(found.value) ? { ...found, value: found.value } : null;
}

/** The vendor's own word, or the plan's, is an error; what a connector or another party says is a warning. */
export function severityOf(fact: Fact<unknown>): Severity {
  return fact.authority === 'connector' || fact.authority === 'secondary' ? 'warn' : 'error';
}

/** What every report about a system's fact says in the same way; one subject may have one for each system. */
export function about(
  fact: Fact<unknown>,
  system: System,
  thing: { readonly subject: Subject; readonly spot: KeyPlace | Spot; readonly owner?: string | null },
): {
  readonly subject: Subject;
  readonly at: Spot;
  readonly severity: Severity;
  readonly discriminator: string;
  readonly owners: readonly (string | null)[];
} {
  return {
    subject: thing.subject,
    at: thing.spot,
    severity: severityOf(fact),
    discriminator: system.key,
    owners: thing.owner === undefined ? [system.owner] : [thing.owner],
  };
}

/** For the data of a report: where the fact stands and how old it is. */
export function sourceOf(fact: Fact<unknown>): { readonly source: string; readonly checked: string } {
  return { source: fact.source[0] ?? 'the plan', checked: fact.checked ?? '' };
}

/** ` (https://…)` at the end of a message. */
export function cite({ source }: { readonly source: string }): string {
  return source === 'the plan' ? ' (limits in the plan)' : ` (${source})`;
}

const EFFECTS: Readonly<Record<string, string>> = {
  drop_event: 'drops the event',
  drop_property: 'drops the property',
  truncate: 'cuts the rest off',
  reject_request: 'refuses the request',
  not_indexed: 'does not index it',
  not_logged: 'does not log it',
  dropped: 'drops it',
};

/** `, and drops the event`: what happens, as far as the source tells it shortly; else nothing. */
export function effectOf(fact: Fact<unknown>): string {
  if (fact.onExceed === null) return '';
  const known = EFFECTS[fact.onExceed];
  return known === undefined ? `; beyond that: ${fact.onExceed.replaceAll('_', ' ')}` : ` and ${known}`;
}

/** True when the text fits; a pattern of the plan's own limits that is none refuses nothing. */
export function fits(text: string, pattern: string): boolean {
  try {
    return compilePattern(pattern).test(text);
  } catch (error) {
    if (error instanceof PatternError) return true;
    throw error;
  }
}

/** The length of a name or value as a system counts it. */
export function lengthOf(text: string, unit: string | null): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : [...text].length;
}

/** How a system calls itself in messages: the plan's key, with the vendor where that differs. */
export function title(system: System): string {
  return system.vendor === null || system.vendor === system.key
    ? system.key
    : `${system.key} (${system.vendor})`;
}
