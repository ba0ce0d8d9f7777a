/** What one `.gitignore` says of an entry of its folder or below: null where it says nothing. */
export type Ignore = (path: string, name: string, folder: boolean) => boolean | null;

interface Rule {
  readonly pattern: RegExp;
  /** Asked of the path below the file's folder; else of the last name alone. */
  readonly whole: boolean;
  readonly folders: boolean;
  readonly ignored: boolean;
}

/**
 * Compiles a `.gitignore`. `path` is relative to the folder it stands in. The last rule that fits counts, as git
 * has it; most entries fit none, which one look at all patterns together shows.
 */
export function readGitignore(text: string): Ignore {
  const rules = text.split('\n').flatMap((line) => readRule(line) ?? []);
  if (rules.length === 0) return () => null;
  const names = anyOf(rules.filter((rule) => !rule.whole));
  const paths = anyOf(rules.filter((rule) => rule.whole));
  rules.reverse();
  return (path, name, folder) => {
    if (!names?.test(name) && !paths?.test(path)) return null;
    const rule = rules.find((one) => (folder || !one.folders) && one.pattern.test(one.whole ? path : name));
    return rule ? rule.ignored : null;
  };
}

function anyOf(rules: readonly Rule[]): RegExp | null {
  return rules.length === 0 ? null : new RegExp(rules.map((rule) => rule.pattern.source).join('|'));
}

function readRule(line: string): Rule | null {
  // Blanks at the end count only where they are escaped.
  let glob = line.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
  if (glob === '' || glob.startsWith('#')) return null;
  const ignored = !glob.startsWith('!');
  if (!ignored) glob = glob.slice(1);
  const folders = glob.endsWith('/');
  if (folders) glob = glob.slice(0, -1);
  const whole = glob.includes('/');
  if (glob.startsWith('/')) glob = glob.slice(1);
  if (glob === '') return null;
  try {
    return { pattern: new RegExp(`^${source(glob)}$`), whole, folders, ignored };
  } catch {
    // A class that closes wrongly fits nothing, in git too.
    return null;
  }
}

const TOKEN = /\\(.)|^\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\[(!|\^)?(\]?(?:\\.|[^\]\\])*)\]|[.+^$(){}|[\]\\]/gs;

function source(glob: string): string {
  return glob.replace(TOKEN, (token, escaped?: string, not?: string, members?: string) => {
    if (escaped !== undefined) return escaped.replace(/[^\w]/, '\\$&');
    if (members !== undefined)
      return `[${not ? '^/' : ''}${members.replace(/[[\]]/g, '\\$&').replace(/^\^/, '\\^')}]`;
    if (token === '**/') return '(?:.*/)?';
    if (token === '/**/') return '/(?:.*/)?';
    if (token === '/**') return '/.*';
    if (token.startsWith('*')) return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
}
