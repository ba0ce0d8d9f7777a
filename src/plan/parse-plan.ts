import { memoryFiles } from '../system/memory.ts';
import { loadPlan } from './load.ts';
import type { Plan } from './types.ts';

/**
 * A plan from text, without a disk: for tests, editors and examples. Further files, by path, are what
 * `include`, `extends` and `$ref` find.
 * @throws PlanError when it does not load.
 */
export function parsePlan(
  text: string,
  files: Readonly<Record<string, string>> = {},
  path = 'plan.yaml',
): Promise<Plan> {
  return loadPlan(path, { files: memoryFiles({ ...files, [path]: text }), cwd: '/' });
}
