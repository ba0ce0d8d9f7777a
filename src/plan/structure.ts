import type { LoadErrors } from './errors.ts';
import type { Node } from './node.ts';
import isPlan, { schema } from './plan.schema.validator';
import { toJson } from './read.ts';

/** Keys that belong to a plan and not to a file that it includes. */
const HEAD = ['dataplan', 'name', 'version', 'description', 'product', 'extends'];

/** Holds a file against the schema of the format; what does not fit goes to `errors`, with its place. */
export async function checkStructure(
  root: Node,
  role: 'main' | 'parent' | 'include',
  errors: LoadErrors,
): Promise<void> {
  const before = errors.list.length;
  const value = toJson(root, true);
  if (!isPlan(value)) {
    const { explain } = await import('./explain.ts');
    for (const error of explain(schema, value, root)) errors.add(error);
  }
  if (root.kind !== 'map') return;
  if (role === 'include') {
    for (const key of HEAD) {
      const entry = root.entries.get(key);
      if (entry)
        errors.add({
          code: 'unknown-key',
          message: `An included file holds sections only; "${key}" belongs to the plan itself.`,
          at: entry.key,
        });
    }
  } else if (!root.entries.has('dataplan') && errors.list.length === before) {
    const at = { file: root.file, start: root.start, end: root.start + 1 };
    errors.add({
      code: 'wrong-kind',
      message: 'Not a data plan: the key "dataplan: 1" is missing.',
      at,
      expected: 'dataplan: 1',
    });
  }
}
