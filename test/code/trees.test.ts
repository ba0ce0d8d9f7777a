import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { parseTree, prepareTrees } from '../../src/code/trees.ts';

const code = 'export const viewed = (cart: Cart) => track("Cart Viewed", { items: cart.items });\n';

test('a tree is the same however much was parsed before it, and where the code nests without end', async () => {
  const { program } = parseSync('block.ts', code, {
    lang: 'ts',
    sourceType: 'module',
    preserveParens: false,
  });
  expect(parseTree(code, 'ts').program).toEqual(program);
  await prepareTrees();
  for (let round = 0; round < 4; round++) expect(parseTree(code.repeat(1000), 'ts').errors).toEqual([]);
  expect(parseTree(code, 'ts').program).toEqual(program);
  // Reading it overflows the stack: such a tree comes as JSON.
  const sum = `const all = ${'1 + '.repeat(20_000)}1;`;
  expect(parseTree(sum, 'ts').program.body).toHaveLength(1);
  expect(parseTree(code, 'ts').program).toEqual(program);
});
