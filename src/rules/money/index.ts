import type { AnyRule } from '../rule.ts';
import { convertedCurrency } from './converted-currency.ts';
import { currency } from './currency.ts';
import { differentSource } from './different-source.ts';
import { lineOrUnit } from './line-or-unit.ts';
import { minorUnits } from './minor-units.ts';
import { noValue } from './no-value.ts';
import { refundAsPurchase } from './refund-as-purchase.ts';
import { refundLost } from './refund-lost.ts';
import { taxBasis } from './tax-basis.ts';

/** Where the same order is worth different money. */
export const moneyRules: readonly AnyRule[] = [
  differentSource,
  taxBasis,
  minorUnits,
  lineOrUnit,
  noValue,
  currency,
  convertedCurrency,
  refundLost,
  refundAsPurchase,
];
