import type { Json } from '../../text/json.ts';
import { isObject } from '../../text/json.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

/** Lower bound, upper bound, and whether they may be equal. */
const PAIRS: readonly (readonly [string, string, boolean])[] = [
  ['minimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', false],
  ['exclusiveMinimum', 'maximum', false],
  ['exclusiveMinimum', 'exclusiveMaximum', false],
  ['minLength', 'maxLength', true],
  ['minItems', 'maxItems', true],
  ['minProperties', 'maxProperties', true],
  ['minContains', 'maxContains', true],
];

/** Without a lower bound nothing crosses. */
const BOUNDS = [...new Set(PAIRS.map(([low]) => low))];

export const impossibleBounds = defineRule({
  id: 'types/impossible-bounds',
  summary: 'Some value lies between the bounds of each property.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema'],
  messages: {
    crossed: ({
      property,
      low,
      high,
      least,
      most,
    }: {
      property: string;
      low: string;
      high: string;
      least: string;
      most: string;
    }) => `Nothing fits "${property}": its ${low} is ${least} and its ${high} is ${most}.`,
    tooMany: ({ property, least, choices }: { property: string; least: number; choices: number }) =>
      `Nothing fits "${property}": minProperties is ${least}, and only ${choices === 1 ? '1 property is' : `${choices} properties are`} allowed.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      if (!BOUNDS.some((name) => keyword(property, name) !== undefined)) continue;
      const place = (name: string) => ({
        subject: property.subject,
        at: placeOf(property, name),
        discriminator: name,
      });
      for (const [low, high, equal] of PAIRS) {
        const [least, most] = [keyword(property, low), keyword(property, high)];
        if (!isNumber(least) || !isNumber(most) || least < most || (equal && Number(least) === Number(most)))
          continue;
        if (!first(placeOf(property, low))) continue;
        const data = { property: called(property), low, high, least: String(least), most: String(most) };
        report({ message: 'crossed', data, ...place(low), related: [placeOf(property, high)] });
      }
      const least = keyword(property, 'minProperties');
      const choices = keyword(property, 'properties');
      const closed =
        keyword(property, 'additionalProperties') === false &&
        keyword(property, 'patternProperties') === undefined;
      if (!closed || typeof least !== 'number' || choices === undefined || !isObject(choices)) continue;
      const count = Object.keys(choices).length;
      if (least <= count || !first(placeOf(property, 'minProperties'))) continue;
      report({
        message: 'tooMany',
        data: { property: called(property), least, choices: count },
        ...place('minProperties'),
      });
    }
  },
});

function isNumber(value: Json | undefined): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
