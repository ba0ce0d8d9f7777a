import type { SampleEvent } from '../../evidence/event.ts';
import { traitIdFields } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { compileSchema } from '../../text/json-schema.ts';
import { Bag } from '../bag.ts';

/** The ids of an event with those that stand among its traits. */
export type TraitIds = (event: Pick<SampleEvent, 'call' | 'ids' | 'traits'>) => JsonObject;

/**
 * A trait that the plan gives an identity type is an identifier too: most vendors have no field for an e-mail
 * address but `traits.email`. What the vendor's own field says comes first, and a value that is none of the type is
 * left to the rules about traits, so that one fault is found once.
 */
export function traitIds(plan: Plan, system: string | null): TraitIds {
  const fields = traitIdFields(plan, system).map((field) => ({
    ...field,
    fits: compileSchema(field.schema).ok,
  }));
  if (fields.length === 0) return ({ ids }) => ids;
  return ({ call, ids, traits }) => {
    let found: Bag | null = null;
    for (const { name, type, ofGroup, fits } of fields) {
      if (ofGroup !== (call === 'group') || !Object.hasOwn(traits, name)) continue;
      const value = traits[name];
      const own = ids[type];
      if (value === undefined || value === null || (own !== undefined && own !== null) || !fits(value))
        continue;
      found ??= Object.assign(new Bag(), ids);
      found[type] = value;
    }
    return found ?? ids;
  };
}
