// Our own data as modules: see build-data.js.
declare module '*.yaml' {
  const value: unknown;
  export default value;
}
declare module '*.md' {
  const text: string;
  export default text;
}
