import type { Named, Plan } from '../plan/types.ts';
import { everyProperty } from './uses.ts';

export interface Living {
  readonly noun: 'Event' | 'Property' | 'System' | 'Need' | 'Team' | 'Purpose';
  readonly thing: Named;
}

const kept = new WeakMap<Plan, readonly Living[]>();

/** Everything of whose life the plan says something: that it is proposed or deprecated, ends, or is replaced. */
export function living(plan: Plan): readonly Living[] {
  const known = kept.get(plan);
  if (known) return known;
  const found: Living[] = [];
  const add = (noun: Living['noun'], things: Iterable<Named>) => {
    for (const thing of things) {
      if (thing.status !== 'live' || thing.sunset !== null || thing.replacedBy !== null)
        found.push({ noun, thing });
    }
  };
  add('Event', plan.events.values());
  add('Property', everyProperty(plan));
  add('System', plan.systems.values());
  add('Need', plan.needs.values());
  add('Team', plan.teams.values());
  add('Purpose', plan.privacy.purposes.values());
  kept.set(plan, found);
  return found;
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
