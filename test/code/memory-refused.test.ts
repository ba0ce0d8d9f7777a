import { parseSync } from 'oxc-parser';
import { afterEach, expect, test, vi } from 'vitest';
import { loadMemoryParser } from '../../src/code/memory-parser.ts';

const BINDING = 'oxc-parser/src-js/bindings.js';
const TS = 'oxc-parser/src-js/generated/deserialize/ts.js';
const JS = 'oxc-parser/src-js/generated/deserialize/js.js';

const code = 'track("Cart Viewed", { items: 2 });\n';
const options = { lang: 'ts', sourceType: 'module', preserveParens: false } as const;

afterEach(() => {
  for (const path of [BINDING, TS, JS]) vi.doUnmock(path);
  vi.resetModules();
});

/** Whether memory is read once all of this is parsed, and what comes of the code then. */
async function afterMuch() {
  vi.resetModules();
  const fresh = await import('../../src/code/memory-parser.ts');
  const { parseTree, prepareTrees } = await import('../../src/code/trees.ts');
  const found = (await fresh.loadMemoryParser())?.() ?? null;
  await prepareTrees();
  parseTree(code.repeat(5000), 'ts');
  return { found, program: parseTree(code, 'ts').program };
}

const wrong = () => ({ program: { type: 'Program', body: [] }, comments: [], errors: [] });
const refused = () => {
  throw new RangeError('Array buffer allocation failed');
};

test.each<[string, string, (parts: object) => object]>([
  ['is not supported', BINDING, (parts) => ({ ...parts, rawTransferSupported: () => false })],
  ['has no place', BINDING, (parts) => ({ ...parts, getBufferOffset: refused })],
  ['is not written', BINDING, (parts) => ({ ...parts, parseRawSync: refused })],
  ['has moved to other modules', TS, refused],
  ['holds another tree of TypeScript', TS, (parts) => ({ ...parts, deserialize: wrong })],
  ['holds another tree of JavaScript', JS, (parts) => ({ ...parts, deserialize: wrong })],
])('where memory %s, trees come as JSON', async (_, path, change) => {
  vi.doMock(path, async (original) => change(await original<object>()));
  const { found, program } = await afterMuch();
  expect(found).toBeNull();
  expect(program).toEqual(parseSync('block.ts', code, options).program);
});

test.skipIf(!(await loadMemoryParser())?.())('where nothing is amiss, they do not', async () => {
  const { found, program } = await afterMuch();
  expect(found).not.toBeNull();
  expect(program).toEqual(parseSync('block.ts', code, options).program);
});
