/**
 * A JSON number as its text says it: `digits / 10^scale`, exact where a double is not. Trailing zeros are
 * dropped, so equal numbers have equal parts.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const ONE: Decimal = { digits: 1n, scale: 0 };

export function decimal(value: number | bigint): Decimal {
  if (typeof value === 'bigint') return normal(value, 0);
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const dot = mantissa.indexOf('.');
  const fraction = dot < 0 ? 0 : mantissa.length - dot - 1;
  return normal(BigInt(mantissa.replace('.', '')), fraction - Number(exponent));
}

function normal(digits: bigint, scale: number): Decimal {
  if (digits === 0n) return { digits, scale: 0 };
  if (scale < 0) return { digits: digits * 10n ** BigInt(-scale), scale: 0 };
  let d = digits;
  let s = scale;
  while (s > 0 && d % 10n === 0n) {
    d /= 10n;
    s -= 1;
  }
  return { digits: d, scale: s };
}

/** Both as integers over one power of ten. */
function aligned(a: Decimal, b: Decimal): { x: bigint; y: bigint; scale: number } {
  const scale = Math.max(a.scale, b.scale);
  return {
    x: a.digits * 10n ** BigInt(scale - a.scale),
    y: b.digits * 10n ** BigInt(scale - b.scale),
    scale,
  };
}

export function compare(a: Decimal, b: Decimal): number {
  const { x, y } = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const { x, y, scale } = aligned(a, b);
  return normal(x + y, scale);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, scale: b.scale });
}

export function times(a: Decimal, factor: bigint): Decimal {
  return normal(a.digits * factor, a.scale);
}

/** `10^-places`. */
export function unit(places: number): Decimal {
  return normal(1n, places);
}

export function isMultiple(value: Decimal, of: Decimal): boolean {
  const { x, y } = aligned(value, of);
  return y !== 0n && x % y === 0n;
}

export function isInteger(value: Decimal): boolean {
  return value.scale === 0;
}

/** The smallest number that is a multiple of both; both above zero. */
export function leastCommonMultiple(a: Decimal, b: Decimal): Decimal {
  const { x, y, scale } = aligned(a, b);
  return normal((x / gcd(x, y)) * y, scale);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** The multiple of `step` (above zero) nearest to `value`, not below it. */
export function ceilTo(value: Decimal, step: Decimal): Decimal {
  const { x, y, scale } = aligned(value, step);
  const quotient = x / y + (x > 0n && x % y !== 0n ? 1n : 0n);
  return normal(quotient * y, scale);
}

/** The multiple of `step` (above zero) nearest to `value`, not above it. */
export function floorTo(value: Decimal, step: Decimal): Decimal {
  const { x, y, scale } = aligned(value, step);
  const quotient = x / y - (x < 0n && x % y !== 0n ? 1n : 0n);
  return normal(quotient * y, scale);
}

/** The number as JavaScript has it, or null where a double would be another number. */
export function toNumber(value: Decimal): number | null {
  const text = toText(value);
  const number = Number(text);
  if (!Number.isFinite(number)) return null;
  // A double's shortest text is not its value: 2^53 + 1 and 2^53 share one. Integers are compared whole.
  if (value.scale === 0) return BigInt(number) === value.digits ? number : null;
  return compare(decimal(number), value) === 0 ? number : null;
}

export function toText(value: Decimal): string {
  if (value.scale === 0) return value.digits.toString();
  const sign = value.digits < 0n ? '-' : '';
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}
