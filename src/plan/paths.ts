/** Paths as text, with `/`: the loader asks no disk for them. */
export function joinPath(folder: string, path: string): string {
  return normalize(isAbsolute(path) ? path : `${folder}/${path}`);
}

export function dirname(path: string): string {
  const at = path.lastIndexOf('/');
  return at > 0 ? path.slice(0, at) : at === 0 ? '/' : '.';
}

/** `to` as seen from `from`, both absolute. */
export function relativePath(from: string, to: string): string {
  if (to === from) return '.';
  const [a, b] = [normalize(from).split('/').filter(Boolean), normalize(to).split('/').filter(Boolean)];
  if (!isAbsolute(to) || isWindows(from) !== isWindows(to)) return to;
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
}

export function isInside(folder: string, path: string): boolean {
  const root = normalize(folder);
  const target = normalize(path);
  return target === root || target.startsWith(root.endsWith('/') ? root : `${root}/`);
}

/** True for what has glob characters. */
export function isPattern(path: string): boolean {
  return /[*?[\]{}!]/.test(path);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || isWindows(path);
}

function isWindows(path: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(path);
}

function normalize(path: string): string {
  const text = path.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of text.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return (text.startsWith('/') ? '/' : '') + steps.join('/');
}
