import { defineRule } from '../rule.ts';
import { current, everyUse, firstMeeting, typesOf } from '../uses.ts';

export const requiredNullable = defineRule({
  id: 'types/required-nullable',
  summary: 'What is required is not null.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    nullable: ({ property }: { property: string }) =>
      `"${property}" is required and may be null: required then promises a key, not a value.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { use } of everyUse(plan)) {
      if (
        !use.required ||
        !typesOf(use.property).includes('null') ||
        !current(use.property) ||
        !first(use.spot)
      )
        continue;
      report({ message: 'nullable', data: { property: use.name }, subject: use.subject, at: use.spot });
    }
  },
});
