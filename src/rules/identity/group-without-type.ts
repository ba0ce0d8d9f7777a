import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';

export const groupWithoutType = defineRule({
  id: 'identity/group-without-type',
  summary: 'A kind of group that has traits has an identifier.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    none: ({ kind }: { kind: string }) =>
      `Traits of a ${kind} are planned, and no identity type is \`of: ${kind}\`: nothing says whose they are.`,
  },
  check(plan, { report }) {
    if (plan.identity.types.size === 0) return;
    const kinds = new Set([...plan.identity.types.values()].map((type) => type.of));
    const traits = plan.root.entries.get('traits')?.value;
    for (const kind of ['account', 'household'] as const) {
      if (!plan.traits.has(kind) || kinds.has(kind)) continue;
      const key = traits?.kind === 'map' ? traits.entries.get(kind)?.key : undefined;
      report({ message: 'none', data: { kind }, subject: subject(['trait', kind]), at: key ?? plan.root });
    }
  },
});
