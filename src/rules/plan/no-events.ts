import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';

export const noEvents = defineRule({
  id: 'plan/no-events',
  summary: 'The plan has an event, or traits.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['plan'],
  messages: {
    none: ({ plan }: { plan: string }) =>
      `Plan "${plan}" has no events and no traits: there is nothing to hold samples or code against.`,
  },
  check(plan, { report }) {
    if (plan.events.size > 0 || plan.traits.size > 0 || plan.properties.size > 0) return;
    const at = plan.root.entries.get('name')?.value ?? plan.root;
    report({ message: 'none', data: { plan: plan.name }, subject: subject(['plan', plan.name]), at });
  },
});
