/** The project's files as the scanner sees them: known beforehand, read at once. */
export interface Sources {
  /** Sorted, `/`, relative to the root. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** The file as it is on disk; undefined for what was not read. */
  data(path: string): Uint8Array | undefined;
  /** The same with one character a byte, for patterns. */
  bytes(path: string): string | undefined;
  text(path: string): string | undefined;
}

/** `a/b/../c` → `a/c`; null when it leaves the root. */
export function normalize(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

export function directory(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function join(base: string, path: string): string | null {
  return normalize(path.startsWith('/') ? path : `${base}/${path}`);
}

/** JSON with comments and trailing commas, as tsconfig files are; undefined when it is not even that. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // With comments, or broken.
  }
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const start = at;
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
      out += text.slice(start, at + 1);
    } else if (char === '/' && text[at + 1] === '/') {
      while (at < text.length && text[at] !== '\n') at++;
      out += '\n';
    } else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 1;
    } else out += char;
  }
  try {
    return JSON.parse(out.replace(/^\uFEFF/, '').replace(/,(?=\s*[}\]])/g, ''));
  } catch {
    return undefined;
  }
}

export function fileName(path: string): string {
  const parts = path.split('/');
  const base = (parts[parts.length - 1] ?? path).replace(/\.\w+$/, '');
  return base === 'index' ? (parts[parts.length - 2] ?? base) : base;
}
