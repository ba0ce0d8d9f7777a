import { type CatalogueEntry, catalogueEntries } from '../../catalogue/entries.ts';
import { hanging } from '../../output/text/wrap.ts';
import { UsageError } from '../../system/errors.ts';
import { daysBetween } from '../../text/calendar.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { RunCommand } from '../command.ts';
import { dayOf } from '../session.ts';

export const run: RunCommand = async ({ arguments: [asked], options }, system) => {
  const entries = catalogueEntries();
  const chosen = typeof asked === 'string' ? [find(entries, asked)] : entries;
  if (options['json'] === true) {
    const list = typeof asked === 'string' ? chosen.map((each) => each.read()) : chosen.map(summary);
    system.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
    return 0;
  }
  const [only] = typeof asked === 'string' ? chosen : [];
  system.stdout.write(only === undefined ? table(entries) : page(only, dayOf(options, system)));
  return 0;
};

function find(entries: readonly CatalogueEntry[], id: string): CatalogueEntry {
  const found = entries.find((entry) => entry.id === id || entry.id === id.replaceAll('-', '_'));
  if (found) return found;
  const known = entries.map((entry) => entry.id);
  throw new UsageError(
    `The catalogue has no entry "${id}".${didYouMean(id, known)} "dataplan catalogue" lists them.`,
  );
}

function summary(entry: CatalogueEntry): JsonObject {
  const { id, kind, title } = entry;
  if (kind !== 'system') return { id, kind, title };
  const { kind: role = null, side = null, surfaces = [] } = entry.read();
  return { id, kind, title, role, side, surfaces };
}

function table(entries: readonly CatalogueEntry[]): string {
  const width = Math.max(...entries.map((entry) => entry.id.length));
  const lines = entries.map((entry, index) => {
    const gap = index > 0 && entries[index - 1]?.kind !== entry.kind ? '\n' : '';
    const { kind: role, side } = entry.kind === 'system' ? entry.read() : { kind: null, side: null };
    const what = role === null ? '' : ` (${role}, ${side})`;
    return gap + hanging(`${entry.id.padEnd(width)}  `, entry.title + what, width + 2).join('\n');
  });
  return `${lines.join('\n')}\n\n"dataplan catalogue ID" shows an entry with its sources and their age.\n`;
}

/** An entry in full: under each heading what is known, then who says so and when it was read. */
function page(entry: CatalogueEntry, today: string): string {
  const lines = [`${entry.id}: ${entry.title}`];
  const value = entry.read();
  for (const [key, part] of Object.entries(value)) {
    if (['schema', 'id', 'name', 'source', 'checked', 'authority'].includes(key)) continue;
    if (typeof part === 'object' && !Array.isArray(part)) lines.push('');
    lines.push(...show(key, part, 0, today));
  }
  const own = sources(value, 0, today);
  return `${[...lines, ...(own.length > 0 ? ['', ...own] : [])].join('\n')}\n`;
}

const WIDTH = 80;

function show(key: string, value: Json, depth: number, today: string): string[] {
  const margin = '  '.repeat(depth);
  if (Array.isArray(value) && value.every((each) => !isObject(each) && !Array.isArray(each))) {
    return wrap(`${margin}${key}: `, value.map(text).join(', '));
  }
  if (Array.isArray(value)) {
    return [`${margin}${key}:`, ...value.flatMap((each) => item(each, depth + 1))];
  }
  if (!isObject(value)) return wrap(`${margin}${key}: `, text(value));
  const short = `${margin}${key}: ${inline(value).slice(1, -1)}`;
  const flat = Object.entries(value).every(([inner, part]) => !SOURCES.has(inner) && !isObject(part));
  if (depth > 0 && flat && short.length <= WIDTH) return [short];
  const lines = [`${margin}${key}:`];
  for (const [inner, part] of Object.entries(value)) {
    if (SOURCES.has(inner)) continue;
    lines.push(...show(inner, part, depth + 1, today));
  }
  return [...lines, ...sources(value, depth + 1, today)];
}

/** One element of a list of maps, on one line where it fits. */
function item(value: Json, depth: number): string[] {
  const margin = '  '.repeat(depth);
  if (!isObject(value)) return wrap(`${margin}- `, text(value));
  return wrap(
    `${margin}- `,
    Object.entries(value)
      .map(([key, part]) => `${key} ${inline(part)}`)
      .join('; '),
  );
}

function inline(value: Json): string {
  if (Array.isArray(value)) return value.map(inline).join(', ');
  if (!isObject(value)) return text(value);
  return `(${Object.entries(value)
    .map(([key, part]) => `${key}: ${inline(part)}`)
    .join(', ')})`;
}

function text(value: Json): string {
  return value === null ? 'no limit' : String(value);
}

const SOURCES: ReadonlySet<string> = new Set(['source', 'checked', 'authority']);

/** `← vendor, read 2026-03-13 (8 months ago)` with the addresses below. */
function sources(value: JsonObject, depth: number, today: string): string[] {
  const { source, checked, authority } = value;
  const addresses = (Array.isArray(source) ? source : source === undefined ? [] : [source]).map(String);
  if (addresses.length === 0 && checked === undefined) return [];
  const margin = '  '.repeat(depth);
  const says = [authority, checked].filter((part) => typeof part === 'string').join(': ');
  const [first, ...rest] =
    says === '' ? addresses : [`${says}${age(String(checked ?? ''), today)}`, ...addresses];
  return [...wrap(`${margin}← `, first ?? ''), ...rest.map((address) => `${margin}  ${address}`)];
}

/** From the latest date in the note; nothing where it has none. */
function age(checked: string, today: string): string {
  const dates = [...checked.matchAll(/\d{4}-\d\d(?:-\d\d)?/g)]
    .map(([date]) => (date.length === 7 ? `${date}-01` : date))
    .sort();
  const last = dates.at(-1);
  const days = last === undefined ? Number.NaN : daysBetween(last, today);
  if (Number.isNaN(days) || days < 0) return '';
  if (days < 60) return ` (${days} days ago)`;
  return days < 730 ? ` (${Math.round(days / 30.4)} months ago)` : ` (${Math.round(days / 365)} years ago)`;
}

/** Long lists break between words, under their beginning. */
function wrap(head: string, body: string): string[] {
  return hanging(head, body, head.length - head.trimStart().length + 2, WIDTH);
}
