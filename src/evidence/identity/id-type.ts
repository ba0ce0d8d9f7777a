import type { IdentityOf, Plan } from '../../plan/types.ts';
import { fold } from '../../text/fold.ts';
import type { JsonObject } from '../../text/json.ts';

/** An identifier's field in a vendor's words: `{ field: 'userId', kind: 'user_id', of: 'person', known: true }`. */
export interface IdField {
  readonly field: string;
  /** The name our catalogue of identifiers has for it. */
  readonly kind: string;
  readonly of: IdentityOf;
  readonly known: boolean;
}

/**
 * The plan's identity type for a vendor's field: what the system's `identity` says, else a type named like the kind or the
 * field, else, for ids that every plan calls its own way, the first in `priority` of the same `of` and `known`; without
 * any of these the kind itself.
 */
export function idTypeOf(
  plan: Plan,
  system: string | null,
  known: IdField | undefined,
  field: string,
): string {
  const told = system === null ? undefined : toldOf(plan.systems.get(system)?.identity, field);
  if (told !== undefined) return told;
  return known ? typeOf(plan, known) : field;
}

/** A plan names a field as the vendor does, `em` or `user_alias`: of `user_data.em`, `user_alias.alias_name` one step. */
function toldOf(identity: ReadonlyMap<string, string> | undefined, field: string): string | undefined {
  const step = [field, ...field.split('.').reverse()].find((name) => identity?.has(name));
  return step === undefined ? undefined : identity?.get(step);
}

/** Kinds that a plan may call as it likes; an address or an advertising id is never another identifier. */
const NAMED_FREELY = new Set(['user_id', 'anonymous_id', 'group_id', 'alias']);

function typeOf(plan: Plan, { field, kind, of, known }: IdField): string {
  const { types, priority } = plan.identity;
  if (types.has(kind)) return kind;
  const names = new Set([fold(kind), fold(field)]);
  for (const key of types.keys()) if (names.has(fold(key))) return key;
  if (!NAMED_FREELY.has(kind)) return kind;
  const alike = priority.find((key) => {
    const type = types.get(key);
    return type?.of === of && type.known === known;
  });
  return alike ?? kind;
}

/** A trait that the plan gives an identity type, under the name it has in a system. */
export interface TraitIdField {
  readonly name: string;
  readonly type: string;
  /** Of group calls; else of all others. */
  readonly ofGroup: boolean;
  /** What a value has to be to count as the identifier. */
  readonly schema: JsonObject | boolean;
}

export function traitIdFields(plan: Plan, system: string | null): TraitIdField[] {
  const { types } = plan.identity;
  return [...plan.traits].flatMap(([kind, uses]) =>
    [...uses].flatMap(([key, { property }]) => {
      const type = property.is === null ? undefined : types.get(property.is);
      const route = system === null ? undefined : property.to.get(system);
      if (type === undefined || route === false) return [];
      return [{ name: route?.name ?? key, type: type.key, ofGroup: kind !== 'person', schema: type.schema }];
    }),
  );
}
