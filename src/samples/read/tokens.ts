/** What parsing loses: a key that stands twice in one object, and a whole number that is rounded. */
export interface Losses {
  readonly duplicateKey: string | null;
  readonly inexactNumber: string | null;
}

const quote = 34;
const backslash = 92;
const comma = 44;
const minus = 45;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;
const nothing: Losses = { duplicateKey: null, inexactNumber: null };

/** Walks over the tokens of one JSON value that has been parsed already. Costs about a fifth of the parse. */
export function findLosses(bytes: Buffer, start: number, end: number): Losses {
  let duplicateKey: string | null = null;
  let inexactNumber: string | null = null;
  /** Keys of the objects around; null for a list. */
  const around: (Set<string> | null)[] = [];
  let expectsKey = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === quote) {
      const from = i + 1;
      let escaped = false;
      for (i = from; i < end && bytes[i] !== quote; i++) {
        if (bytes[i] !== backslash) continue;
        escaped = true;
        i++;
      }
      if (!expectsKey) continue;
      expectsKey = false;
      const key = keyOf(bytes, from, i, escaped);
      const keys = around.at(-1);
      if (keys?.has(key)) duplicateKey ??= key;
      keys?.add(key);
    } else if (byte === openObject || byte === openList) {
      around.push(byte === openObject ? new Set() : null);
      expectsKey = byte === openObject;
    } else if (byte === closeObject || byte === closeList) {
      around.pop();
      expectsKey = false;
    } else if (byte === comma) {
      expectsKey = around.at(-1) instanceof Set;
    } else if (isDigit(byte)) {
      const from = bytes[i - 1] === minus ? i - 1 : i;
      while (i + 1 < end && isNumberPart(bytes[i + 1] ?? 0)) i++;
      // Fewer than 16 digits are always exact.
      if (inexactNumber !== null || i - from < 15) continue;
      const text = bytes.toString('latin1', from, i + 1);
      if (/^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text))) inexactNumber = text;
    }
  }
  return duplicateKey === null && inexactNumber === null ? nothing : { duplicateKey, inexactNumber };
}

function keyOf(bytes: Buffer, from: number, to: number, escaped: boolean): string {
  const text = bytes.toString('utf8', from, to);
  if (!escaped) return text;
  const key: unknown = JSON.parse(`"${text}"`);
  return typeof key === 'string' ? key : text;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isNumberPart(byte: number): boolean {
  return isDigit(byte) || byte === 46 || byte === 43 || byte === minus || (byte | 32) === 101;
}
