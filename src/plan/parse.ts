import type { LoadErrors } from './errors.ts';
import type { Node } from './node.ts';
import { readPlainYaml } from './plain/reader.ts';

/**
 * One YAML 1.2 (core) or JSON document as nodes. Problems go to `errors`; the tree is null when nothing
 * useful is left.
 */
export async function parseYaml(text: string, file: number, errors: LoadErrors): Promise<Node | null> {
  const plain = readPlainYaml(text, file);
  if (plain) return plain;
  const { parseAnyYaml } = await import('./parse-any.ts');
  return parseAnyYaml(text, file, errors);
}
