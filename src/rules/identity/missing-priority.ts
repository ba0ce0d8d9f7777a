import { defineRule } from '../rule.ts';
import { isKnown } from './kinds.ts';

export const missingPriority = defineRule({
  id: 'identity/missing-priority',
  summary: 'Every identifier of a known person has its place in the priority.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    none: ({ count }: { count: number }) =>
      `${count} identifiers name known people, and no \`priority\` says which wins when they disagree.`,
    left: ({ type }: { type: string }) => `"${type}" names known people, but has no place in the priority.`,
  },
  check(plan, { report }) {
    const { priority, types, node } = plan.identity;
    const people = [...types.values()].filter(
      (type) => isKnown(type) && (type.of === 'person' || type.of === null),
    );
    const [first] = people;
    if (priority.length === 0) {
      if (people.length < 2 || first === undefined) return;
      const at = node?.entries.get('types')?.key ?? first.spot;
      report({ message: 'none', data: { count: people.length }, subject: first.subject, at });
      return;
    }
    for (const type of people) {
      if (priority.includes(type.key)) continue;
      report({ message: 'left', data: { type: type.key }, subject: type.subject, at: type.spot });
    }
  },
});
