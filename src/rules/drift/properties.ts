import { driftRule } from './drift-rule.ts';
import { count, ofHundred, percent } from './words.ts';

/** What is about the properties of an event that arrives. */
export const propertyDriftRules = [
  driftRule({
    name: 'property-presence',
    summary: 'A property is filled in as often in one system as in the other.',
    severity: 'error',
    tolerance: 0.02,
    error: 0.05,
    say: ({ event, property, left, right, leftCount, rightCount, leftFigure, rightFigure, rest }) =>
      `${property} is filled in for ${percent(leftFigure['value'])} of ${event} in ${left} (${count(leftCount)}) and for ${percent(rightFigure['value'])} in ${right} (${count(rightCount)})${rest}`,
  }),
  driftRule({
    name: 'renamed-property',
    summary: 'Properties arrive under the name that the plan gives them there.',
    severity: 'error',
    say: ({ event, property, right, rightName, detail, rest }) =>
      `${property} of ${event} arrives in ${right} as ${rightName}, not as ${detail['planned']}${rest}`,
  }),
  driftRule({
    name: 'type',
    summary: 'A property has one type in all systems.',
    severity: 'error',
    tolerance: 0.01,
    error: 0.05,
    say: ({ event, property, left, right, leftFigure, rightFigure, rightCount, detail, rest }) =>
      `${property} of ${event} is a ${detail['type']} in ${percent(leftFigure['value'])} of what ${left} has and in ${percent(rightFigure['value'])} of what ${right} has (${count(rightCount)} values), there also a ${detail['other']}${rest}`,
  }),
  driftRule({
    name: 'enum-domain',
    summary: 'A property has the same values in all systems.',
    severity: 'error',
    tolerance: 0.005,
    error: 0.02,
    say: ({ event, property, left, right, leftFigure, rightFigure, rightCount, detail, rest }) =>
      `${property} of ${event} has unknown values in ${percent(rightFigure['value'])} of what ${right} has (${count(rightCount)} values) and in ${percent(leftFigure['value'])} in ${left}${valuesOf(detail['values'])}${rest}`,
  }),
  driftRule({
    name: 'categorical',
    summary: 'The values of a property are spread alike in both systems.',
    severity: 'error',
    tolerance: 0.05,
    error: 0.1,
    say: ({ event, property, left, right, leftFigure, rightFigure, leftCount, rightCount, detail, rest }) =>
      `${percent(detail['distance'])} of ${event} would have to change ${property} for ${right} (${count(rightCount)}) to match ${left} (${count(leftCount)})${detail['value'] == null ? '' : `; most of it: ${detail['value']}, ${percent(leftFigure['value'])} against ${percent(rightFigure['value'])}`}${rest}`,
  }),
  driftRule({
    name: 'numeric-factor',
    summary: 'An amount is the same in both systems.',
    severity: 'error',
    tolerance: 0.01,
    error: 0.03,
    say: ({ event, property, left, right, rightFigure, rightCount, rest }) =>
      `${property} of ${event} is ${factor(rightFigure)} times as high in ${right} as in ${left} (${count(rightCount)} compared)${rest}`,
  }),
  driftRule({
    name: 'numeric-shape',
    summary: 'Amounts are spread alike in both systems.',
    severity: 'error',
    tolerance: 0.1,
    error: 0.2,
    say: ({ event, property, left, right, leftFigure, rightFigure, rest }) =>
      `${property} of ${event} is spread otherwise: below one point lie ${ofHundred(leftFigure)} of 100 in ${left} and ${ofHundred(rightFigure)} in ${right}${rest}`,
  }),
];

function factor({ value, low, high }: { readonly [key: string]: unknown }): string {
  const show = (part: unknown) => `${Number(Number(part ?? 0).toPrecision(3))}`;
  return show(low) === show(high) ? show(value) : `${show(value)} (${show(low)}-${show(high)})`;
}

function valuesOf(values: unknown): string {
  return Array.isArray(values) && values.length > 0 ? `: ${values.join(', ')}` : '';
}
