/** True when a name matches a glob of which only `*` is special: any characters, none too. Linear in both. */
export function matchesGlob(name: string, glob: string): boolean {
  const parts = glob.split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === glob;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
    return false;
  let from = first.length;
  const until = name.length - last.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0 || found + part.length > until) return false;
    from = found + part.length;
  }
  return from <= until;
}
