import { LineCounter, parseAllDocuments } from 'yaml';
import type { Json } from '../text/json.ts';
import { aliasesRefused } from './aliases.ts';
import type { Notice, Source } from './cursor.ts';
import { doubledKeys } from './doubled-keys.ts';
import { findInJson, inspectJson } from './json-scan.ts';

/** A foreign file, parsed as far as it could be. */
export interface Document extends Source {
  readonly kind: 'json' | 'yaml' | 'csv' | 'typescript' | 'markdown';
  /** Null for tables and code, and for what could not be parsed at all. */
  readonly value: Json;
  /** Where the value begins: the index of its part, in a file of several. */
  readonly steps: readonly number[];
}

/** Deeper nesting than any plan has: refused, so that hostile files cannot exhaust the stack. */
const DEEPEST = 200;

/**
 * Parses a file by its name, else by its first character; YAML may hold several documents. What is wrong with
 * it goes to `notices`.
 */
export function parseDocuments(path: string, text: string, notices: Notice[]): Document[] {
  const source: Source = { path, text };
  const finding = (why: string, offset: number | null) =>
    notices.push({
      kind: 'finding',
      source,
      steps: offset === null ? [] : [`@${offset}`],
      subject: `file:${path}`,
      field: 'file',
      why,
    });
  if (/\.(c|t)sv$/i.test(path)) return [{ ...source, kind: 'csv', value: null, steps: [] }];
  if (/\.(d\.)?[cm]?tsx?$/i.test(path)) return [{ ...source, kind: 'typescript', value: null, steps: [] }];
  if (/\.md$/i.test(path)) return [{ ...source, kind: 'markdown', value: null, steps: [] }];
  if (text.trim() === '') {
    finding('the file is empty', null);
    return [{ ...source, kind: 'json', value: null, steps: [] }];
  }
  if (/^\s*[[{]/.test(text)) {
    const { depth, doubled } = inspectJson(text);
    if (depth > DEEPEST) {
      finding(`nests ${depth} levels deep; at most ${DEEPEST} are read`, null);
      return [{ ...source, kind: 'json', value: null, steps: [] }];
    }
    try {
      const value = JSON.parse(text) as Json;
      for (const { key, offset } of doubled) finding(twice(key), offset);
      return [{ ...source, kind: 'json', value, steps: [] }];
    } catch {
      // Comments, loose commas, a missing end: YAML's parser reads on where JSON's stops.
    }
  }
  const parts = parseYaml(text, finding);
  return parts.map((value, index) => ({
    ...source,
    kind: 'yaml',
    value,
    steps: parts.length > 1 ? [index] : [],
  }));
}

function parseYaml(text: string, finding: (why: string, offset: number | null) => void): Json[] {
  try {
    // Tools that read these files follow YAML 1.1, where `<<` merges a map into another.
    const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
    if (!Array.isArray(documents)) return [null];
    const seen = new Set<number>();
    const values: Json[] = [];
    for (const document of documents) {
      for (const error of document.errors) {
        // One slip makes several errors in one place; the first says what it is.
        if (!seen.has(error.pos[0])) finding(firstLine(error.message), error.pos[0]);
        seen.add(error.pos[0]);
      }
      for (const { key, offset } of doubledKeys(document)) finding(twice(key), offset);
      const refused = aliasesRefused(document);
      if (refused === null) values.push(document.toJS({ maxAliasCount: -1 }) as Json);
      else finding(`could not be read: ${refused}`, null);
    }
    const filled = values.filter((value) => value !== null && value !== undefined);
    return filled.length > 0 ? filled : [null];
  } catch (error) {
    finding(
      `could not be parsed: ${firstLine(error instanceof Error ? error.message : String(error))}`,
      null,
    );
    return [null];
  }
}

function twice(key: string): string {
  return `the key "${key}" stands twice; the last one counts`;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

/** Where a notice's steps lead in its file: offset, or null when the file has no such place. */
export function offsetOf(source: Source, steps: readonly (string | number)[]): number | null {
  const [first] = steps;
  if (typeof first === 'string' && /^@\d+$/.test(first)) return Number(first.slice(1));
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length);
    const offset = /^\s*[[{]/.test(source.text) ? findInJson(source.text, path) : findInYaml(source, path);
    if (offset !== null) return offset;
  }
  return steps.length === 0 ? 0 : null;
}

const trees = new WeakMap<Source, ReturnType<typeof parseAllDocuments>>();

function findInYaml(source: Source, steps: readonly (string | number)[]): number | null {
  let tree = trees.get(source);
  if (!tree) {
    try {
      tree = parseAllDocuments(source.text, { lineCounter: new LineCounter(), uniqueKeys: false });
    } catch {
      return null;
    }
    trees.set(source, tree);
  }
  if (!Array.isArray(tree)) return null;
  const filled = tree.filter((document) => document.contents !== null);
  const several = filled.length > 1;
  const document = several ? filled[Number(steps[0])] : filled[0];
  const path = several ? steps.slice(1) : steps;
  const parent = path.length > 1 ? document?.getIn(path.slice(0, -1), true) : document?.contents;
  return keyOffset(parent, path.at(-1));
}

function keyOffset(parent: unknown, step: string | number | undefined): number | null {
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
    return null;
  const items: unknown[] = parent.items;
  if (typeof step === 'number') return startOf(items[step]);
  for (const item of items) {
    if (typeof item !== 'object' || item === null || !('key' in item)) continue;
    const key = item.key;
    if (typeof key === 'object' && key !== null && 'value' in key && String(key.value) === step)
      return startOf(key);
  }
  return null;
}

function startOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null) return null;
  if ('range' in node && Array.isArray(node.range)) return Number(node.range[0]);
  return 'key' in node ? startOf(node.key) : null;
}

/** Line and column (1-based, columns in UTF-16 units) of an offset. */
export function lineOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
