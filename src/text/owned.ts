/** The same text in memory of its own: V8 keeps a part of a text as a view, and with it the whole. */
export function owned(text: string): string {
  // Shorter parts are copied anyway.
  return text.length < 13 ? text : JSON.parse(JSON.stringify(text));
}
