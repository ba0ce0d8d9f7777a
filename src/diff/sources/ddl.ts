import type { Column, Table } from './tables.ts';
import { lineOf } from './tables.ts';

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

/**
 * Reads `CREATE TABLE` statements, whatever the dialect: names, types and NOT NULL are written alike in all.
 * Anything else in the file is passed over.
 */
export function readDdl(text: string, shown: string): Table[] {
  const tokens = tokenize(text);
  const tables: Table[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!is(tokens[i], 'CREATE')) continue;
    let at = i + 1;
    while (
      ['OR', 'REPLACE', 'TEMP', 'TEMPORARY', 'TRANSIENT', 'EXTERNAL', 'GLOBAL', 'LOCAL'].some((word) =>
        is(tokens[at], word),
      )
    )
      at += 1;
    if (!is(tokens[at], 'TABLE')) continue;
    at += 1;
    if (is(tokens[at], 'IF')) at += 3;
    const { parts, next } = nameAt(tokens, at);
    if (tokens[next]?.text !== '(') continue;
    const { columns, end } = readColumns(tokens, next + 1, shown);
    const line = tokens[i]?.line ?? 1;
    tables.push({
      schema: parts.at(-2) ?? null,
      name: parts.at(-1) ?? '',
      columns,
      location: lineOf(shown, line),
    });
    i = end;
  }
  return tables;
}

function is(token: Token | undefined, word: string): boolean {
  return token !== undefined && !token.quoted && token.text.toUpperCase() === word;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]\n]*\]|[\p{L}\p{N}_$]+|[^\s]/gu;
  let line = 1;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    for (let at = text.indexOf('\n', last); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1))
      line += 1;
    last = match.index;
    const [found] = match;
    if (found.startsWith('--') || found.startsWith('/*')) continue;
    const quoted = /^["`[]/.test(found) && found.length > 1;
    tokens.push({ text: quoted ? found.slice(1, -1).replaceAll('""', '"') : found, quoted, line });
  }
  return tokens;
}

function nameAt(tokens: readonly Token[], start: number): { parts: string[]; next: number } {
  const parts: string[] = [];
  let at = start;
  for (;;) {
    // BigQuery quotes the whole path.
    parts.push(...(tokens[at]?.text ?? '').split('.'));
    at += 1;
    if (tokens[at]?.text !== '.') return { parts, next: at };
    at += 1;
  }
}

const NOT_COLUMNS = new Set([
  'PRIMARY',
  'FOREIGN',
  'UNIQUE',
  'CONSTRAINT',
  'CHECK',
  'INDEX',
  'KEY',
  'EXCLUDE',
  'LIKE',
  'PERIOD',
]);

function readColumns(
  tokens: readonly Token[],
  start: number,
  shown: string,
): { columns: Column[]; end: number } {
  const columns: Column[] = [];
  let depth = 1;
  let part: Token[] = [];
  let at = start;
  const flush = (): void => {
    const column = columnOf(part, shown);
    if (column !== null) columns.push(column);
    part = [];
  };
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!token.quoted && (token.text === '(' || token.text === '<')) depth += 1;
    if (!token.quoted && (token.text === ')' || token.text === '>')) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && token.text === ',' && !token.quoted) flush();
    else part.push(token);
  }
  flush();
  return { columns, end: at };
}

/** Words after which the type is over. */
const AFTER_TYPE = new Set([
  'NOT',
  'NULL',
  'DEFAULT',
  'PRIMARY',
  'UNIQUE',
  'REFERENCES',
  'CHECK',
  'COLLATE',
  'COMMENT',
  'ENCODE',
  'DISTKEY',
  'SORTKEY',
  'IDENTITY',
  'GENERATED',
  'CONSTRAINT',
  'OPTIONS',
  'AUTOINCREMENT',
  'MASKING',
]);

function columnOf(part: readonly Token[], shown: string): Column | null {
  const [name, ...rest] = part;
  if (name === undefined || (!name.quoted && NOT_COLUMNS.has(name.text.toUpperCase()))) return null;
  const end = rest.findIndex((token) => !token.quoted && AFTER_TYPE.has(token.text.toUpperCase()));
  const type = (end < 0 ? rest : rest.slice(0, end)).map(({ text }) => text).join(' ');
  const after = end < 0 ? [] : rest.slice(end);
  const notNull = after.some(
    (token, i) =>
      (is(token, 'NOT') && is(after[i + 1], 'NULL')) || (is(token, 'PRIMARY') && is(after[i + 1], 'KEY')),
  );
  return {
    name: name.text,
    type: type === '' ? null : type.replace(/\s*([(),<>])\s*/g, '$1').toUpperCase(),
    nullable: !notNull,
    location: lineOf(shown, name.line),
  };
}
