import { defineRule } from '../rule.ts';
import { isMentioned } from './kinds.ts';

export const idleType = defineRule({
  id: 'identity/idle-type',
  summary: 'Something carries each identity type of the plan.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    idle: ({ type }: { type: string }) =>
      `Nothing carries "${type}": no event, no trait, no system and no link names it.`,
  },
  check(plan, { report }) {
    if (plan.events.size === 0) return;
    for (const type of plan.identity.types.values()) {
      const waits = type.status === 'retired' || type.status === 'proposed';
      if (waits || plan.identity.priority.includes(type.key) || isMentioned(plan, type.key)) continue;
      report({ message: 'idle', data: { type: type.key }, subject: type.subject, at: type.spot });
    }
  },
});
