import type { Plan } from '../../plan/types.ts';
import { fold } from '../../text/fold.ts';
import type { Format, IdField, Reading } from './format.ts';
import { traitIds } from './trait-ids.ts';

/** What an adapter is told of a source, from the plan. */
export function readingFor(
  format: Format,
  plan: Plan,
  source: { readonly system: string | null; readonly map: ReadonlyMap<string, string> },
): Reading {
  const system = source.system === null ? undefined : plan.systems.get(source.system);
  return {
    system: source.system,
    map: source.map,
    traitIds: traitIds(plan, source.system),
    idType(field) {
      const told = system?.identity.get(field);
      if (told !== undefined) return told;
      const known = format.ids.find((id) => id.field === field);
      return known ? typeOf(plan, known) : field;
    },
  };
}

function typeOf(plan: Plan, { field, kind, of, known }: IdField): string {
  const { types, priority } = plan.identity;
  if (types.has(kind)) return kind;
  const names = new Set([fold(kind), fold(field)]);
  for (const key of types.keys()) if (names.has(fold(key))) return key;
  const alike = priority.find((key) => {
    const type = types.get(key);
    return type?.of === of && type.known === known;
  });
  return alike ?? kind;
}
