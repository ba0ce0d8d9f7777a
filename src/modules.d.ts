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
