import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { HeldSources } from '../../src/code/read-sources.ts';
import type { ScanResult } from '../../src/code/scan.ts';
import { scanSources } from '../../src/code/scan-sources.ts';
import type { CallSite } from '../../src/evidence/call-site.ts';

/** Sources from a map of path to text. */
export function held(files: Readonly<Record<string, string>>): HeldSources {
  const sources = new HeldSources();
  for (const [path, text] of Object.entries(files)) sources.add(path, new TextEncoder().encode(text));
  return sources;
}

/** Scans files that are in memory. */
export function scanText(
  files: Readonly<Record<string, string>>,
  configured: Parameters<typeof scanSources>[3] = [],
): Promise<ScanResult> {
  const sources = held(files);
  return scanSources(
    sources,
    sources.paths.filter((path) => !path.endsWith('.json')),
    [],
    configured,
    (file) => file,
  );
}

/** Every file below a folder, but the expectation. */
export function folder(path: string): Record<string, string> {
  const found = readdirSync(path, { withFileTypes: true, recursive: true }).filter(
    (entry: Dirent) => entry.isFile() && entry.name !== 'expected.txt',
  );
  return Object.fromEntries(
    found
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(path, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

/** A site on one line: place, kind, way, names, what is not known, keys. */
export function line(site: CallSite): string {
  const keys = site.properties.map((one) => one.name + (one.presence === 'optional' ? '?' : ''));
  const parts = [
    `${site.file}:${site.line}:${site.column}`,
    site.kind,
    `via ${site.wrapper ?? site.sdk}${site.confidence === 'likely' ? ' (likely)' : ''}`,
    [...site.events, ...site.patterns].map((name) => JSON.stringify(name)).join(' | '),
    `{ ${[...keys, ...(site.open ? ['…'] : [])].join(', ')} }`.replace('{  }', '{}'),
    site.added.length > 0 ? `added { ${site.added.map((one) => one.name).join(', ')} }` : '',
    site.traits.length > 0 ? `traits { ${site.traits.map((one) => one.name).join(', ')} }` : '',
    site.ids.length > 0 ? `ids { ${site.ids.join(', ')} }` : '',
    site.why === null ? '' : `-- ${site.why}`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}
