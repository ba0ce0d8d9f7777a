import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ParserOptions, parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { loadMemoryParser } from '../../src/code/memory-parser.ts';

const parse = (await loadMemoryParser())?.() ?? null;
const root = join(import.meta.dirname, '../..');

/** Both ways to read one text, as far as a scan looks at it. */
function bothWays(text: string, lang: 'ts' | 'tsx' | 'jsx' | 'dts') {
  const options: ParserOptions = { lang, sourceType: 'module', preserveParens: false };
  const inMemory = parse?.('block.ts', text, options);
  const asJson = parseSync('block.ts', text, options);
  const { program, comments, errors } = asJson;
  expect(inMemory?.program).toEqual(program);
  expect(inMemory?.comments).toEqual(comments);
  expect(inMemory?.errors).toEqual(errors);
}

describe.skipIf(!parse)('a tree from memory is the one that JSON gives', () => {
  test('for the code of this project and of its fixtures', () => {
    const paths = ['src', 'test', 'fixtures', 'bench']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
          join(folder, path),
        ),
      )
      .filter((path) => /\.[jt]sx?$/.test(path))
      .sort();
    expect(paths.length).toBeGreaterThan(300);
    for (const path of paths.filter((one, index) => index % 4 === 0 || one.startsWith('fixtures')))
      bothWays(readFileSync(join(root, path), 'utf8'), /\.tsx?$/.test(path) ? 'tsx' : 'jsx');
  });

  test.each([
    ['nothing', ''],
    [
      'letters beyond ASCII, and beyond UTF-16',
      'track("Überweisung 🛒", { größe: 1, "🛒": `🛒${é}` }); // ü',
    ],
    ['byte order marks', '\ufefftrack("Cart Viewed"); // \ufeff'],
    ['escapes', String.raw`tr\u0061ck("C\u{61}rt\n\x41", 'it\'s', "\ud83d\uded2", ${'`\\u0061${1}\\n`'})`],
    ['line ends', '// a\r\ntrack(\r"a",\u2028"b"\u2029)'],
    ['numbers', 'track(1, 1.5, 1e21, 0x10, 1_000, .5, 123n, -0, 1e400)'],
    ['patterns', 'track(/[/"]+/giu, /(?<name>a)/v, /(/, a / b / c)'],
    ['a script', '#!/usr/bin/env node\n"use strict";\ntrack("Cart Viewed")'],
    [
      'markup',
      '<Cart {...cart} on:click={() => track("a")} data-x="é">it&apos;s {/* no */} <></> text</Cart>',
    ],
    [
      'types',
      '@On("a") abstract class A<T = {}> extends B<T> implements C { @In() private readonly x?: T; constructor(private a: Tracker) { super() } get b(): a is string { return this.#c } declare d: unique symbol; static {} [k: string]: any }',
    ],
    [
      'declarations',
      'enum E { A = 1, "b" } declare module "x" { export = y } namespace N.M { export const a = <T,>(x: T) => x satisfies any as const } import t = require("t"); export * as s from "s"; export type { T } from "t" with { type: "json" };',
    ],
  ])('%s', (_, text) => {
    bothWays(text, 'ts');
    bothWays(text, 'tsx');
    bothWays(text, 'jsx');
  });

  test('half-typed code', () => {
    for (const text of [
      'track(',
      'const a = ;\ntrack("b")',
      'class { x',
      '<Cart',
      '"',
      '`${',
      '/* ',
      'a b c',
      '}',
    ])
      bothWays(text, 'tsx');
  });

  test('any mixture of pieces of code', () => {
    const piece = fc.constantFrom(
      ...[
        'track',
        ' ',
        '(',
        ')',
        '{',
        '}',
        '"é"',
        '`',
        '${',
        '=>',
        'async ',
        'await ',
        'const a = ',
        ';',
        '\n',
      ],
      ...[
        ', ',
        '...',
        '?.',
        ' ?? ',
        '<A>',
        '</A>',
        ': string',
        ' as const',
        'class A ',
        '@a ',
        '/x/',
        '// c\n',
      ],
      ...[
        'import a from "a"\n',
        'export default ',
        '1',
        '🛒',
        'function f',
        '[',
        ']',
        'return ',
        'yield ',
        '#x',
        '\\',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        fc.constantFrom('ts' as const, 'tsx' as const, 'jsx' as const, 'dts' as const),
        (pieces, lang) => {
          bothWays(pieces.join(''), lang);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
