import { subject } from '../../findings/subject.ts';
import type { Property } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { current, everyProperty, keyword, typesOf } from '../uses.ts';

const CONSTRAINTS = [
  'enum const format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  'minItems maxItems uniqueItems minProperties maxProperties $ref allOf anyOf oneOf not',
].flatMap((line) => line.split(' '));

export const planStrength = defineRule({
  id: 'docs/plan-strength',
  summary: 'Enough properties have a constraint that a wrong value would break.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['docs', 'strength'],
  options: {
    type: 'object',
    properties: {
      least: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.5,
        description: 'Least share of properties with a constraint.',
      },
    },
    additionalProperties: false,
  },
  defaults: { least: 0.5 },
  messages: {
    weak: ({ constrained, total, percent }: { constrained: number; total: number; percent: number }) =>
      `${constrained} of ${total} properties (${percent} %) have a constraint beyond their type: most wrong values pass.`,
  },
  check(plan, { options, report }) {
    const properties = everyProperty(plan).filter(current);
    const constrained = properties.filter(isConstrained).length;
    if (properties.length < 5 || constrained / properties.length >= options.least) return;
    const percent = Math.floor((100 * constrained) / properties.length);
    const at = plan.root.entries.get('name')?.value ?? plan.root;
    report({
      message: 'weak',
      data: { constrained, total: properties.length, percent },
      subject: subject(['plan', plan.name]),
      at,
    });
  },
});

/** A boolean has but two values, and an object's constraints are its properties. */
function isConstrained(property: Property): boolean {
  const types = typesOf(property).filter((type) => type !== 'null');
  if (types.join() === 'boolean') return true;
  if (types.join() === 'object') return keyword(property, 'properties') !== undefined;
  if (types.join() === 'array') return keyword(property, 'items') !== undefined;
  return CONSTRAINTS.some((name) => keyword(property, name) !== undefined);
}
