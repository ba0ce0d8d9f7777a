import { subject } from '../../findings/subject.ts';
import { nearest } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { keyPlace } from './planned.ts';

export const unplannedCallTrait = defineRule({
  id: 'code/unplanned-trait',
  on: 'call',
  summary: 'Every trait that identify and group calls set is in the plan.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'traits'],
  messages: {
    unplanned: ({ trait, kind, near }: { trait: string; kind: string; near: string | null }) =>
      `The trait "${trait}" is set on a ${kind}, and the plan does not have it${near === null ? '' : `; did you mean "${near}"?`}`,
  },
  check(site, plan, { report }) {
    const kind = site.kind === 'identify' ? 'person' : site.kind === 'group' ? 'account' : null;
    const traits = kind === null ? undefined : plan.traits.get(kind);
    if (kind === null || !traits) return;
    for (const trait of site.traits) {
      if (traits.has(trait.name) || plan.identity.types.has(trait.name)) continue;
      report({
        message: 'unplanned',
        data: { trait: trait.name, kind, near: nearest(trait.name, traits.keys()) },
        subject: subject(['trait', `${kind}.${trait.name}`]),
        at: keyPlace(site, trait),
      });
    }
  },
});
