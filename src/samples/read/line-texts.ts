import type { KnownTexts } from '../../evidence/known-texts.ts';
import { quickHash, quickHashOf } from '../../evidence/sketch/hash.ts';
import { kindsOf } from '../../text/characters.ts';

/** Texts of a line that are remembered until the next one. */
const most = 256;
/** Beside the kinds of a text: its hash is known. */
const hashed = 0x10000;

/**
 * What the parser saw of the texts of the line that it read last. Whoever looks at records asks for them in nearly the same
 * order every time, so the next one is guessed; texts of other lines are looked at anew.
 */
export class LineTexts implements KnownTexts {
  /** In their order; of each where it stands, and its kinds of characters. */
  readonly #texts = new Array<string>(most).fill('');
  readonly #notes = new Int32Array(most * 2);
  /** Made when somebody asks. */
  readonly #hashes = new Float64Array(most);
  #count = 0;
  #bytes: Buffer = Buffer.alloc(0);
  /** The text that was asked for last, and of each the one that was asked for after it last. */
  #asked = 0;
  readonly #after = new Int16Array(most);

  /** The texts that follow are of another line, which stands in these bytes. */
  begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#count = 0;
    this.#asked = 0;
  }

  /** A text of ASCII that begins at `from`. */
  note(text: string, kinds: number, from: number): void {
    const n = this.#count;
    if (n === most) return;
    this.#texts[n] = text;
    this.#notes[2 * n] = from;
    this.#notes[2 * n + 1] = kinds;
    this.#count = n + 1;
  }

  kindsOf(text: string): number {
    const known = this.#find(text);
    return known < 0 ? kindsOf(text) : (this.#notes[2 * known + 1] ?? 0) & ~hashed;
  }

  quickHash(text: string): number {
    const known = this.#find(text);
    if (known < 0) return quickHash(text);
    const kinds = this.#notes[2 * known + 1] ?? 0;
    if ((kinds & hashed) !== 0) return this.#hashes[known] ?? 0;
    const from = this.#notes[2 * known] ?? 0;
    const made = quickHashOf(this.#bytes, from, from + text.length);
    this.#hashes[known] = made;
    this.#notes[2 * known + 1] = kinds | hashed;
    return made;
  }

  /** Which of the line's texts it is; negative for none. */
  #find(text: string): number {
    const count = this.#count;
    const texts = this.#texts;
    const asked = this.#asked;
    if (texts[asked] === text && asked < count) return asked;
    const likely = this.#after[asked] ?? 0;
    if (texts[likely] === text && likely < count) {
      this.#asked = likely;
      return likely;
    }
    for (let step = 1; step <= count; step++) {
      const i = asked + step < count ? asked + step : asked + step - count;
      if (texts[i] !== text) continue;
      this.#after[asked] = i;
      this.#asked = i;
      return i;
    }
    return -1;
  }
}
