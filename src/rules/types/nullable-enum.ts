import { isFlow, replaceText, sourceOf } from '../../plan/edit.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { called, entryOf, everyShape, firstMeeting, keyword, placeOf, typesOf } from '../uses.ts';

export const nullableEnum = defineRule({
  id: 'types/nullable-enum',
  summary: 'A property that may be null has null in its enum.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['types', 'schema'],
  messages: {
    lacksNull: ({ property }: { property: string }) =>
      `"${property}" may be null by its type, but its enum lacks null, so null is never valid.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const values = keyword(property, 'enum');
      if (!Array.isArray(values) || values.length === 0 || values.includes(null)) continue;
      const at = placeOf(property, 'enum');
      if (!typesOf(property).includes('null') || !first(at)) continue;
      const node = entryOf(property, 'enum')?.value;
      const last = node?.kind === 'list' && isFlow(plan, node) ? node.items.at(-1) : undefined;
      const fix =
        last === undefined
          ? {}
          : fixed('unsafe', 'Add null to the enum', replaceText(plan, last, `${sourceOf(plan, last)}, null`));
      report({
        message: 'lacksNull',
        data: { property: called(property) },
        subject: property.subject,
        at,
        ...fix,
      });
    }
  },
});
