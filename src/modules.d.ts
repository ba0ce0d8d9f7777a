// Our own data as modules: see build-data.js.
declare module '*.yaml' {
  const value: unknown;
  export default value;
  /** Parses it now: for what most runs do not ask for. */
  export function read(): unknown;
}
declare module '*.md' {
  const text: string;
  export default text;
}
declare module '*.validator' {
  /** Says yes or no. For the reasons, compile `schema` with ajv. */
  export default function validate(value: unknown): boolean;
  export const schema: import('./text/json.ts').JsonObject;
}
declare module '*.pages' {
  /** Markdown by path without its ending: `naming/event-case`. */
  const pages: Readonly<Record<string, string>>;
  export default pages;
}

// Parts of oxc-parser that it has no types for: what its raw transfer is made of.
declare module 'oxc-parser/src-js/bindings.js' {
  import type { ParserOptions } from 'oxc-parser';
  export function rawTransferSupported(): boolean;
  /** Where in a buffer the parser's block can begin. */
  export function getBufferOffset(buffer: Uint8Array): number;
  export function parseRawSync(
    name: string,
    block: Uint8Array,
    sourceStart: number,
    sourceLength: number,
    options: ParserOptions,
  ): void;
}
declare module 'oxc-parser/src-js/generated/constants.js' {
  export const BLOCK_SIZE: number;
  export const BLOCK_ALIGN: number;
  export const BUFFER_SIZE: number;
  export const ACTIVE_SIZE: number;
  export const IS_TS_FLAG_POS: number;
}
declare module 'oxc-parser/src-js/generated/deserialize/ts.js' {
  import type { Tree } from './code/trees.ts';
  export function deserialize(
    buffer: Uint8Array & { int32: Int32Array; float64: Float64Array },
    text: string,
    sourceStart: number,
    sourceLength: number,
  ): Tree;
}
declare module 'oxc-parser/src-js/generated/deserialize/js.js' {
  export { deserialize } from 'oxc-parser/src-js/generated/deserialize/ts.js';
}
