import { isWithin } from '../../catalogue/categories.ts';
import { mask } from '../../text/mask.ts';
import { comparePlaces } from '../identity/place.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import { nameHash } from '../sketch/hash.ts';
import type { Place } from '../watcher.ts';
import type { Hint } from './detector.ts';
import type { DetectorId, Sighting } from './sighting.ts';

/** Distinct values of one shape that are remembered: enough to tell a share of 80 % from one of 3 %. */
const REMEMBERED = 64;
/** Fewer distinct values cannot tell a column of identifiers from chance; of IBANs chance makes one in 97. */
const ENOUGH_DISTINCT = 20;
const ENOUGH_IBANS = 2;
const SHARE = 0.8;
/** In text, where few values have the shape at all, every hit counts until chance shows. */
const FEW_IN_TEXT = 7;
const SHARE_IN_TEXT = 0.5;
const MOST_EXAMPLES = 3;

/** Where a value was seen, and the value masked. */
export interface Example {
  readonly at: Place;
  readonly seen: string;
  readonly key: string | null;
}

/** What one detector saw at one place, as it travels between workers. */
export interface TallyData {
  readonly hits: number;
  readonly tests: number;
  readonly sure: number;
  readonly text: number;
  readonly theta: number;
  /** Distinct values by hash: 1 for a hit, 0 for the mere shape. */
  readonly values: readonly (readonly [number, number])[];
  readonly examples: readonly Example[];
}

/** `personal`: by the rules below. `test`: documented test data and nothing else. */
export interface PersonalVerdict {
  readonly detector: DetectorId;
  readonly category: string;
  readonly kind: 'personal' | 'test';
  /** Values that were seen to be it, repeats included. */
  readonly count: number;
  /** Of the distinct values of that shape, how many proved right. */
  readonly share: number;
  readonly distinct: number;
  /** What speaks for it, for a person. */
  readonly because: string;
  readonly examples: readonly Example[];
}

/** Counts what one detector saw, of one category, at one place of one event. Depends on the values alone, not on their order. */
export class Tally {
  private hits = 0;
  private tests = 0;
  private sure = 0;
  private text = 0;
  private values = new BottomK<number>(REMEMBERED, (a, b) => Math.max(a, b));
  private examples: Example[] = [];

  constructor(readonly category: string) {}

  add(sighting: Sighting, value: string, at: Place): void {
    const hit = sighting.outcome === 'hit';
    if (hit) {
      this.hits++;
      if (sighting.sure) this.sure++;
      if (sighting.within === 'text') this.text++;
    } else if (sighting.outcome === 'test') this.tests++;
    if (sighting.outcome !== 'test') this.values.add(nameHash(value), hit ? 1 : 0);
    if (sighting.outcome !== 'shape') this.example({ at, seen: mask(value), key: sighting.key });
  }

  absorb(saved: TallyData): void {
    this.hits += saved.hits;
    this.tests += saved.tests;
    this.sure += saved.sure;
    this.text += saved.text;
    this.values.absorb(saved.theta, saved.values);
    for (const example of saved.examples) this.example(example);
  }

  toJSON(): TallyData {
    const { hits, tests, sure, text, examples } = this;
    return { hits, tests, sure, text, theta: this.values.theta, values: this.values.entries(), examples };
  }

  /** Null: chance explains it, or too little was seen to say. */
  verdict(detector: DetectorId, hint: Hint): PersonalVerdict | null {
    const entries = this.values.entries();
    const right = entries.reduce((sum, [, hit]) => sum + hit, 0);
    const share = entries.length === 0 ? 0 : right / entries.length;
    const base = {
      detector,
      category: this.category,
      share,
      distinct: this.values.distinct,
      examples: this.examples,
    };
    const enough = detector === 'iban' ? ENOUGH_IBANS : ENOUGH_DISTINCT;
    const because = this.reason(share, entries.length, enough, hint);
    if (because !== null) return { ...base, kind: 'personal', count: this.hits, because };
    if (this.tests === 0) return null;
    return { ...base, kind: 'test', count: this.tests, because: 'documented test data' };
  }

  private reason(share: number, distinct: number, enough: number, hint: Hint): string | null {
    if (this.hits === 0) return null;
    if (this.sure > 0) return 'its form leaves no doubt';
    const named = hint.category !== null && isWithin(this.category, hint.category.split('.', 2).join('.'));
    if (named && share >= SHARE) return 'its form and the name of the property say so';
    if (distinct >= enough && share >= SHARE) {
      return `${Math.round(share * 100)} % of the distinct values are well-formed`;
    }
    if (this.text > 0 && (distinct < FEW_IN_TEXT || share >= SHARE_IN_TEXT))
      return 'its check digit is right';
    return null;
  }

  private example(example: Example): void {
    this.examples.push(example);
    this.examples.sort((a, b) => comparePlaces(a.at, b.at) || (a.seen < b.seen ? -1 : 1));
    if (this.examples.length > MOST_EXAMPLES) this.examples.pop();
  }
}
