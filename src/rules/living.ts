import type { Named, Plan } from '../plan/types.ts';
import { everyProperty } from './uses.ts';

export interface Living {
  readonly noun: 'Event' | 'Property' | 'System' | 'Need' | 'Team' | 'Purpose';
  readonly thing: Named;
}

/** Everything that has a life: that can be deprecated, end, and be replaced. */
export function living(plan: Plan): Living[] {
  const of = (noun: Living['noun'], things: Iterable<Named>): Living[] =>
    [...things].map((thing) => ({ noun, thing }));
  return [
    ...of('Event', plan.events.values()),
    ...of('Property', everyProperty(plan)),
    ...of('System', plan.systems.values()),
    ...of('Need', plan.needs.values()),
    ...of('Team', plan.teams.values()),
    ...of('Purpose', plan.privacy.purposes.values()),
  ];
}

/** Those with the same noun, by key: where a `replaced_by` is looked up. */
export function successors(plan: Plan, noun: Living['noun']): ReadonlyMap<string, Named> {
  switch (noun) {
    case 'Event':
      return plan.events;
    case 'Property':
      return plan.properties;
    case 'System':
      return plan.systems;
    case 'Need':
      return plan.needs;
    case 'Team':
      return plan.teams;
    case 'Purpose':
      return plan.privacy.purposes;
  }
}

/** The way from a thing along `replaced_by`, itself first. Ends at what is not replaced, or is met again. */
export function chain(
  plan: Plan,
  { noun, thing }: Living,
): { readonly way: readonly Named[]; readonly circle: boolean } {
  const known = successors(plan, noun);
  const way: Named[] = [thing];
  for (;;) {
    const next = way.at(-1)?.replacedBy;
    const found = next == null ? undefined : known.get(next);
    if (found === undefined) return { way, circle: false };
    if (way.includes(found)) return { way: [...way, found], circle: true };
    way.push(found);
  }
}
