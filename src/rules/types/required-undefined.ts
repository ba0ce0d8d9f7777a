import { replaceName } from '../../plan/edit.ts';
import { isObject } from '../../text/json.ts';
import { didYouMean, nearest } from '../../text/nearest.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

export const requiredUndefined = defineRule({
  id: 'types/required-undefined',
  summary: 'What a `required` list names is defined beside it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['types', 'schema'],
  messages: {
    undefined: ({ property, name, hint }: { property: string; name: string; hint: string }) =>
      `"${property}" requires "${name}", which it does not define.${hint}`,
    impossible: ({ property, name, hint }: { property: string; name: string; hint: string }) =>
      `"${property}" requires "${name}" and allows no property of that name, so nothing is ever valid.${hint}`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const required = keyword(property, 'required');
      const properties = keyword(property, 'properties');
      // Without `properties`, what is required may be defined by a reference or a combination.
      if (!Array.isArray(required) || properties === undefined || !isObject(properties)) continue;
      if (
        ['allOf', 'anyOf', 'oneOf', '$ref', 'patternProperties'].some(
          (each) => keyword(property, each) !== undefined,
        )
      )
        continue;
      const node = property.node.entries.get('required')?.value;
      for (const name of required) {
        if (typeof name !== 'string' || Object.hasOwn(properties, name)) continue;
        const item =
          node?.kind === 'list'
            ? node.items.find((each) => each.kind === 'scalar' && each.value === name)
            : undefined;
        const at = item ?? placeOf(property, 'required');
        if (!first(at)) continue;
        const closed = keyword(property, 'additionalProperties') === false;
        const better = nearest(name, Object.keys(properties));
        const data = { property: called(property), name, hint: didYouMean(name, Object.keys(properties)) };
        report({
          message: closed ? 'impossible' : 'undefined',
          data,
          subject: property.subject,
          at,
          discriminator: name,
          ...fixed(
            'unsafe',
            `Write "${better}"`,
            better === null || item === undefined ? null : replaceName(plan, item, better),
          ),
        });
      }
    }
  },
});
