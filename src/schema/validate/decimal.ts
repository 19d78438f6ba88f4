/** A number as its shortest decimal text has it: `digits · 10^exponent`. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

/** `0.07` → 7 · 10^-2, `1e+21` → 1 · 10^21. The number must be finite. */
export function decimalOf(value: number): Decimal {
  // ECMAScript's Number::toString: the fewest digits that read back as this double.
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

/**
 * Whether a number is a multiple of another one, both taken as what their shortest decimal texts say: 0.07 is a
 * multiple of 0.01, though the quotient of the two doubles is 7.000000000000001. Exact for every pair of finite
 * doubles; zero is a multiple of everything, and only zero of zero. The same rule everywhere, generated code included:
 * bring both to the smaller exponent, then the remainder of the digits is 0.
 */
export function isMultipleOf(value: number, step: number): boolean {
  const dividend = decimalOf(value)
  const divisor = decimalOf(step)
  if (dividend.digits === 0n) return true
  if (divisor.digits === 0n) return false
  const exponent = Math.min(dividend.exponent, divisor.exponent)
  return scaledTo(exponent, dividend) % scaledTo(exponent, divisor) === 0n
}

function scaledTo(exponent: number, decimal: Decimal): bigint {
  return decimal.digits * 10n ** BigInt(decimal.exponent - exponent)
}
