import { defineRule } from '../rule.ts';
import { shapesOf } from './kinds.ts';

export const idlePriority = defineRule({
  id: 'identity/idle-priority',
  summary: 'Some event carries each identifier of the priority.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    idle: ({ type }: { type: string }) => `"${type}" stands in the priority, and no event carries it.`,
  },
  check(plan, { report }) {
    if (plan.events.size === 0) return;
    const live = [...plan.events.values()].filter((event) => event.status !== 'retired');
    const carried = new Set(
      live
        .flatMap(shapesOf)
        .flatMap(({ identifiedBy }) => (identifiedBy.kind === 'none' ? [] : identifiedBy.types)),
    );
    // An identify call brings traits: what stands there comes with no event and is no waste.
    for (const traits of plan.traits.values()) for (const name of traits.keys()) carried.add(name);
    const list = plan.identity.node?.entries.get('priority')?.value;
    plan.identity.priority.forEach((key, index) => {
      const type = plan.identity.types.get(key);
      if (type === undefined || carried.has(key)) return;
      const at = (list?.kind === 'list' ? list.items[index] : undefined) ?? type.spot;
      report({ message: 'idle', data: { type: key }, subject: type.subject, at });
    });
  },
});
