import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Imports run one way, down this list; rooms of one line do not import one another. */
const ROOMS: readonly (readonly string[])[] = [
  ['index', 'testing'],
  ['cli'],
  ['output'],
  ['check'],
  ['report'],
  ['samples', 'code', 'diff', 'drift', 'convert', 'sql'],
  ['config'],
  ['rules'],
  ['evidence'],
  ['plan'],
  ['catalogue'],
  ['findings'],
  ['text'],
  ['system'],
];
const SRC = join(import.meta.dirname, '../src');

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .sort();

function importsOf(path: string): Import[] {
  const text = readFileSync(join(SRC, path), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  )) {
    const target = match[2] ?? match[3] ?? '';
    found.push({
      from: path,
      to: target.startsWith('.') ? relative(SRC, join(SRC, dirname(path), target)) : target,
      typeOnly: match[1] !== undefined,
    });
  }
  return found;
}

const room = (path: string) => path.split('/')[0]?.replace(/\.ts$/, '') ?? '';
const floor = (path: string) => ROOMS.findIndex((rooms) => rooms.includes(room(path)));

test('imports run down the house', () => {
  const upward = files.flatMap(importsOf).filter(({ from, to }) => {
    if (!to.endsWith('.ts') || room(from) === room(to)) return false;
    return floor(to) < 0 || floor(to) <= floor(from);
  });
  expect(upward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('only system touches the outside; workers make their own', () => {
  const outside = /^node:(fs|fs\/promises|child_process|process|net|http|https|os)$/;
  const touching = files
    .flatMap(importsOf)
    .filter(({ from, to }) => outside.test(to) && room(from) !== 'system' && !/worker/.test(from));
  expect(touching.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('rules import no disk, no colour and no other topic', () => {
  const wrong = files
    .filter((path) => path.startsWith('rules/'))
    .flatMap(importsOf)
    .filter(({ from, to }) => {
      if (/^(chalk|globby|commander|yaml)$/.test(to)) return true;
      const [, topic, file] = from.split('/');
      const [other, otherTopic, otherFile] = to.split('/');
      return other === 'rules' && file !== undefined && otherFile !== undefined && topic !== otherTopic;
    });
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('a file can be read in one sitting', () => {
  const long = files
    .map((path) => ({ path, lines: readFileSync(join(SRC, path), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 401);
  expect(long).toEqual([]);
});

test('a CommonJS package is never imported by name at run time: in the bundle it has only a default', () => {
  const late = files.flatMap((path) =>
    [...readFileSync(join(SRC, path), 'utf8').matchAll(/await import\('((?:ajv|yaml|semver)[^']*)'\)/g)].map(
      (match) => `${path}: ${match[1]}`,
    ),
  );
  expect(late).toEqual([]);
});
