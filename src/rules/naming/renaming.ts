import type { Fix } from '../../findings/finding.ts';
import { renameEvent, renameProperty } from '../../plan/rename.ts';
import type { Plan } from '../../plan/types.ts';
import type { Name } from './names.ts';

/** The report's `fix` for a better name, where the plan allows one: always unsafe, as code still sends the old. */
export function renaming(
  plan: Plan,
  name: Name,
  better: string,
): { readonly fix: Fix } | Record<never, never> {
  const edits = better === name.text ? null : editsFor(plan, name, better);
  return edits === null ? {} : { fix: { safety: 'unsafe', title: `Rename to "${better}"`, edits } };
}

function editsFor(plan: Plan, name: Name, better: string) {
  if (name.event !== null) return renameEvent(plan, name.event, better);
  return name.kind === 'properties' ? renameProperty(plan, name.text, better) : null;
}
