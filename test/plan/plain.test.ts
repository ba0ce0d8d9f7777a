import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globbySync } from 'globby';
import { describe, expect, test } from 'vitest';
import { LoadErrors } from '../../src/plan/errors.ts';
import { parseAnyYaml } from '../../src/plan/parse-any.ts';
import { readPlainYaml } from '../../src/plan/plain/reader.ts';
import { yamlDocuments } from './yaml-documents.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261122);

/** What `yaml` makes of a text; what it complains about stands beside it, so that nothing equals it. */
function byYaml(text: string) {
  const errors = new LoadErrors();
  const root = parseAnyYaml(text, 0, errors);
  return errors.any ? { root, errors: errors.list } : root;
}

describe('the plain reader reads what yaml reads, value by value and place by place', () => {
  const cases = {
    'a map': 'name: shop\nversion: 1.2.0\n',
    'the document starts on a line of its own': '---\nname: shop\n',
    'maps in maps, at any depth': 'events:\n  Cart Viewed:\n      owner: web\n  Order Paid:\n    owner: web',
    'a list, deeper than its key or not': 'tags:\n- a\n- b\nlinks:\n  - c\n  -   d: 1\n      e: 2\n',
    'flow collections, over lines and with comments':
      'a: { b: [1, {c: d}], "e":1, f, g: , }\nh: [\n  x, # why\n  y\n]\n',
    'what core schema makes of words':
      'a: [~, null, true, FALSE, No, on, 0x1F, 0o17, 007, -0, +3, 1., .5, 1e3]',
    'integers keep their digits': 'a: 12345678901234567890\nb: 9007199254740993\n',
    'quotes and escapes': 'a: \'it\'\'s\'\n"b c": "x\\n\\"y\\" \\u00e9"\n',
    'a scalar over several lines': 'a: one\n  two\n\n  three # why\nb:\n  below\n  its key\n',
    'block scalars': 'a: |\n  one\n    two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\nc: |\n  x',
    'colons, hashes and dashes inside words': 'a: http://shop.example/#cart\nb: x#y\n-c: -d\n',
    'names that are special elsewhere': '__proto__: 1\nconstructor: 2\n<<: 3\non: 4\n',
    nothing: 'a:\nb:   \nc:\n  d:\ne: {}\n',
    'comments between, behind and at the end':
      '# head\na: 1 # one\n  # of one\n\nb:\n  # in b\n  c: 2\n  # still in b\n# foot\nd:\n  - x\n  # of the list\n',
    'keys that are no text': '1: a\ntrue: b\n~: c\n',
  };
  test.each(Object.entries(cases))('%s', (_, text) => {
    const plain = readPlainYaml(text, 0);
    expect(plain).not.toBeNull();
    expect(plain).toEqual(byYaml(text));
  });

  const root = join(import.meta.dirname, '../..');
  const files = globbySync(['plans/**/*.yaml', 'fixtures/**/*.{yaml,yml}', 'src/catalogue/**/*.yaml'], {
    cwd: root,
  }).sort();
  test('every file of this repository', () => {
    const read = files.filter((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const plain = readPlainYaml(text, 0);
      if (plain) expect(plain, path).toEqual(byYaml(text));
      return plain !== null;
    });
    // Nearly all of them: a reader that reads nothing would be right, too.
    expect(read.length / files.length).toBeGreaterThan(0.95);
  });

  test('whatever it does not leave to yaml', { timeout: RUNS * 10 + 30_000 }, () => {
    let read = 0;
    fc.assert(
      fc.property(yamlDocuments(), (text) => {
        const plain = readPlainYaml(text, 0);
        if (!plain) return;
        read++;
        expect(plain).toEqual(byYaml(text));
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(read / RUNS).toBeGreaterThan(0.2);
  });
});

describe('the plain reader leaves to yaml', () => {
  const cases = {
    'anchors and aliases': 'a: &x 1\nb: *x\n',
    tags: 'a: !!str 1\n',
    'explicit keys': '? a\n: 1\n',
    'a second document': 'a: 1\n---\nb: 2\n',
    directives: '%YAML 1.2\n---\na: 1\n',
    tabs: 'a:\tb\n',
    'carriage returns': 'a: 1\r\nb: 2\r\n',
    'a byte order mark': '\ufeffa: 1\n',
    'doubled keys': 'a: 1\na: 2\n',
    'doubled keys in a flow map': 'a: { b: 1, b: 2 }\n',
    'a map that is nowhere': 'a:\n    b: 1\n  c: 2\n',
    'a value behind a value': 'a: b: c\n',
    'a key without a colon': 'a: 1\nb\n',
    'quotes over several lines': 'a: "one\n  two"\n',
    'escapes that JSON has not': 'a: "\\x41"\n',
    'block scalars that say how': 'a: |2\n    x\nb: |+\n  y\n\n',
    'a flow collection that does not end': 'a: { b: 1\nc: 2\n',
    'pairs in a list': 'a: [b: 1]\n',
    infinity: 'a: .inf\n',
    'a single value': 'just words\n',
    'nothing at all': '\n# empty\n',
    'what is nested without end': `a: ${'['.repeat(500)}${']'.repeat(500)}`,
  };
  test.each(Object.entries(cases))('%s', (_, text) => expect(readPlainYaml(text, 0)).toBeNull());

  test('in time that grows with the text', () => {
    const long = 200_000;
    const texts = [`a: x${' '.repeat(long)}y\n  z\n`, `a: "${'\\'.repeat(long)}`, `a: ${'{ '.repeat(long)}`];
    texts.push(
      `${'# c\n'.repeat(long)}a: 1\n`,
      `a:\n${'  - x\n'.repeat(long / 4)}`,
      `a: '${"'".repeat(long)}\n`,
    );
    for (const text of texts) readPlainYaml(text, 0);
  });
});
