/** A double holds as many digits as this, whatever they are. */
const safeDigits = 15

/** True for a JSON number that reading it as a double would change: `0.10000000000000000001`, `9007199254740993`. */
export function isRoundedNumber(token: string): boolean {
  if (token.length <= safeDigits && !/e/i.test(token)) return false
  return decimalOf(token) !== decimalOf(String(Number(token)))
}

/** A decimal number in one spelling: `1.50e3` → `15e2`. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}
