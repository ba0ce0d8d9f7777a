import { personalName } from '../../catalogue/personal-names.ts';
import type { JsonObject } from '../../text/json.ts';
import { words } from '../../text/words.ts';
import { type DraftProperty, record } from '../draft.ts';
import type { Observation } from './observe.ts';

/** What is likely personal at a place, by its values. */
export interface Suspicion {
  readonly category: string;
  /** Values seen to be it. */
  readonly count: number;
  /** What speaks for it. */
  readonly because: string;
}

/** Samples below which "always there" says little. */
const FEW = 10;
/** Samples below which a short list of values says little. */
const ENOUGH_FOR_ENUM = 20;
const MOST_IN_ENUM = 24;

/**
 * What a place holds, as far as its samples can tell. `outOf` is how often it could have been there; `path` goes
 * from the outside in. Guesses are on the side of allowing: a range or a list is closed only where the samples
 * make another value unlikely.
 */
export function decide(
  at: Observation,
  outOf: number,
  path: readonly string[],
  suspect: (path: readonly string[]) => Suspicion | null,
): DraftProperty {
  const shape = record(shapeOf(at, path, suspect));
  const required = at.seen === outOf && outOf >= FEW;
  const closed = Array.isArray(shape['enum']);
  const privacy = privacyOf(at, path, closed, suspect);
  return {
    value: record({ ...shape, required: required || undefined, privacy: privacy ?? undefined }),
    comment: comment(at, outOf),
  };
}

function shapeOf(
  at: Observation,
  path: readonly string[],
  suspect: (path: readonly string[]) => Suspicion | null,
): JsonObject {
  const types = typesOf(at);
  if (types.length === 0) return {};
  const out = record({ type: types.length === 1 ? types[0] : types });
  if (at.strings > 0 && types.every((type) => type === 'string' || type === 'null'))
    Object.assign(out, textShape(at, path));
  if (
    types.every((type) => type === 'integer' || type === 'number' || type === 'null') &&
    isAmount(path) &&
    at.smallest >= 0 &&
    at.seen >= ENOUGH_FOR_ENUM
  ) {
    out['minimum'] = 0;
  }
  if (at.elements !== null && at.elements.seen > 0) {
    const { required: _, ...element } = decide(at.elements, at.elements.seen, [...path, '[]'], suspect).value;
    if (Object.keys(element).length > 0) out['items'] = element;
  }
  if (at.objects > 0 && at.children.size > 0) Object.assign(out, objectShape(at, path, suspect));
  return out;
}

/** Integers among numbers are numbers. */
export function typesOf(at: Observation): string[] {
  const types = new Set(at.types.keys());
  if (types.has('number')) types.delete('integer');
  const out = [...types].sort();
  return at.nulls > 0 && out.length > 0 ? [...out, 'null'] : out;
}

function textShape(at: Observation, path: readonly string[]): JsonObject {
  const [format] = at.strings >= 3 ? at.formats : [];
  if (format !== undefined) return { format };
  const values = closedList(at, path);
  return values === null ? {} : { enum: at.nulls > 0 ? [...values, null] : values };
}

/** Words that name things of which there are always more. */
const OPEN_NAMES = new Set(
  (
    'id ids name names title label text description comment message note query search term url uri link path slug email phone address street city town ' +
    'country region state zip postcode code coupon sku token hash key brand author artist user username campaign referrer referer agent ' +
    'version build model locale language timezone ip host hostname domain file filename image avatar color colour product item reason subject'
  ).split(' '),
);

/**
 * The values, when they look like a closed list: few, each seen several times, words rather than free text, and by
 * Chao's estimate no value left to be seen. Null otherwise.
 */
function closedList(at: Observation, path: readonly string[]): string[] | null {
  const { values, strings } = at;
  if (values === null || values.size < 2 || values.size > MOST_IN_ENUM) return null;
  if (strings < ENOUGH_FOR_ENUM || strings < values.size * 4) return null;
  const last =
    words(path.filter((step) => step !== '[]').at(-1) ?? '')
      .at(-1)
      ?.toLowerCase() ?? '';
  const all = [...values.keys()];
  if (!all.every(isWord)) return null;
  // Capitalised words under an open name are names; short codes and snake case are lists even there.
  const coded = all.every((value) => /^[A-Z]{2,3}$/.test(value));
  if (OPEN_NAMES.has(last) && !coded) return null;
  const counts = [...values.values()];
  const once = counts.filter((count) => count === 1).length;
  const twice = counts.filter((count) => count === 2).length;
  const unseen = twice > 0 ? (once * once) / (2 * twice) : (once * (once - 1)) / 2;
  if (once > 1 || unseen >= 0.5) return null;
  return all.sort();
}

/** Letters and single separators, at least one letter, no digits but at the end. */
function isWord(value: string): boolean {
  return value.length <= 40 && /^\p{L}+(?:[ _./-]\p{L}+){0,3}\d{0,2}$/u.test(value);
}

const AMOUNTS = new Set(
  'price total subtotal revenue amount quantity count discount tax shipping cost fee duration size length width height weight items number stock seats points'.split(
    ' ',
  ),
);

function isAmount(path: readonly string[]): boolean {
  return words(path.at(-1) ?? '').some((word) => AMOUNTS.has(word.toLowerCase()));
}

/** Keys that few objects share are data, not names. */
function objectShape(
  at: Observation,
  path: readonly string[],
  suspect: (path: readonly string[]) => Suspicion | null,
): JsonObject {
  const rare = [...at.children.values()].filter(({ seen }) => seen * 20 < at.objects).length;
  if (at.dynamic || (at.children.size > 20 && rare * 2 > at.children.size)) return {};
  const properties = record();
  for (const [name, child] of at.children) {
    properties[name] = decide(child, at.objects, [...path, name], suspect).value;
  }
  return { properties };
}

function privacyOf(
  at: Observation,
  path: readonly string[],
  closed: boolean,
  suspect: (path: readonly string[]) => Suspicion | null,
): JsonObject | null {
  const types = [...at.types.keys()];
  const seen = suspect(path);
  if (seen !== null) {
    return { category: seen.category, 'x-suggested': `${seen.count} of ${at.seen} values: ${seen.because}` };
  }
  const named = personalName(
    path.filter((step) => step !== '[]'),
    { types, closed },
  );
  return named === null
    ? null
    : { category: named.category, 'x-suggested': `the name says "${named.words}"` };
}

function comment(at: Observation, outOf: number): string {
  const parts = [`${at.seen} of ${outOf}`];
  if (at.nulls > 0) parts.push(`${at.nulls} null`);
  if (at.types.size > 1)
    parts.push(
      [...at.types]
        .sort()
        .map(([type, count]) => `${type} ${count}`)
        .join(', '),
    );
  if (at.strings > 0)
    parts.push(
      at.values === null ? 'many values' : `${at.values.size} ${at.values.size === 1 ? 'value' : 'values'}`,
    );
  return parts.join(', ');
}
