/** An object or list that is open at the moment: one value a container, so it can serve as a key. */
export interface Container {
  readonly list: boolean;
  next: number;
}

type Visit = (step: string | number, depth: number, offset: number, container: Container) => void;

/**
 * Walks JSON text without building anything and calls `visit` for every member: its key or index, how deep it
 * is (1 at the top), where it stands. Text that is no JSON only ends the walk early; depth costs no stack.
 */
export function scanJson(text: string, visit: Visit): void {
  const open: Container[] = [];
  let expectKey = false;
  const element = (at: number) => {
    const top = open.at(-1);
    if (top?.list) visit(top.next, open.length, at, top);
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const top = open.at(-1);
    if (code === 34) {
      const end = stringEnd(text, at);
      if (expectKey && top) visit(unquote(text.slice(at, end)), open.length, at, top);
      else element(at);
      expectKey = false;
      at = end - 1;
    } else if (code === 123 || code === 91) {
      element(at);
      open.push({ list: code === 91, next: 0 });
      expectKey = code === 123;
    } else if (code === 125 || code === 93) {
      open.pop();
      expectKey = false;
    } else if (code === 44) {
      if (top?.list) top.next++;
      else expectKey = true;
    } else if (code > 32 && code !== 58 && startsValue(text, at)) element(at);
  }
}

/** A bare value (number, true, null) begins where the character before is no part of it. */
function startsValue(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before <= 32 || before === 44 || before === 91;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at + 1;
  }
  return text.length;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Offset of the member that the steps lead to: of its key, in an object. Null when there is none. */
export function findInJson(text: string, steps: readonly (string | number)[]): number | null {
  let matched = 0;
  let found: number | null = steps.length === 0 ? 0 : null;
  scanJson(text, (step, depth, offset) => {
    if (found !== null || depth > matched + 1) return;
    if (depth <= matched) matched = depth - 1;
    if (String(step) !== String(steps[matched])) return;
    matched++;
    if (matched === steps.length) found = offset;
  });
  return found;
}

/** How deeply the text nests, and the keys that one object has more than once. */
export function inspectJson(text: string): { depth: number; doubled: { key: string; offset: number }[] } {
  let deepest = 0;
  const doubled: { key: string; offset: number }[] = [];
  const keys = new WeakMap<Container, Set<string>>();
  scanJson(text, (step, depth, offset, container) => {
    deepest = Math.max(deepest, depth);
    if (typeof step !== 'string') return;
    const own = keys.get(container);
    if (!own) keys.set(container, new Set([step]));
    else if (own.has(step)) doubled.push({ key: step, offset });
    else own.add(step);
  });
  return { depth: deepest, doubled };
}
