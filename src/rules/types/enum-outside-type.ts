import { isOfType, shown } from '../../text/fits.ts';
import { isObject } from '../../text/json.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf, typesOf } from '../uses.ts';

export const enumOutsideType = defineRule({
  id: 'types/enum-outside-type',
  summary: "Every value of an enum, and a const, is of the property's type.",
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema'],
  messages: {
    outside: ({
      property,
      value,
      type,
      keyword: name,
    }: {
      property: string;
      value: string;
      type: string;
      keyword: string;
    }) => `The ${name} of "${property}" has ${value}, which is no ${type} and can never be valid.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const types = typesOf(property);
      const values = keyword(property, 'enum');
      const only = keyword(property, 'const');
      const list = [
        ...(Array.isArray(values) ? values.map((value) => ['enum', value] as const) : []),
        ...(only === undefined ? [] : [['const', only] as const]),
      ];
      for (const [name, value] of list) {
        const node = property.node.entries.get(name)?.value;
        const at =
          node?.kind === 'list' && Array.isArray(values)
            ? (node.items[values.indexOf(value)] ?? node)
            : placeOf(property, name);
        if (isOfType(value, types) || isObject(value) || !first(at)) continue;
        const data = {
          property: called(property),
          value: shown(value),
          type: types.join(' or '),
          keyword: name,
        };
        report({ message: 'outside', data, subject: property.subject, at, discriminator: shown(value) });
      }
    }
  },
});
