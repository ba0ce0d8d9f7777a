import type { AnyRule } from '../rule.ts';
import { absentUndefined } from './absent-undefined.ts';
import { amountWithoutCurrency } from './amount-without-currency.ts';
import { arrayWithoutItems } from './array-without-items.ts';
import { booleanAsText } from './boolean-as-text.ts';
import { changedType } from './changed-type.ts';
import { deadKeyword } from './dead-keyword.ts';
import { deadVariant } from './dead-variant.ts';
import { duplicateEnum } from './duplicate-enum.ts';
import { enumOutsideType } from './enum-outside-type.ts';
import { floatId } from './float-id.ts';
import { impossibleBounds } from './impossible-bounds.ts';
import { invalidExample } from './invalid-example.ts';
import { invalidPattern } from './invalid-pattern.ts';
import { looseTime } from './loose-time.ts';
import { milderCategory } from './milder-category.ts';
import { mixedType } from './mixed-type.ts';
import { nothingRequired } from './nothing-required.ts';
import { nullableEnum } from './nullable-enum.ts';
import { openEvent } from './open-event.ts';
import { openObject } from './open-object.ts';
import { requiredNullable } from './required-nullable.ts';
import { requiredUndefined } from './required-undefined.ts';
import { shapelessObject } from './shapeless-object.ts';
import { unconstrainedString } from './unconstrained-string.ts';
import { unknownFormat } from './unknown-format.ts';
import { unknownUnit } from './unknown-unit.ts';
import { untyped } from './untyped.ts';
import { widerBounds } from './wider-bounds.ts';
import { widerEnum } from './wider-enum.ts';

export const typesRules: readonly AnyRule[] = [
  invalidPattern,
  enumOutsideType,
  nullableEnum,
  impossibleBounds,
  requiredUndefined,
  invalidExample,
  changedType,
  widerEnum,
  widerBounds,
  milderCategory,
  deadKeyword,
  unknownFormat,
  duplicateEnum,
  mixedType,
  unknownUnit,
  amountWithoutCurrency,
  deadVariant,
  absentUndefined,
  untyped,
  arrayWithoutItems,
  shapelessObject,
  booleanAsText,
  floatId,
  looseTime,
  unconstrainedString,
  openObject,
  openEvent,
  nothingRequired,
  requiredNullable,
];
