import { isDeepStrictEqual } from 'node:util';
import { type ParserOptions, parseSync } from 'oxc-parser';
import type { Tree } from './trees.ts';

export type Parse = (name: string, text: string, options: ParserOptions) => Tree;

/** The modules that raw transfer is made of. */
type Parts = Awaited<ReturnType<typeof parts>>;

/** A view of the block without the parser's own bookkeeping at its end, as its deserializers expect it. */
type Active = Uint8Array & { int32: Int32Array; float64: Float64Array };

/**
 * Loads what reads trees out of the parser's own memory: a third of the time of making JSON of them and parsing
 * that. The parser offers it from Node 22 on, where a view may be as long as a buffer; views of a part are all that
 * it needs, and Node 20 has them. Null where it is not to be had.
 */
export async function loadMemoryParser(): Promise<(() => Parse | null) | null> {
  // Windows counts memory when it is asked for, others when it is touched: of 6 GB a thousandth is.
  if (process.platform === 'win32') return null;
  const loaded = await parts().catch(() => null);
  return loaded?.binding.rawTransferSupported() ? () => proven(loaded) : null;
}

async function parts() {
  const [binding, constants, ts, js] = await Promise.all([
    import('oxc-parser/src-js/bindings.js'),
    import('oxc-parser/src-js/generated/constants.js'),
    import('oxc-parser/src-js/generated/deserialize/ts.js'),
    import('oxc-parser/src-js/generated/deserialize/js.js'),
  ]);
  return { binding, constants, ts, js };
}

type Sample = readonly [lang: 'ts' | 'jsx', text: string];

/** One for each of the two deserializers. */
const SAMPLES: readonly Sample[] = [
  [
    'ts',
    'export const viewed = (cart: { readonly id?: string }) => track<Cart>("Cart Viewed", { n: 1.5, ...cart });',
  ],
  [
    'jsx',
    'export const view = (cart) => <Cart {...cart} onClick={() => track("Cart Viewed", { n: 1.5 })} />;',
  ],
];

/** Null where the memory is refused, or where a tree is not what its JSON says. */
function proven(from: Parts): Parse | null {
  try {
    const parse = memoryParser(from);
    const isEqual = ([lang, text]: Sample) => {
      const { program } = parse('sample', text, { lang });
      return isDeepStrictEqual(program, parseSync('sample', text, { lang }).program);
    };
    return SAMPLES.every(isEqual) ? parse : null;
  } catch {
    return null;
  }
}

function memoryParser({ binding, constants, ts, js }: Parts): Parse {
  const { BLOCK_SIZE, BLOCK_ALIGN, BUFFER_SIZE, ACTIVE_SIZE, IS_TS_FLAG_POS } = constants;
  const memory = new ArrayBuffer(BLOCK_SIZE + BLOCK_ALIGN);
  const offset = binding.getBufferOffset(new Uint8Array(memory, 0, 1));
  const block = new Uint8Array(memory, offset, BLOCK_SIZE);
  const active: Active = Object.assign(new Uint8Array(memory, offset, BUFFER_SIZE), {
    int32: new Int32Array(memory, offset, BUFFER_SIZE >> 2),
    float64: new Float64Array(memory, offset, BUFFER_SIZE >> 3),
  });
  const encoder = new TextEncoder();
  return (name, text, options) => {
    // The text stands at the end, with room for the longest encoding that it may have.
    const room = text.length * 3;
    const from = ACTIVE_SIZE - room;
    const { written } = encoder.encodeInto(text, new Uint8Array(memory, offset + from, room));
    binding.parseRawSync(name, block, from, written, options);
    if (active[IS_TS_FLAG_POS] !== 0) return ts.deserialize(active, text, from, written);
    const tree = js.deserialize(active, text, from, written);
    const { hashbang } = tree.program;
    if (!hashbang) return tree;
    const { value, start, end } = hashbang;
    return { ...tree, comments: [{ type: 'Line', value, start, end }, ...tree.comments] };
  };
}
