import { idTypeOf } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import type { Format, Reading } from './format.ts';
import { traitIds } from './trait-ids.ts';

/** What an adapter is told of a source, from the plan. */
export function readingFor(
  format: Format,
  plan: Plan,
  source: { readonly system: string | null; readonly map: ReadonlyMap<string, string> },
): Reading {
  return {
    system: source.system,
    map: source.map,
    traitIds: traitIds(plan, source.system),
    idType: (field) =>
      idTypeOf(
        plan,
        source.system,
        format.ids.find((id) => id.field === field),
        field,
      ),
  };
}
