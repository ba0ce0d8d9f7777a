import { createHash } from 'node:crypto';
import type { System } from '../system/system.ts';
import { VERSION } from '../system/version.ts';
import type { ParseCache } from './load.ts';
import type { Entry, Node } from './node.ts';
import { joinPath } from './paths.ts';

/** Raised when a parse would be written differently. */
const LAYOUT = 1;

/**
 * Parses kept by content, in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`). Null where there is no
 * such folder. A file that cannot be read or written is as good as none.
 */
export function parseCache(system: System): ParseCache | null {
  const home =
    system.env['XDG_CACHE_HOME'] ??
    (system.env['HOME'] ? joinPath(system.env['HOME'], '.cache') : system.env['LOCALAPPDATA']);
  if (!home) return null;
  const pathOf = (text: string, kind: string) => {
    const hash = createHash('sha256').update(`${VERSION} ${LAYOUT} ${kind}\n`).update(text).digest('hex');
    return joinPath(home, `dataplan/plans/${hash}.json`);
  };
  return {
    read: async (text, kind, file) => {
      const path = pathOf(text, kind);
      try {
        return decode(JSON.parse(new TextDecoder().decode(await system.files.read(path))), file);
      } catch {
        return null;
      }
    },
    write: async (text, kind, root) => {
      // Aliases are shared in memory and would be written out each time: leave such files to the parser.
      if (!/[&*]/.test(text.replace(/"[^"\n]*"|'[^'\n]*'/g, '')))
        await system.files.write(pathOf(text, kind), JSON.stringify(encode(root))).catch(() => {});
    },
  };
}

type Coded = [start: number, end: number, kind: 0 | 1 | 2 | 3, value: unknown];

function encode(node: Node): Coded {
  const { start, end } = node;
  if (node.kind === 'list') return [start, end, 2, node.items.map(encode)];
  if (node.kind === 'map')
    return [
      start,
      end,
      3,
      [...node.entries.values()].flatMap(({ key, value }) => [key.name, key.start, key.end, encode(value)]),
    ];
  return typeof node.value === 'bigint' ? [start, end, 1, String(node.value)] : [start, end, 0, node.value];
}

function decode([start, end, kind, value]: Coded, file: number): Node {
  if (kind === 2)
    return { kind: 'list', items: (value as Coded[]).map((item) => decode(item, file)), file, start, end };
  if (kind === 3) {
    const flat = value as [string, number, number, Coded];
    const entries = new Map<string, Entry>();
    for (let at = 0; at < flat.length; at += 4) {
      const [name, keyStart, keyEnd, inner] = flat.slice(at, at + 4) as [string, number, number, Coded];
      entries.set(name, { key: { name, file, start: keyStart, end: keyEnd }, value: decode(inner, file) });
    }
    return { kind: 'map', entries, file, start, end };
  }
  return {
    kind: 'scalar',
    value: kind === 1 ? BigInt(value as string) : (value as string | number | boolean | null),
    file,
    start,
    end,
  };
}
