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
