import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/system/node.ts';
import { walk } from '../../src/system/walk.ts';
import { type Repository, repository } from '../diff/system.ts';

const repositories: Repository[] = [];

function shop(files: Readonly<Record<string, string>>): Repository {
  const made = repository();
  repositories.push(made);
  made.write(files);
  return made;
}

afterEach(() => {
  for (const one of repositories.splice(0)) one.remove();
});

const everything = () => false;

const FILES = [
  'cart.ts',
  'cart.log',
  'cart.Log',
  'build/cart.js',
  'build/keep/cart.js',
  'src/cart.ts',
  'src/build/cart.ts',
  'src/build/keep.ts',
  'src/a/b/c/cart.ts',
  'src/gen/cart.ts',
  'src/gen/own.ts',
  'src/cart1.ts',
  'src/cart2.ts',
  'src/cart[1].ts',
  'src/#cart.ts',
  'src/cart ',
  'docs/api/index.ts',
  'docs/guide/index.ts',
];

describe('what is listed is what git would take', () => {
  test.each([
    ['nothing ignored', ''],
    ['a name at any depth', 'build'],
    ['only folders of a name', 'build/'],
    ['a path from here', '/build'],
    ['an ending', '*.log'],
    ['comments, blank lines, line ends of Windows', '# build\r\n\r\n*.log\r\n'],
    ['the last rule wins', '*.ts\n!cart.ts\nsrc/cart.ts'],
    ['a file cannot come back into a folder that is ignored', 'build/\n!build/keep/cart.js'],
    ['but into one whose files are', 'build/*\n!build/keep'],
    ['any folders between', 'src/**/cart.ts'],
    ['any folders before', '**/gen'],
    ['all that is below', 'docs/**'],
    ['one letter', 'src/cart?.ts'],
    ['classes', 'src/cart[0-1].ts'],
    ['all but a class', 'src/cart[!1].ts'],
    ['escapes', 'src/cart\\[1\\].ts\n\\#cart.ts'],
    ['a blank at the end that is meant', 'cart\\ '],
    ['a path in the middle starts here', 'src/gen'],
    ['a class that never closes', 'src/cart[1.ts'],
  ])('%s', (_, rules) => {
    const { folder, git } = shop({
      ...Object.fromEntries(FILES.map((path) => [path, ''])),
      '.gitignore': rules,
      'src/gen/.gitignore': 'cart.ts\n!own.ts\n',
    });
    const taken = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
    expect(walk(folder, everything)).toEqual(
      taken.filter((path) => path !== '' && !path.includes('.gitignore')).sort(),
    );
  });
});

test('a link is not followed, so that one in a circle ends nothing', () => {
  const { folder } = shop({ 'src/cart.ts': '' });
  symlinkSync(folder, join(folder, 'src/again'));
  symlinkSync('self', join(folder, 'src/self'));
  expect(walk(folder, everything)).toEqual(['src/cart.ts']);
});

test('folders to skip are not opened, and what is missing is empty', () => {
  const { folder } = shop({ 'src/cart.ts': '', 'node_modules/shop/index.js': '', '.cache/cart.ts': '' });
  expect(walk(folder, (_, name) => name === 'node_modules')).toEqual(['src/cart.ts']);
  expect(walk(join(folder, 'nowhere'), everything)).toEqual([]);
});

test('many files are read as they are, whatever their size; one that is missing is an error of its own', async () => {
  const large = 'x'.repeat(3 << 20);
  const { folder } = shop({ 'a.ts': 'Cart Viewed', 'b.ts': large, 'c.ts': '', 'd.ts': 'é' });
  const found: Record<string, string> = {};
  await nodeFiles(folder).readAll(['a.ts', 'b.ts', 'c.ts', 'gone.ts', 'd.ts'], (path, data) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    found[name] = data instanceof Error ? data.constructor.name : new TextDecoder().decode(data);
  });
  expect(found).toEqual({
    'a.ts': 'Cart Viewed',
    'b.ts': large,
    'c.ts': '',
    'gone.ts': 'FileError',
    'd.ts': 'é',
  });
});
