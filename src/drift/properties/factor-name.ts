/** Rates of value-added and sales taxes that are common: percent. */
const TAXES = [5, 7, 7.7, 8.1, 10, 15, 16, 18, 19, 20, 21, 22, 23, 24, 25, 27];
const UNITS: readonly (readonly [number, string])[] = [
  [100, 'cents against whole units of the currency'],
  [1000, 'thousandths against whole units (milliseconds against seconds, grams against kilograms)'],
  [10, 'a decimal point one place off'],
];
/** Sums of rounded cents are off by so much at most. */
const NEAR = 0.004;
/** Without pairs only so large a factor has a name: between 1.18 and 1.21 every tax would fit. */
const ROUGH = 0.05;

export interface FactorName {
  readonly cause: string;
  /** `right` is the larger one. */
  readonly higher: 'left' | 'right';
}

/** What a constant factor of right to left probably is; null: nothing that is known. */
export function nameFactor(factor: number, exact: boolean): FactorName | null {
  const higher = factor > 1 ? 'right' : 'left';
  const size = factor > 1 ? factor : 1 / factor;
  const unit = UNITS.find(([f]) => Math.abs(size / f - 1) <= (exact ? NEAR : ROUGH));
  if (unit !== undefined) return { cause: unit[1], higher };
  if (!exact) return null;
  const [rate] = TAXES.map((tax) => ({ tax, off: Math.abs(size / (1 + tax / 100) - 1) }))
    .filter(({ off }) => off <= NEAR)
    .sort((a, b) => a.off - b.off);
  if (rate !== undefined) return { cause: `with ${rate.tax} % tax against without`, higher };
  const whole = Math.round(size);
  if (whole > 1 && whole < 10 && Math.abs(size / whole - 1) <= NEAR)
    return { cause: `${whole} times the amount: a quantity is multiplied twice, or not at all`, higher };
  return null;
}
