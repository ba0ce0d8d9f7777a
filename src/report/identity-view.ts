import type { IdentityType, Plan, System } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';

export interface IdentityCell {
  readonly type: string;
  /** Declared: the system maps a field to it, or events from it must carry it. */
  readonly declared: boolean;
  /** Sampled events that carry one. */
  readonly present: number | null;
  /** Share of these that are sound; null: no samples. */
  readonly valid: number | null;
}

export interface IdentityView {
  readonly types: readonly IdentityType[];
  /** Systems by identity type: two systems join where they share a column. */
  readonly rows: readonly { readonly system: System; readonly cells: readonly IdentityCell[] }[];
}

/** Which identifiers each system is sent or holds, and how sound they are. */
export function identityView(plan: Plan, evidence: Evidence): IdentityView {
  const types = [...plan.identity.types.values()];
  const rows = [...plan.systems.values()].map((system) => {
    const mapped = new Set(system.identity.values());
    const sent = new Set(
      [...plan.events.values()]
        .filter(({ from }) => from.includes(system.key))
        .flatMap(({ identifiedBy }) => (identifiedBy.kind === 'none' ? [] : identifiedBy.types)),
    );
    const ids = evidence.samples.get(system.key)?.ids;
    const cells = types.map(({ key }) => {
      const seen = ids?.get(key);
      return {
        type: key,
        declared: mapped.has(key) || sent.has(key),
        present: ids ? (seen?.present ?? 0) : null,
        valid: seen && seen.present > 0 ? seen.valid / seen.present : null,
      };
    });
    return { system, cells };
  });
  return { types, rows };
}

/** One sentence on a type of identifier, for people. */
export function typeSentence(type: IdentityType, plan: Plan): string {
  const of = type.of ?? 'person';
  const traits = [
    type.known ? 'known' : 'anonymous',
    ...(type.unique ? ['unique'] : []),
    ...(type.immutable ? ['never changed'] : []),
  ];
  const rank = plan.identity.priority.indexOf(type.key);
  const place =
    rank < 0 ? '' : `; ${['first', 'second', 'third'][rank] ?? `number ${rank + 1}`} to decide who it is`;
  const link =
    plan.identity.link?.from === type.key
      ? `; becomes ${plan.identity.link.to} at ${plan.identity.link.at.join(' or ')}`
      : '';
  return `names ${of === 'account' ? 'an' : 'a'} ${of}: ${traits.join(', ')}${place}${link}`;
}
