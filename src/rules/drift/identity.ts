import type { JsonObject } from '../../text/json.ts';
import { driftRule } from './drift-rule.ts';
import { count, ofHundred, percent } from './words.ts';

const tags = ['drift', 'identity'];

/** Of a hundred ids, as they are on either side: the start of most messages here. */
function shares(what: string, { leftFigure, rightFigure, left, right, detail }: Shares): string {
  return `${ofHundred(rightFigure)} of 100 ${detail['counted']} in ${right} ${what}, ${ofHundred(leftFigure)} in ${left}`;
}

type Shares = {
  readonly left: string;
  readonly right: string;
  readonly leftFigure: JsonObject;
  readonly rightFigure: JsonObject;
  readonly detail: JsonObject;
};

/** What is about people and their identifiers, whatever they did. */
export const identityDriftRules = [
  driftRule({
    name: 'consent',
    summary: 'Marketing has all people who said yes, and none who said no.',
    severity: 'error',
    tags: [...tags, 'privacy'],
    tolerance: 0.02,
    error: 0.05,
    say: ({ left, right, leftFigure, rightFigure, rightCount, detail, rest }) =>
      detail['fewer'] === true
        ? `${ofHundred(leftFigure)} of 100 people in ${left} said yes to marketing; ${right} has ${ofHundred(rightFigure)}, judged by ${count(rightCount)} who should be there${rest}`
        : `${count(detail['people'])} of ${count(rightCount)} people looked up in ${right} said no in ${left} (${ofHundred(rightFigure)} of 100)${rest}`,
  }),
  driftRule({
    name: 'identity-join',
    summary: 'The people whom the plan sends on can be found on the other side.',
    severity: 'error',
    tags,
    tolerance: 0.1,
    error: 0.3,
    say: ({ left, right, leftName, leftFigure, rightFigure, leftCount, rightCount, detail, rest }) =>
      detail['before'] === true
        ? `${ofHundred(leftFigure)} of 100 ${leftName} that ${left} should share could be found in ${right} before, ${ofHundred(rightFigure)} now (${count(rightCount)} looked up)${rest}`
        : `${ofHundred(rightFigure)} of 100 ${leftName} that ${left} should share are in ${right} (${count(leftCount)} looked up)${rest}`,
  }),
  driftRule({
    name: 'placeholder-id',
    summary: 'No side has a stand-in where the other has an identifier.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) => `${shares(`come with a stand-in as ${data.leftName}`, data)}${data.rest}`,
  }),
  driftRule({
    name: 'missing-id',
    summary: 'People have the same identifiers on both sides.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) => `${shares(`have no ${data.leftName}`, data)}${data.rest}`,
  }),
  driftRule({
    name: 'wrong-field',
    summary: 'No side has one kind of identifier in the field of another.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) => `${shares('are e-mail addresses', data)}${data.rest}`,
  }),
  driftRule({
    name: 'hash-form',
    summary: 'Hashed identifiers are hashed by the same recipe on both sides.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) => `${shares('are hashed by another recipe', data)}${data.rest}`,
  }),
  driftRule({
    name: 'unnormalized-id',
    summary: 'Identifiers are brought to their normal form before they are hashed.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) => `${shares('are hashed as they were typed', data)}${data.rest}`,
  }),
  driftRule({
    name: 'split-id',
    summary: 'One person has one identifier on both sides.',
    severity: 'error',
    tags,
    tolerance: 0.005,
    error: 0.02,
    say: (data) =>
      `${shares(`have a ${data.leftName} that the other side does not know for them`, data)}${data.rest}`,
  }),
  driftRule({
    name: 'shared-id',
    summary: 'No device is used by many people on one side only.',
    severity: 'warn',
    tags,
    tolerance: 0.003,
    error: 0.02,
    say: ({ left, right, leftName, leftFigure, rightFigure, leftCount, rightCount, detail, rest }) =>
      Number(rightCount) === 0
        ? `${percent(leftFigure['value'])} of ${count(leftCount)} ${leftName} in ${left} were used by more than three people; ${right} has none to compare${rest}`
        : `More than three people used ${percent(rightFigure['value'])} of ${leftName} in ${right} and ${percent(leftFigure['value'])} in ${left} (${detail['system']})${rest}`,
  }),
];
