import { readFileSync } from 'node:fs';
import { type Document, isMap, parseDocument } from 'yaml';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { lint } from '../../src/rules/lint.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';

/** One change of the shop's plan, and the rules that must find it: these, and no others. */
export interface Mutation {
  readonly name: string;
  readonly change: (plan: Editor) => void;
  readonly rules: readonly string[];
}

export const SHOP = readFileSync('plans/acme-shop.plan.yaml', 'utf8');

/** Paths of keys into the plan: `['systems', 'braze', 'purposes']`. */
export class Editor {
  readonly #document: Document;

  constructor(text: string) {
    this.#document = parseDocument(text);
  }

  /** A node that is not where the mutation expects it is a mistake of the mutation. */
  get(...path: (string | number)[]): unknown {
    const found = this.#document.getIn(path);
    if (found === undefined) throw new Error(`The shop's plan has nothing at ${path.join('.')}.`);
    return isMap(found) ? found.toJSON() : found;
  }

  set(path: readonly (string | number)[], value: unknown): void {
    this.#document.setIn(path, this.#document.createNode(value));
  }

  add(path: readonly (string | number)[], value: unknown): void {
    this.#document.addIn(path, this.#document.createNode(value));
  }

  delete(...path: (string | number)[]): void {
    if (!this.#document.deleteIn(path)) throw new Error(`The shop's plan has nothing at ${path.join('.')}.`);
  }

  toString(): string {
    return this.#document.toString({ lineWidth: 0 });
  }
}

/** The rules of `recommended` that find something in a plan, waived findings left out, sorted. */
export async function firing(text: string): Promise<string[]> {
  const plan = await parsePlan(text);
  const settings = new Settings({ preset: 'recommended', rules: new Map() });
  const findings = lint(plan, { rules: registry, settings, today: '2026-11-21' });
  const waived = new Set([...text.matchAll(WAIVED)].map(([, rule, event]) => `${rule} event:${event}`));
  return [
    ...new Set(
      findings.filter((each) => !waived.has(`${each.rule} ${each.subject}`)).map((each) => each.rule),
    ),
  ].sort();
}

/** The shop's waivers, each above its event: a run takes them into account. */
const WAIVED = /# dataplan-ignore (\S+) -- .*\n {2}([^:]+):/g;

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
